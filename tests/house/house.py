#!/usr/bin/env python3
"""The rules of the house as tests: style that is not a failing test is a wish.

    tests/house/house.py            every rule
    tests/house/house.py floors     one of them
    tests/house/house.py --list     their names

Each rule is a function that yields what breaks it, one line each, as `path:line: what`. Sources are
read as text: a rule that needs a compiler is the compiler's (see tests/refuse).
"""

import functools
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Six floors, from the ground up, then what stands on the house. The order of the rooms on a floor is
# stated in engine/README.md.
FLOORS = ["base", "intake", "model", "pipeline", "record", "report", "tools"]

# The one door of each library: who includes what, and where alone it may be.
DOORS = {
    r"boost/": ["engine/base/number/"],
    r"yaml-cpp/": ["engine/intake/document/"],
    r"SQLiteCpp/|sqlite3": ["engine/record/store/"],
    r"zstd": ["engine/record/store/"],
    r"openssl/": ["engine/base/fingerprint/"],
    r"pango/|cairo": ["engine/report/pdf/"],
    r"xlsxwriter": ["engine/report/xlsx/"],
    r"spdlog/": ["tools/"],
    r"CLI/": ["tools/"],
}

TOP_LEVEL = {"CMakeLists.txt", "engine", "plans", "schemas", "tools", "tests", "README.md", "LICENSE",
             ".ci", ".clang-format", ".clang-tidy", ".editorconfig", ".gitignore"}

# Room that settled values may leave exactness in, and give none back (HOUSE: rule 6).
MAY_COUNT_IN_DOUBLES = ("engine/report/pdf/", "engine/report/xlsx/", "engine/report/forecast/")


# --- reading sources --------------------------------------------------------------------------------

