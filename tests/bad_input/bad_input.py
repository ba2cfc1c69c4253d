#!/usr/bin/env python3
"""Files that are not what they should be, disks that are full, books that are none.

    bad_input.py ATTAIN            every case
    bad_input.py ATTAIN crlf       one of them
    bad_input.py --list            their names

Each case begins with a book that holds the people of a small company. What is refused must be refused
with one message on stderr and the right exit code, within a second, and must leave in the book exactly
what was there. What is accepted must be accepted as it is.
"""

import contextlib
import fcntl
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

PEOPLE = "participant,name,from,to,team,manager,plan\nada,Ada,2026-01-01,,,,\nben,Ben,2026-01-01,,,,\n"
HEADER = "source,deal,booked,amount,currency,owner,customer\n"
DEALS = HEADER + "crm,D-1,2026-01-05,100.00,USD,ada,Riga\ncrm,D-2,2026-01-06,200.00,USD,ben,Oslo\n"
PLAN = """plan: simple
effective: 2026-01-01..2026-12-31
currency: USD
pays: monthly
measures:
  sales: {sum: amount, credit: own}
components:
  commission: {of: sales, rate: 5%}
"""
COULD_NOT, PROBLEMS, REFUSED, BUSY = 1, 3, 4, 75

CASES = {}


def case(function):
    CASES[function.__name__] = function
    return function


class Failed(Exception):
    pass


class Stage:
    """A folder, a book, and the program."""

    def __init__(self, attain, folder):
        self.attain, self.folder, self.book = attain, folder, folder / "b.attain"
        # Checked builds take longer; a second is what people wait.
        sanitized = b"__asan_init" in pathlib.Path(attain).read_bytes()
        self.seconds = 2.0 if sanitized else 1.0
        self.clock = 0
        self.write("people.csv", PEOPLE)
        self.accepted("init", says="made")
        self.accepted("import", "people.csv", says="people.csv")

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def run(self, *words, stdout=subprocess.PIPE, limit=None):
        words = [self.attain, *words]
        if words[1] != "check":
            words += ["--book", "b.attain"]
        if words[1] in ("init", "import", "run") and "--recorded-at" not in words:
            self.clock += 1
            words += ["--recorded-at", f"2026-04-02T08:{self.clock:02}:00Z"]

        def narrow():  # writes beyond this size fail, as on a full disk
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=stdout,
                              stderr=subprocess.PIPE, check=False, restore_signals=False,
                              preexec_fn=narrow if limit is not None else None, timeout=60,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": ".",
                                   "GCOV_ERROR_FILE": "/dev/null"})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        done.seconds = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
        done.out = (done.stdout or b"").decode()
        done.said = done.stderr.decode()
        done.shown = f"attain {' '.join(words[1:])}\nexit {done.returncode}\n{done.out}{done.said}"
        return done

    def content(self):
        """What the book says, row by row; and that its file is sound."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.book}?mode=ro", uri=True)) as book:
                if book.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise Failed("the book's file is not sound")
                tables = book.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
                return {name: book.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()
                        for (name,) in tables.fetchall() if not name.startswith("sqlite_")}
        except sqlite3.DatabaseError:
            return self.book.read_bytes()

    def accepted(self, *words, says, code=0):
        done = self.run(*words)
        if done.returncode != code or says not in done.out:
            raise Failed(f"{done.shown}expected exit {code} and: {says}")
        return done

    def refused(self, *words, says, code=COULD_NOT, **how):
        before = self.content()
        done = self.run(*words, **how)
        mistakes = [line for line in done.said.splitlines() if line.startswith("error")]
        if done.returncode != code or len(mistakes) != 1 or says not in done.said:
            raise Failed(f"{done.shown}expected exit {code} and one message: {says}")
        if len(done.said) > 2000 or any(ord(c) < 32 and c != "\n" for c in done.said):
            raise Failed(f"{done.shown[:3000]}\nsays more than a person reads")
        if done.seconds > self.seconds:
            raise Failed(f"{done.shown}took {done.seconds:.1f} s")
        if self.content() != before:
            raise Failed(f"{done.shown}the book is not as it was")


# --- ordinary exports -------------------------------------------------------------------------------

@case
def byte_order_mark(stage):
    stage.write("ledger.csv", b"\xef\xbb\xbf" + DEALS.encode())
    stage.accepted("import", "ledger.csv", says="2 new")


@case
def crlf(stage):
    stage.write("ledger.csv", DEALS.replace("\n", "\r\n"))
    stage.accepted("import", "ledger.csv", says="2 new")
    stage.write("plan.yaml", PLAN.replace("\n", "\r\n"))
    stage.accepted("check", "plan.yaml", says="")


@case
def quoted_newlines(stage):
    stage.write("ledger.csv", DEALS.replace("Riga", '"Riga\nLinen, ""Mills"""'))
    stage.accepted("import", "ledger.csv", says="2 new")


