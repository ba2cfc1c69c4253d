#!/usr/bin/env python3
"""An editor that reads schemas/ and the loader agree about the structure of every document.

    agreement.py LOADER [COUNT]        COUNT mutated documents, 10,000 if left out

Independent eyes: python3-jsonschema with the exported schemas on one side, the loader's own check on the
other, asked in one process. Held against each other are the plans, companies, mappings and case files of
the whole repository, good and broken, and mutations of the good ones: keys taken out, misspelt, moved and
added; lists for maps; words, numbers and texts of the wrong kind. They are made with a fixed seed.

A schema sees keys, kinds, words and forms of texts. What it cannot see is listed in UNSEEN; a document
about which the loader says only such things is no disagreement, and is counted apart.
"""

import json
import pathlib
import random
import re
import subprocess
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = ["plan", "shared", "company", "mapping", "cases"]

# The calendar (30 February, a range that ends before it begins), and one number written in two ways.
UNSEEN = {"not-a-date", "not-a-day-range", "repeated-key"}


# --- documents --------------------------------------------------------------------------------------

class Reader(yaml.BaseLoader):
    """YAML without its guesses: every scalar is a text, and nothing is None."""


def scalar(loader, node):
    if node.style is None and node.value in ("", "~", "null", "Null", "NULL"):
        return None
    return node.value


Reader.add_constructor("tag:yaml.org,2002:str", scalar)


class Editor(yaml.BaseLoader):
    """YAML 1.2 as an editor reads it before it asks the schema: 2026 is a number, `true` is true. Keys are
    texts, as in JSON."""

    def construct_mapping(self, node, deep=False):
        return {str(key): value for key, value in super().construct_mapping(node, deep).items()}


def guessed(loader, node):
    value = scalar(loader, node)
    if node.style is not None or value is None:
        return value
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value)


Editor.add_constructor("tag:yaml.org,2002:str", guessed)


def kind_of(path, text):
    if path.name.startswith("company."):
        return "company"
    if path.name.startswith("shared."):
        return "shared"
    for key, kind in (("cases:", "cases"), ("mapping:", "mapping"), ("plan:", "plan")):
        if re.search(rf"^{key}", text, re.MULTILINE):
            return kind
    return None


def documents():
    """(where, kind, text) of every YAML document in the repository, those inside case files too."""
    for path in sorted(ROOT.glob("plans/**/*.yaml")) + sorted(ROOT.glob("tests/**/*.yaml")):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        where = str(path.relative_to(ROOT))
        kind = kind_of(path, text)
        if kind:
            yield where, kind, text
        if kind == "cases":
            try:
                tree = yaml.load(text, Reader)
            except yaml.YAMLError:
                continue
            sections = [("files", tree.get("files"))]
            sections += [(name, case.get("files")) for name, case in tree["cases"].items()]
            for name, files in sections:
                for file, inner in (files or {}).items():
                    if file.endswith(".yaml") and kind_of(pathlib.Path(file), inner):
                        yield f"{where} {name}/{file}", kind_of(pathlib.Path(file), inner), inner


# --- mutations --------------------------------------------------------------------------------------

ODD_TEXTS = ["", "yes", "no", "NO", "true", "0", "1", "010", "1_000", "1,000", "1e3", ".5", "5.", "-3", "7%", "-7%", "0.5%",
             "1/3", "1/0", "12:30", ".nan", "0x1F", "2026", "2026-01-01", "2026-13-01", "2026-01-01..",
             "..", "2026-01-01..2026-12-31", "a b", "a/b", "_a", "-a", "a" * 64, "a" * 65, "é", "on", "flat", "zero",
             "target", "own", "team", "quarter", "month", "{}", "[", "&a", "*a", "!!str a", "%", "person.x",
             "own_goal >= 100%", " ", "123456789012345678", "1234567890123456789"]


def places(tree, path=()):
    """Every place below the top: (container, key or index)."""
    if isinstance(tree, dict):
        for key in tree:
            yield tree, key
            yield from places(tree[key])
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield tree, index
            yield from places(item)


def slipped(word, dice):
    at = dice.randrange(len(word)) if word else 0
    return dice.choice([word[:at] + word[at + 1:], word[:at] + "x" + word[at:], word + "s", word.upper(),
                        word[:at] + word[at:at + 1] + word[at:]])


def renamed(container, key, new):
    """The map with one key renamed, in its place; nothing happens where the new one is there."""
    if not isinstance(container, dict) or new in container or not new:
        return
    items = [(new if name == key else name, value) for name, value in container.items()]
    container.clear()
    container.update(items)


