#!/usr/bin/env python3
"""Plays a transcript: what was typed, and what must appear, word for word.

    play.py ATTAIN FILE.txt            plays it and shows where it differs
    ATTAIN_BLESS=1 play.py …           writes what appeared into the file: read it afterwards

A transcript is read from the top:

    # a comment, kept as it is
    @ first-quarter                    plays first-quarter.txt before, without showing it
    $ attain run --period 2026-Q9      typed into a shell …
    > --json                           … and more lines of the same command
    an expected line of stdout
    ! an expected line of stderr
    [exit 2]

Each is played in a fresh folder that holds a copy of `plans/`, with an environment of its own. Nothing
is replaced in what appears but the name of that folder. Beside attain, the small programs of bin/
can be used.
"""

import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def parts_of(name):
    """What stands before the first command; then each command or comment as it was typed."""
    opening, parts, before, typing = [], [], "", False
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("$ "):
            parts.append([line])
        elif typing and line.startswith(">"):
            parts[-1].append(line)
        elif not parts:
            opening.append(line)
        elif line.startswith("#") and before.startswith("#"):
            parts[-1].append(line)
        elif line.startswith("#") and not before:
            parts.append([line])
        typing = line.startswith("$ ") or typing and line.startswith(">")
        before = line
    return opening, parts


class Stage:
    """The folder in which a transcript is played."""

    def __init__(self, attain, folder):
        self.folder = folder
        shutil.copytree(ROOT / "plans", folder / "plans")
        tools = folder / ".bin"
        tools.mkdir()
        (tools / "attain").symlink_to(attain)
        self.environment = {
            "PATH": f"{tools}:{HERE / 'bin'}:/usr/bin:/bin",
            "SCHEMAS": str(ROOT / "schemas"),
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
            "TZ": "UTC",
        }

    def type(self, lines):
        """What appears after one command, as a transcript shows it."""
        shell = lines[0][2:] + "".join("\n" + (line[2:] if line[1:2] == " " else line[1:])
                                       for line in lines[1:])
        done = subprocess.run(["bash", "-o", "pipefail", "-c", shell], cwd=self.folder,
                              env=self.environment, capture_output=True, stdin=subprocess.DEVNULL,
                              check=False)
        shown = list(lines)
        shown += self.lines(done.stdout)
        shown += [f"! {line}".rstrip() for line in self.lines(done.stderr)]
        return shown + [f"[exit {done.returncode}]", ""]

    def lines(self, output):
        text = output.decode("utf-8", errors="backslashreplace").replace(str(self.folder), "FOLDER")
        if text and not text.endswith("\n"):
            text += "\\ no newline at the end\n"
        return text.splitlines()


def play(stage, name):
    opening, parts = parts_of(name)
    for line in opening:
        if line.startswith("@ "):
            play(stage, line[2:])
    shown = list(opening)
    for lines in parts:
        shown += lines if lines[0].startswith("#") else stage.type(lines)
    return "\n".join(shown).rstrip("\n") + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: play.py ATTAIN FILE.txt")
    path = pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        appeared = play(Stage(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(folder)), path.stem)
    expected = path.read_text(encoding="utf-8")
    if appeared == expected:
        return 0
    if os.environ.get("ATTAIN_BLESS"):
        path.write_text(appeared, encoding="utf-8")
        print(f"wrote {path.name}")
        return 0
    sys.stdout.writelines(difflib.unified_diff(
        expected.splitlines(keepends=True), appeared.splitlines(keepends=True),
        f"{path.name} as expected", "as it appeared"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