@case
def header_without_rows(stage):
    stage.write("ledger.csv", HEADER)
    stage.accepted("import", "ledger.csv", says="0 rows")


@case
def no_newline_at_the_end(stage):
    stage.write("ledger.csv", DEALS.rstrip("\n"))
    stage.accepted("import", "ledger.csv", says="2 new")


# --- files that are not what they should be ---------------------------------------------------------

@case
def missing_file(stage):
    stage.refused("import", "ledger.csv", says="there is no file `ledger.csv`")
    stage.refused("import", "people.csv", "--mapping", "crm.yaml", says="there is no file `crm.yaml`")
    stage.refused("check", "plan.yaml", says="there is no file `plan.yaml`")


@case
def folder_for_a_file(stage):
    (stage.folder / "ledger.csv").mkdir()
    stage.refused("import", "ledger.csv", says="the folder `ledger.csv` holds no plan and no table")
    stage.refused("import", "people.csv", "--mapping", "ledger.csv", says="`ledger.csv` is a folder")


@case
def binary_file(stage):
    stage.write("ledger.csv", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 100)
    stage.refused("import", "ledger.csv", says="`ledger.csv` is not a text file")
    stage.write("ledger.csv", b"PK\x03\x04" + bytes(1000))
    stage.refused("import", "ledger.csv", says="`ledger.csv` is a workbook or another packed file")
    stage.write("plan.yaml", b"plan: a\x00b\n")
    stage.refused("import", "plan.yaml", "--as", "documents", says="`plan.yaml` is not a text file")


@case
def utf16(stage):
    stage.write("ledger.csv", DEALS.encode("utf-16"))
    stage.refused("import", "ledger.csv", says="`ledger.csv` is UTF-16")
    stage.write("ledger.csv", DEALS.encode("utf-16-be"))
    stage.refused("import", "ledger.csv", says="`ledger.csv` is UTF-16")


@case
def other_bytes(stage):
    stage.write("ledger.csv", DEALS.replace("Riga", "Chișinău").encode("iso-8859-16"))
    stage.refused("import", "ledger.csv", says="`ledger.csv` is not UTF-8")


@case
def hundred_thousand_columns(stage):
    stage.write("ledger.csv", HEADER.strip() + "".join(f",c{i}" for i in range(100_000)) + "\n")
    stage.refused("import", "ledger.csv", says="columns")
    stage.write("ledger.csv", "," * 100_000 + "\n")
    stage.refused("import", "ledger.csv", says="the file has no header row")


@case
def hundred_thousand_cells_in_a_row(stage):
    stage.write("ledger.csv", DEALS + "crm,D-3" + "," * 100_000 + "\n")
    stage.accepted("import", "ledger.csv", says="2 new", code=PROBLEMS)


@case
def empty_file(stage):
    stage.write("ledger.csv", "")
    stage.refused("import", "ledger.csv", says="`ledger.csv` is empty")
    stage.write("plan.yaml", "")
    stage.refused("import", "plan.yaml", "--as", "documents", says="`plan.yaml` is empty")
    stage.write("company.yaml", "\ufeff")
    stage.refused("import", "company.yaml", says="`company.yaml` is empty")


@case
def plan_of_two_megabytes(stage):
    stage.write("plan.yaml", PLAN + "# " + "x" * (2 << 20) + "\n")
    stage.refused("import", "plan.yaml", says="plan.yaml")
    stage.write("plan.yaml", PLAN + "".join(f"  c{i}: {{of: sales, rate: 5%}}\n" for i in range(80_000)))
    stage.refused("import", "plan.yaml", says="plan.yaml")