def mutate(tree, vocabulary, dice):
    container, key = dice.choice(list(places(tree)))
    value = container[key]
    way = dice.randrange(11)
    if way == 0:
        if isinstance(container, dict) or len(container) > 1:
            del container[key]
    elif way == 1:
        renamed(container, key, slipped(str(key), dice))
    elif way == 2:
        renamed(container, key, dice.choice(vocabulary))
    elif way == 3 and isinstance(container, dict):
        container.setdefault(dice.choice(vocabulary), dice.choice(ODD_TEXTS))
    elif way == 4:
        container[key] = dice.choice(ODD_TEXTS)
    elif way == 5:
        container[key] = None
    elif way == 6:
        container[key] = dice.choice([[], {}, [value], {"a": value}, {"50%": value}, [[value]]])
    elif way == 7 and isinstance(value, str):
        container[key] = slipped(value, dice)
    elif way == 8:
        container[key] = dice.choice(vocabulary)
    else:  # something from elsewhere in the document
        other, name = dice.choice(list(places(tree)))
        copied = json.loads(json.dumps(other[name]))
        if way == 9:
            container[key] = copied
        elif isinstance(container, dict):
            container.setdefault(str(name), copied)


PLAIN = re.compile(r"[A-Za-z0-9.][A-Za-z0-9_.%/ -]*(?<! )\Z")


def written(tree):
    """The tree as YAML, plain where a plain text stays what it is."""
    if tree is None:
        return "null"
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{written(key)}: {written(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(written(item) for item in tree) + "]"
    plain = PLAIN.match(tree) and tree.lower() != "null" and not tree.endswith(".")
    return tree if plain else json.dumps(tree, ensure_ascii=False)


def words_of(schema):
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from value
            if key == "enum":
                yield from value
            yield from words_of(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from words_of(item)


# --- the two judges ---------------------------------------------------------------------------------

def validators():
    made = {}
    for kind in KINDS:
        schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        made[kind] = jsonschema.Draft7Validator(schema)
    return made


def loader_answers(loader, asked):
    text = b"".join(f"{kind} {len(raw)}\n".encode() + raw for kind, raw in asked)
    done = subprocess.run([loader], input=text, stdout=subprocess.PIPE, check=True)
    return [line.split() for line in done.stdout.decode().splitlines()]


def main(loader, count):
    judges = validators()
    trees, asked, places_of = [], [], []
    unread = []
    for where, kind, text in documents():
        try:
            tree = yaml.load(text, Reader)
        except yaml.YAMLError:
            tree = unread  # judged by the loader alone: there is no tree
        trees.append(tree)
        asked.append((kind, text.encode()))
        places_of.append(where)
    real = len(asked)
    answers = loader_answers(loader, asked)

    sources = [(asked[i][0], trees[i], places_of[i]) for i in range(real)
               if answers[i][0] == "sound" and len(asked[i][1]) < 8000]
    dice = random.Random(20261125)
    vocabulary = {kind: sorted({word for word in words_of(judges[kind].schema)}) for kind in KINDS}
    mutated = []
    while len(mutated) < count:
        kind, tree, where = dice.choice(sources)
        copy = json.loads(json.dumps(tree))
        for _ in range(dice.choice([1, 1, 2, 3])):
            if list(places(copy)):
                mutate(copy, vocabulary[kind], dice)
        trees.append(copy)
        places_of.append(f"a mutation of {where}")
        mutated.append((kind, written(copy).encode()))
    answers += loader_answers(loader, mutated)
    asked += mutated

    tally = {"both sound": 0, "both unsound": 0, "seen by the loader alone": 0, "no document": 0}
    disagreed = []
    for (kind, raw), tree, where, (said, *codes) in zip(asked, trees, places_of, answers):
        if said == "unread" or tree is unread:
            # Not YAML as it is read here (repeated keys, aliases, tabs …), and refused as that.
            if said == "unread":
                tally["no document"] += 1
            else:
                disagreed.append((where, f"python reads no YAML, the loader says {said}", raw))
            continue
        error = next(judges[kind].iter_errors(tree), None)
        if (error is None) == (said == "sound"):
            tally["both sound" if error is None else "both unsound"] += 1
        elif error is None and set(codes) <= UNSEEN:
            tally["seen by the loader alone"] += 1
        else:
            schema = f"{error.json_path}: {error.message[:120]}" if error else "valid"
            disagreed.append((where, f"the loader: {said} {' '.join(codes)}; the schema: {schema}", raw))
    for (kind, raw), where, (said, *_) in zip(asked[:real], places_of, answers):
        error = said == "sound" and next(judges[kind].iter_errors(yaml.load(raw.decode(), Editor)), None)
        if error:
            disagreed.append((where, f"sound, but an editor underlines {error.json_path}: {error.message}", b""))
    print(f"{real} documents of the repository and {count} mutated ones: "
          + ", ".join(f"{number} {what}" for what, number in tally.items())
          + f", {len(disagreed)} judged differently")
    for where, what, raw in disagreed[:20]:
        print(f"--- {where}\n    {what}\n    {raw.decode(errors='replace')[:600]}")
    return 1 if disagreed or min(tally["both sound"], tally["both unsound"]) < count // 20 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000))
