#!/usr/bin/env python3
"""Plans made to hurt: refused with the reason, in under 600 ms and 64 MB.

    bad_plans.py ATTAIN            every case
    bad_plans.py ATTAIN long_condition

Each case is one file through `attain check`. It must end with exit 3, name the code it earns, and say no
more than a page about it. Builds with sanitizers take several times as long and as much memory; there only
the time is held, at three seconds.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

SECONDS, MEGABYTES = 0.6, 64

PLAN = """plan: simple
effective: 2026-01-01..2026-12-31
currency: USD
pays: quarterly
measures:
  sales: {sum: amount, %scredit: own}
components:
  commission: {of: sales, rate: 5%%}
"""


def with_condition(condition):
    return PLAN % f"where: '{condition}', "


def with_table(rows):
    head = (PLAN % "").replace("commission: {of: sales, rate: 5%}", "commission:\n    of: sales\n    by: sales\n    table:")
    return head + "      mode: marginal\n      tiers:\n" + "".join(f"        - {row}\n" for row in rows)


CASES = {
    # A megabyte is the most that a document may have: this one fits, and its condition does not.
    "long_condition": ("condition-too-large", with_condition("amount > 1 || " * 71_000 + "amount > 1")),
    "longer_than_a_document": ("file-too-large", with_condition("amount > 1 || " * 80_000 + "amount > 1")),
    "deep_condition": ("condition-too-large", with_condition("(" * 1000 + "amount > 1" + ")" * 1000)),
    "deep_negation": ("condition-too-large", with_condition("!" * 1000 + "(amount > 1)")),
    "deep_yaml": ("yaml-too-deep", "plan: " + "[" * 1000 + "]" * 1000 + "\n"),
    "ten_thousand_tiers": ("too-many-items", with_table(
        ["{up_to: 1000, rate: 1%}"] + [f"{{above: {n}000, up_to: {n + 1}000, rate: 1%}}" for n in range(1, 10_000)])),
    "ten_thousand_points": ("too-many-items", (PLAN % "").replace("commission: {of: sales, rate: 5%}",
        "bonus:\n    of: target\n    by: sales\n    curve: {kind: linear, below: zero, beyond: flat, points: {"
        + ", ".join(f"{n}: {n}%" for n in range(10_000)) + "}}")),
    "cycle_of_pay": ("pay-cycle", (PLAN % "").replace("components:", "  second_pay: {pay: [second], credit: own}\n"
        "  first_pay: {pay: [first], credit: own}\ncomponents:\n  first: {of: second_pay, rate: 1%}\n"
        "  second: {of: first_pay, rate: 1%}")),
    "variant_of_itself": ("variant-of-itself", "plan: simple\nvariant_of: simple\n"
                          "base_version: 2026-01-01\neffective: 2026-01-01..2026-12-31\n"),
    "a_thousand_unknown_keys": ("unknown-key", PLAN % "" + "".join(f"key_{n}: {n}\n" for n in range(1000))),
    "a_number_without_end": ("out-of-range|not-a-number", (PLAN % "").replace("5%", "9" * 500_000 + "%")),
    "a_fraction_without_end": ("not-a-number|not-a-percentage|out-of-range", (PLAN % "").replace("5%", "1/" + "9" * 500_000)),
}


def holds(path, word):
    """Read in pieces: what this process ever held is counted as the child's, who begins in its memory."""
    before = b""
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            if word in before + piece:
                return True
            before = piece[-len(word):]
    return False


def main(attain, wanted):
    sanitized = holds(attain, b"__asan_init")
    failed = 0
    names = wanted or list(CASES)
    for name in names:
        codes, text = CASES[name]
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "plan.yaml"
            path.write_text(text)
            began = time.monotonic()
            running = subprocess.Popen([attain, "check", str(path)], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            said = running.stdout.read()
            _, status, usage = os.wait4(running.pid, 0)
            running.returncode = os.waitstatus_to_exitcode(status)
            # The processor's time: a busy machine is nobody's fault.
            took = min(time.monotonic() - began, usage.ru_utime + usage.ru_stime)
        size = usage.ru_maxrss / 1000
        problems = []
        if running.returncode != 3:
            problems.append(f"exit {running.returncode}")
        if not any(f"[{code}]" in said for code in codes.split("|")):
            problems.append(f"does not say {codes}")
        if said.count("\n") > 400 or len(said) > 60_000:
            problems.append(f"says {len(said)} bytes")
        if took > (3.0 if sanitized else SECONDS):
            problems.append(f"takes {took:.2f} s")
        if size > MEGABYTES and not sanitized:
            problems.append(f"takes {size:.0f} MB")
        print(f"{name}: {took * 1000:.0f} ms, {size:.0f} MB{': ' if problems else ''}{', '.join(problems)}")
        if problems:
            failed += 1
            print("    " + said[:600].replace("\n", "\n    "))
    print(f"{len(names) - failed} of {len(names)} plans are refused as they should be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