@case
def hundred_thousand_brackets(stage):
    stage.write("plan.yaml", "plan: " + "[" * 100_000)
    stage.refused("import", "plan.yaml", says="yaml-too-deep")
    stage.write("plan.yaml", "plan: " + "{a: " * 100_000)
    stage.refused("import", "plan.yaml", says="yaml-too-deep")
    stage.write("plan.yaml", "".join(" " * i + "a:\n" for i in range(1000)))
    stage.refused("import", "plan.yaml", says="yaml-too-deep")
    stage.write("plan.yaml", PLAN.replace("credit: own", "where: '" + "(" * 100_000 + "', credit: own"))
    stage.refused("import", "plan.yaml", says="error[condition")


@case
def thousand_aliases(stage):
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 1001))
    stage.write("plan.yaml", "plan: bomb\n" + bomb)
    stage.refused("import", "plan.yaml", says="yaml-alias")


@case
def one_row_without_end(stage):
    stage.write("ledger.csv", DEALS + 'crm,D-3,2026-01-07,5.00,USD,ada,"' + "never closed\n" * 5_000)
    done = stage.accepted("import", "ledger.csv", says="2 new, 5,000 could not be read", code=PROBLEMS)
    if len(done.out.splitlines()) > 100:
        raise Failed(f"says {len(done.out.splitlines())} lines about one mistake")


@case
def endless_device(stage):
    stage.refused("import", "/dev/zero", "--as", "documents", says="`/dev/zero` has more than")


# --- rows -------------------------------------------------------------------------------------------

@case
def one_key_twice(stage):
    stage.write("ledger.csv", DEALS + "crm,D-1,2026-01-05,101.00,USD,ada,Riga\n")
    stage.refused("import", "ledger.csv", "--strict", says="nothing was imported", code=PROBLEMS)
    stage.accepted("import", "ledger.csv", says="row-twice", code=PROBLEMS)


@case
def thirtieth_of_february(stage):
    stage.write("ledger.csv", DEALS.replace("2026-01-06", "2026-02-30"))
    stage.refused("import", "ledger.csv", "--strict", says="nothing was imported", code=PROBLEMS)
    done = stage.accepted("import", "ledger.csv", says="1 new", code=PROBLEMS)
    if "2026-02-30" not in done.out:
        raise Failed(f"{done.shown}the day is not named")


# --- disks ------------------------------------------------------------------------------------------

@case
def output_on_a_full_disk(stage):
    stage.write("ledger.csv", DEALS)
    stage.write("plan.yaml", PLAN)
    stage.write("people.csv", PEOPLE.replace(",,,,", ",,,,simple"))
    stage.accepted("import", "plan.yaml", "people.csv", "ledger.csv", says="2 new")
    stage.accepted("run", "--period", "2026-01", says="run 1")
    if not pathlib.Path("/dev/full").is_char_device():
        raise Failed("/dev/full is no device on this machine")
    with open("/dev/full", "wb") as full:
        stage.refused("register", says="the output could not be written", stdout=full)
    stage.refused("register", "--out", "/dev/full", says="/dev/full")
    stage.refused("register", "--out", "no/such/folder/register.txt", says="no/such/folder")
    if not pathlib.Path("/dev/full").is_char_device():
        raise Failed("a device was replaced by a file")


def many_deals():
    return HEADER + "".join(f"crm,N-{i * 7919 % 100_003},2026-01-05,{i}.17,USD,ada,Customer {i * i}\n"
                            for i in range(1, 20_000))


@case
def book_that_may_not_grow(stage):
    stage.write("ledger.csv", many_deals())
    for room in (0, 4_096, 65_536):
        stage.refused("import", "ledger.csv", says="b.attain", limit=room)
    # Of several files the last one finds no room: the others are not there either.
    stage.write("teams.csv", "team,name\nnorth,North\n")
    stage.refused("import", "teams.csv", "ledger.csv", says="b.attain", limit=262_144)
    stage.accepted("import", "ledger.csv", says="19,999 new")


