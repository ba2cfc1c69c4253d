#!/usr/bin/env python3
"""Mistakes that take a command to make: a folder of tests/diagnostics with a file `command`.

    commands.py ATTAIN

Each is typed in a copy of its folder. What appears must be `expected.txt` and name the code; with the
files of `right/` in their place (another command among them, where the command was wrong), nothing is
complained of. ATTAIN_BLESS=1 writes what appeared.
"""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def type_in(attain, layers):
    """What appears on both channels, and the exit code."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for layer in layers:
            for file in layer.iterdir():
                if file.is_file():
                    shutil.copy(file, folder)
        bin_folder = folder / ".bin"
        bin_folder.mkdir()
        (bin_folder / "attain").symlink_to(pathlib.Path(attain).resolve())
        command = (folder / "command").read_text(encoding="utf-8")
        for extra in ("command", "expected.txt", "page.txt"):
            (folder / extra).unlink(missing_ok=True)
        done = subprocess.run(["bash", "-c", command], cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                              env={"PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": scratch,
                                   "LC_ALL": "C.UTF-8", "TZ": "UTC"})
        return done.stdout, done.returncode


def main(attain):
    failed = 0
    folders = sorted(path.parent for path in HERE.glob("*/command"))
    for folder in folders:
        code = re.sub(r"-\d+$", "", folder.name)
        shown, status = type_in(attain, [folder])
        expected = folder / "expected.txt"
        if os.environ.get("ATTAIN_BLESS"):
            expected.write_text(shown, encoding="utf-8")
        problems = list(difflib.unified_diff(expected.read_text(encoding="utf-8").splitlines(),
                                             shown.splitlines(), "expected", "as it appeared", lineterm=""))
        if f"[{code}]" not in shown or status == 0:
            problems.append(f"does not say {code}, exit {status}")
        if (folder / "right").is_dir():
            right, status = type_in(attain, [folder, folder / "right"])
            if status != 0 or "error" in right:
                problems.append(f"what is shown as right: exit {status}\n{right}")
        if problems:
            failed += 1
            print(f"--- {folder.name}\n" + "\n".join(problems))
    print(f"{len(folders) - failed} of {len(folders)} commands are told as expected")
    return 1 if failed or not folders else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