@functools.cache
def committed():
    """The files that belong to the product: known to git, or about to be."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:  # a copy without its history
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()]
        names = [name for name in names if not re.match(r"build|\.git/|.*__pycache__", name)]
    return sorted(name for name in set(names) if (ROOT / name).is_file())


@functools.cache
def text(name):
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def sources(*folders, kinds=(".h", ".cpp")):
    return [name for name in committed() if name.startswith(folders) and name.endswith(kinds)]


NOT_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL)


@functools.cache
def code(name):
    """The source with comments and literals blanked out, line for line."""
    return NOT_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text(name))


def line_of(source, place):
    return source.count("\n", 0, place) + 1


def places(name, pattern, source):
    """`path:line` and match of each occurrence."""
    for found in re.finditer(pattern, source, re.MULTILINE):
        yield f"{name}:{line_of(source, found.start())}", found


def includes(name):
    """(line, included, quoted) of each include."""
    for found in re.finditer(r'^\s*#\s*include\s+(["<])([^">]+)', text(name), re.MULTILINE):
        yield line_of(text(name), found.start()), found.group(2), found.group(1) == '"'


# --- the floors -------------------------------------------------------------------------------------

def floor_of(name):
    parts = name.split("/")
    return "tools" if parts[0] == "tools" else parts[1]


def floors():
    """A file includes its own floor and lower ones, never up."""
    for name in sources("engine/", "tools/"):
        own = FLOORS.index(floor_of(name))
        for line, included, quoted in includes(name):
            head = included.split("/")[0]
            head = "tools" if head == "cli" else head
            if not quoted:
                continue
            if head not in FLOORS:
                yield f"{name}:{line}: `{included}` is not named from a floor"
            elif FLOORS.index(head) > own:
                yield f"{name}:{line}: {floor_of(name)}/ includes upward: `{included}`"


@functools.cache
def rooms_in_order():
    """Floor → its rooms, as the table in engine/README.md lists them."""
    stated = {}
    for row in re.finditer(r"^\| `(\w+)/` \|[^|]*\|([^|]*)\|", text("engine/README.md"), re.MULTILINE):
        stated[row.group(1)] = re.findall(r"`(\w+)`", row.group(2))
    return stated


def rooms():
    """A file includes its own room and the rooms before it on its floor."""
    stated = rooms_in_order()
    there = {tuple(name.split("/")[1:3]) for name in sources("engine/") if name.count("/") > 2}
    for floor, room in sorted(there):
        if room not in stated.get(floor, []):
            yield f"engine/README.md: the room {floor}/{room} is not in the table of rooms"
    for floor, listed in stated.items():
        for room in listed:
            if (floor, room) not in there:
                yield f"engine/README.md: there is no room {floor}/{room}"
    for name in sources("engine/"):
        _, floor, *rest = name.split("/")
        for line, included, quoted in includes(name):
            head, *inside = included.split("/")
            # What stands on the floor itself, outside the rooms, is its front door.
            if not quoted or head != floor or len(rest) < 2 or len(inside) < 2:
                continue
            order = stated.get(floor, [])
            if inside[0] in order and rest[0] in order:
                if order.index(inside[0]) > order.index(rest[0]):
                    yield f"{name}:{line}: the room {rest[0]} stands before `{included}`"


def circles():
    """No header includes itself by way of others."""
    graph = {}
    for name in sources("engine/", kinds=(".h",)):
        graph[name] = [f"engine/{included}" for _, included, quoted in includes(name) if quoted]
    done, path = set(), []

    def walk(name):
        if name in path:
            yield " → ".join(path[path.index(name):] + [name])
        elif name not in done:
            path.append(name)
            for included in graph.get(name, []):
                yield from walk(included)
            done.add(path.pop())

    for name in sorted(graph):
        yield from walk(name)


def doors():
    """Each library is included behind its one door."""
    for name in sources("engine/", "tools/"):
        for line, included, _ in includes(name):
            for library, allowed in DOORS.items():
                if re.match(library, included) and not name.startswith(tuple(allowed)):
                    yield f"{name}:{line}: `{included}` belongs to {', '.join(allowed)}"


def purity():
    """The engine speaks by return value: no printing, clock, locale, environment or chance; and the
    pipeline knows no files."""
    forbidden = (r"\b(system_clock|steady_clock|high_resolution_clock|random_device|mt19937|getenv|"
                 r"setlocale|localtime|gmtime|cout|cerr|clog|spdlog)\b"
                 r"|\bstd::(locale|rand|time|clock)\b"
                 r"|(?<![\w.:>])(time|rand|clock)\s*\(|\b(printf|fprintf|puts|fputs|putchar)\s*\("
                 r"|\bfmt::print\b")
    for name in sources("engine/"):
        if name == "engine/base/ensure.cpp":  # says on stderr which law was broken, and ends
            continue
        for where, found in places(name, forbidden, code(name)):
            yield f"{where}: `{found.group().strip()}` belongs to tools/"
    for name in sources("engine/pipeline/"):
        for line, included, _ in includes(name):
            if included in ("filesystem", "fstream", "iostream", "cstdio", "chrono", "ctime", "mutex"):
                yield f"{name}:{line}: the pipeline is pure and includes <{included}>"


def numbers():
    """No binary fractions where money is computed."""
    for name in sources("engine/"):
        if name.startswith(MAY_COUNT_IN_DOUBLES):
            continue
        # `= delete` closes a door on them, which is welcome.
        for where, found in places(name, r"\b(double|float)\b(?![^\n;]*=\s*delete)", code(name)):
            yield f"{where}: `{found.group()}` in the engine"


# --- form -------------------------------------------------------------------------------------------

def functions(name):
    """(first line, lines, head) of each function that has a body, found by its braces."""
    source = code(name)
    source = re.sub(r"^\s*#[^\n]*(\\\n[^\n]*)*", lambda m: re.sub(r"[^\n]", " ", m.group()), source,
                    flags=re.MULTILINE)
    stack, begin, depth = [], 0, 0
    for place, letter in enumerate(source):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter == ";" and depth == 0:
            begin = place + 1
        elif letter == "{":
            head = source[begin:place].strip()
            inside = any(kind == "function" for kind, _, _ in stack)
            is_scope = re.search(r"^(inline )?namespace\b|\b(class|struct|union|enum)\b[^()]*$", head)
            is_function = "(" in head and not is_scope and not re.search(r"=\s*$", head)
            kind = "scope" if is_scope else "function" if is_function and not inside else "block"
            stack.append((kind, begin, head))
            if kind != "block":
                begin = place + 1
        elif letter == "}" and stack:
            kind, since, head = stack.pop()
            if kind == "function":
                first = line_of(source, since + len(source[since:]) - len(source[since:].lstrip()))
                yield first, line_of(source, place) - first + 1, " ".join(head.split())
            if kind != "block" or not stack:
                begin = place + 1


def sizes():
    """What a person can keep in mind: 60 lines of a function, 200 of a header, 500 of a source."""
    for name in sources("engine/", "tools/", "tests/"):
        lines = text(name).count("\n")
        most = 200 if name.endswith(".h") else 500
        if lines > most:
            yield f"{name}: {lines} lines, and {most} are the most"
        for first, length, head in functions(name):
            # A test may be one long table of rows.
            if length > 60 and not name.startswith("tests/"):
                yield f"{name}:{first}: {length} lines, and 60 are the most: {head[:60]}"


def privates():
    """A private name belongs to one file of its floor: the build joins the files of a floor, and a
    second function of that name, a little better fitting, would be called instead."""
    name = re.compile(r"(?:inline |constexpr |const )*(?:struct|class|enum class|enum) (\w+) \{"
                      r"|(?!return|using)(?:[\w:<>,*& \[\]]+[ &*])(\w+)\("
                      r"|constexpr [\w:<> *]+ (\w+)[\[{ ]")
    for floor in [f"engine/{floor}/" for floor in FLOORS[:-1]] + ["tools/cli/", "tests/reference/"]:
        owners = {}
        for file in sources(floor, kinds=(".cpp",)):
            space, private = "", False
            for number, line in enumerate(text(file).split("\n"), 1):
                opened = re.match(r"namespace ([\w:]*) ?\{", line)
                if opened:
                    space, private = opened[1] or space, not opened[1]
                elif line == "}  // namespace":
                    private = False
                found = name.match(line) if private and line[:1] not in " }/" else None
                if found is None:
                    continue
                key = (space, next(group for group in found.groups() if group))
                if owners.setdefault(key, file) != file:
                    yield f"{file}:{number}: `{key[1]}` is a private name of {owners[key]} too"


def letters():
    """A header opens like a letter, and says that it is read once."""
    for name in sources("engine/", "tools/"):
        if name.endswith(".h"):
            opening = re.match(r"(//[^\n]*\n)+", text(name))
            if not opening or len(opening.group().split()) < 8:
                yield f"{name}: does not say what it is for"
            if "#pragma once" not in text(name):
                yield f"{name}: lacks #pragma once"


def leftovers():
    """Nothing is left for later, and no path of the machine on which it was written."""
    later = r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b"
    machine = r"(?<![\w.}$\"'])/(wo" r"rk|ho" r"me|ro" r"ot|t" r"mp)/\w"
    for name in committed():
        if name.endswith((".csv", ".png", ".gz")):
            continue
        for where, found in places(name, later, text(name)):
            yield f"{where}: `{found.group()}`"
        for where, found in places(name, machine, text(name)):
            yield f"{where}: `{found.group()}…` is a place on one machine"


def top_level():
    """Nothing lies at the top but what was agreed."""
    for name in sorted({name.split("/")[0] for name in committed()} - TOP_LEVEL):
        yield f"{name}: is not one of the agreed names"


# --- words ------------------------------------------------------------------------------------------

@functools.cache
def catalogue():
    return re.findall(r'^    \{"([a-z0-9-]+)"', text("engine/base/diagnostic/catalogue.cpp"), re.MULTILINE)


def codes():
    """Every code of the catalogue is used, and every code that is used stands in the catalogue."""
    known, used = set(catalogue()), set()
    for name in sources("engine/", "tools/"):
        if name.endswith("/catalogue.cpp"):
            continue
        # Below the reports, a literal in this form is a code: attributes of pages come later.
        for where, found in places(name, r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"', text(name)):
            used.add(found.group(1))
            if floor_of(name) not in ("report", "tools") and found.group(1) not in known:
                yield f"{where}: the code `{found.group(1)}` is not in the catalogue"
        for where, found in places(name, r'\b(?:error|warning)\(\s*"([a-z0-9-]+)"', text(name)):
            if found.group(1) not in known:
                yield f"{where}: the code `{found.group(1)}` is not in the catalogue"
    for unused in sorted(known - used):
        yield f"engine/base/diagnostic/catalogue.cpp: nothing ever says `{unused}`"


def provoked():
    """Every code of the catalogue is provoked by a test."""
    folders = {re.sub(r"-\d+$", "", name.split("/")[2]) for name in committed()
               if name.startswith("tests/diagnostics/") and name.count("/") > 2}
    folders |= {name.split("/")[2] for name in committed() if name.startswith("tests/diagnostics/")}
    said = " ".join(text(name) for name in committed()
                    if name.startswith(("tests/", "plans/")) and not name.startswith("tests/house/")
                    and name.endswith((".cpp", ".txt", ".yaml", ".py")))
    mentioned = set(re.findall(r"(?<![a-z0-9-])[a-z0-9]+(?:-[a-z0-9]+)+(?![a-z0-9-])", said))
    for lonely in sorted(set(catalogue()) - folders - mentioned):
        yield f"tests/diagnostics/{lonely}: no test provokes this code"


def flags():
    """Every command and flag is explained in the help and used in a transcript."""
    declared = text("tools/cli/arguments.cpp")
    shown = "\n".join(re.findall(r"^\$ .*$", "\n".join(
        text(name) for name in committed() if name.startswith("tests/transcripts/")), re.MULTILINE))
    for where, found in places("tools/cli/arguments.cpp",
                               r'(?:add_flag\(|value\(at,)\s*"([^"]+)"', declared):
        names = [name for name in found.group(1).split(",") if name.startswith("-")]
        for name in names:
            if not re.search(rf"(?<![\w-]){name}(?![\w-])", shown):
                yield f"{where}: no transcript uses {name}"
    for where, found in places("tools/cli/command_list.h",
                               r'^\s*\{"([\w-]+)", "(attain(?: \w+)*?) \1\b',
                               text("tools/cli/command_list.h")):
        command = f"{found.group(2)} {found.group(1)}"
        if not re.search(rf"{command}\b", shown):
            yield f"{where}: no transcript runs `{command}`"


RULES = [floors, rooms, circles, doors, purity, numbers, sizes, privates, letters, leftovers, top_level,
         codes, provoked, flags]


def main(wanted):
    broken = 0
    for rule in RULES:
        if wanted and rule.__name__ not in wanted:
            continue
        found = list(dict.fromkeys(rule()))
        broken += len(found)
        print(f"{rule.__name__}: {'holds' if not found else f'broken in {len(found)} places'}")
        for line in found:
            print(f"  {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        sys.exit(print(*(rule.__name__ for rule in RULES)))
    unknown = set(sys.argv[1:]) - {rule.__name__ for rule in RULES}
    if unknown:
        sys.exit(f"there is no rule {', '.join(sorted(unknown))}: "
                 f"there are {', '.join(rule.__name__ for rule in RULES)}")
    sys.exit(main(sys.argv[1:]))
