#!/usr/bin/env python3
"""Every command and flag, mistyped: what was meant is suggested.

    slips.py ATTAIN

The names come from the program's own help. Each is mistyped in the ways in which fingers do: a letter
left out, doubled or replaced, two neighbours swapped; longer words also twice. The answer must be exit
2 and the nearest name, or one of the nearest, by a distance that is computed here apart from the engine.
"""

import concurrent.futures
import os
import re
import subprocess
import sys


def distance(a, b):
    """Least number of letters inserted, deleted, replaced or swapped with a neighbour."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def slips(word, first):
    """Mistyped forms of `word`, whose letters begin at `first` (behind the dashes)."""
    middle, last = first + (len(word) - first) // 2, len(word) - 1
    made = {word[:middle] + word[middle + 1:], word[:last], word[:middle] + "x" + word[middle + 1:],
            word[:middle] + word[middle] + word[middle:],
            word[:first] + word[first + 1] + word[first] + word[first + 2:],
            word[:last - 1] + word[last] + word[last - 1]}
    if len(word) - first >= 6:
        made |= {word[:first + 1] + word[first + 2:last], word[:first] + "q" + word[first + 1:last] + "q"}
    return sorted(made)


def names_in(pattern, output):
    return sorted(set(re.findall(pattern, output, re.MULTILINE)))


def main(attain):
    # Thousands of launches of a build with sanitizers: what is looked for here is no leak.
    quiet = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")

    def run(*words):
        return subprocess.run([attain, *words], capture_output=True, text=True, check=False, env=quiet)

    commands = names_in(r"^  ([a-z]+(?:-[a-z]+)*)  ", run("--help").stdout)
    planned = []

    def plan_slip(words, slip, known, form):
        near = {name for name in known if distance(slip, name) <= 2}
        nearest = {name for name in near
                   if distance(slip, name) == min(distance(slip, other) for other in near)}
        if slip not in known and near:
            planned.append((words, slip, nearest, form))

    def missed(one):
        words, slip, nearest, form = one
        answer = run(*words, slip)
        suggested = re.findall(r"did you mean `([^`]+)`", answer.stderr)
        if answer.returncode == 2 and not answer.stdout and suggested in (
                [form.format(name)] for name in nearest):
            return None
        return (f"attain {' '.join([*words, slip])}: exit {answer.returncode}, "
                f"{answer.stderr.strip()!r}; meant {' or '.join(sorted(nearest))}")

    def plan_commands(before, names):
        for command in names:
            for slip in slips(command, 0):
                plan_slip(before, slip, names, " ".join(["attain", *before, "{}"]))
            words = [*before, command]
            page = run(*words, "--help").stdout
            if "SUBCOMMAND" in page:
                plan_commands(words, names_in(r"^  ([a-z]+)  ", page))
                continue
            flags = names_in(r"(--[a-z][a-z-]*)", page)
            for flag in flags:
                for slip in slips(flag, 2):
                    plan_slip(words, slip, flags, "{}")

    plan_commands([], commands)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [fault for fault in pool.map(missed, planned) if fault]
    print(f"{len(commands)} commands, {len(planned)} slips, {len(faults)} not understood")
    print("\n".join(faults[:40]))
    return 1 if faults or len(commands) < 10 or len(planned) < 100 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