@case
def book_on_a_full_disk(stage):
    """On a disk of its own, where one may be mounted."""
    disk = stage.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk],
                             capture_output=True, check=False)
    if mounted.returncode != 0:
        print("  (no disk can be mounted here: not shown)")
        return
    try:
        inside = Stage(stage.attain, disk)
        shutil.copy(stage.folder / stage.write("ledger.csv", many_deals()), stage.folder / "all.csv")
        filler = disk / "filler"
        with contextlib.suppress(OSError):
            filler.write_bytes(bytes(16 << 20))
        inside.refused("import", "../all.csv", "--as", "ledger", says="b.attain")
        filler.unlink()
        inside.accepted("import", "people.csv", says="people.csv")
    finally:
        subprocess.run(["umount", disk], check=True)


# --- books ------------------------------------------------------------------------------------------

@case
def book_that_is_no_book(stage):
    for content in (b"", b"not a book\n" * 1000, b"SQLite format 3\0" + bytes(5000)):
        stage.book.write_bytes(content)
        stage.refused("import", "people.csv", says="`b.attain` is not a book")
        stage.refused("register", says="`b.attain` is not a book")


@case
def database_of_somebody_else(stage):
    stage.book.unlink()
    with contextlib.closing(sqlite3.connect(stage.book)) as other:
        other.execute("CREATE TABLE entry (number INTEGER)")
        other.commit()
    stage.refused("import", "people.csv", says="`b.attain` is not a book")


@case
def folder_for_a_book(stage):
    stage.book.unlink()
    stage.book.mkdir()
    done = stage.run("register")
    if done.returncode != COULD_NOT or "`b.attain` is not a book" not in done.said:
        raise Failed(done.shown)


@case
def missing_book(stage):
    stage.book.unlink()
    done = stage.run("import", "people.csv")
    if done.returncode != COULD_NOT or "there is no book at `b.attain`" not in done.said:
        raise Failed(done.shown)
    if stage.book.exists():
        raise Failed("a book came into being by looking for it")


@case
def book_of_a_newer_version(stage):
    with contextlib.closing(sqlite3.connect(stage.book)) as book:
        book.execute("PRAGMA user_version = 1000")
        book.commit()
    stage.refused("import", "people.csv", says="was written by a newer version of Attain")
    stage.refused("register", says="was written by a newer version of Attain")


@case
def book_with_a_changed_fact(stage):
    with contextlib.closing(sqlite3.connect(stage.book)) as book:
        book.execute("DROP TRIGGER fact_stays")
        book.execute("UPDATE fact SET cells = replace(cells, 'Ada', 'Eve')")
        book.commit()
    stage.refused("status", "--on", "2026-01-31", says="`b.attain` is damaged")


@case
def second_writer(stage):
    with open(f"{stage.book}.lock", "a+", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stage.refused("import", "people.csv", says="is writing to `b.attain`", code=BUSY)
    stage.accepted("import", "people.csv", says="people.csv")


@case
def time_that_goes_backwards(stage):
    stage.write("ledger.csv", DEALS)
    stage.refused("import", "ledger.csv", "--recorded-at", "2026-04-02T07:00:00Z",
                  says="time went backwards", code=REFUSED)


@case
def killed_while_writing(stage):
    """Whatever moment a process dies at: all of its entry is there, or nothing of it."""
    stage.write("ledger.csv", many_deals())
    before = stage.content()
    for moment in (0.01, 0.02, 0.04, 0.08, 0.16, 0.32):
        words = [stage.attain, "import", "ledger.csv", "--book", "b.attain", "--recorded-at",
                 "2026-05-01T00:00:00Z"]
        with subprocess.Popen(words, cwd=stage.folder, stdout=subprocess.DEVNULL) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(moment)
            process.kill()
        after = stage.content()
        if after != before and len(after["entry"]) != len(before["entry"]) + 1:
            raise Failed(f"killed after {moment} s, the book holds a part of an entry")
    stage.clock = 40
    stage.accepted("import", "ledger.csv", "--recorded-at", "2026-05-02T00:00:00Z", says="ledger.csv")


def main(arguments):
    if arguments == ["--list"]:
        print(*CASES)
        return 0
    attain, *wanted = arguments
    failed = 0
    for name in wanted or CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                CASES[name](Stage(str(pathlib.Path(attain).resolve()), pathlib.Path(folder)))
                print(f"{name}: holds")
            except Failed as why:
                failed += 1
                print(f"{name}: FAILED\n{str(why)[:3000]}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
