#!/usr/bin/env python3
"""Holds docs/ontology.md against what the program knows, and makes its tables.

usage: ontology_tables.py SOURCE_FOLDER           tells what the page lacks or has otherwise; exit status 1
       ontology_tables.py --write SOURCE_FOLDER   makes the tables anew
"""
import collections
import glob
import os
import re
import sys


def table(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def shortest(codes, all_codes):
    """Codes, with what lies wholly below one of them as "11*"."""
    left, told = set(codes), []
    for length in (2, 3):
        for head in sorted({code[:length] for code in left}):
            below = {code for code in all_codes if code.startswith(head)}
            if len(below) > 1 and below <= left:
                told.append(head + "*")
                left -= below
    return ", ".join(sorted(told + sorted(left)))


def types_table(ontology):
    plover, cameo = table(ontology + "/plover.tsv"), table(ontology + "/cameo.tsv")
    all_codes = [row["code"] for row in cameo]
    modes = collections.defaultdict(list)
    for row in plover:
        modes[row["type"]].append(row)
    lines = ["| type | class | score | modes | CAMEO |", "| --- | --- | --- | --- | --- |"]
    for name, rows in modes.items():
        whole = next(row for row in rows if not row["mode"])
        told = ", ".join(f"`{row['mode']}` ({row['score'] or 'none'})" for row in rows if row["mode"])
        codes = shortest([row["code"] for row in cameo if row.get("plover") == name], all_codes)
        lines.append(f"| `{name}` | {whole['quad']} | {whole['score']} | {told} | {codes} |")
    return lines


CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
    reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory
    peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime
    corruption illegal_drugs trafficking""".split()


def contexts_told(source):
    marks = lambda contexts: ", ".join(f"`{context}`" for context in contexts)
    given = set(contexts_given(source))
    return [f"Given by the program: {marks(each for each in CONTEXTS if each in given)}.", "",
            f"PLOVER's others, which nothing here gives yet: {marks(each for each in CONTEXTS if each not in given)}."]


def contexts_given(source):
    for row in table(source + "/knowledge/ontology/cameo.tsv"):
        yield from (context.strip() for context in (row.get("plover_context") or "").split(";"))
    for path in glob.glob(source + "/knowledge/lexicon/*.lexicon"):
        for line in open(path, encoding="utf-8"):
            stanza = re.match(r"context (\S+)", line)
            code = re.match(r"\s+code\s+\S+\s+\S+\s+([a-z_; ]+?)\s*(#|$)", line)
            yield from [stanza.group(1)] if stanza else (each.strip() for each in code.group(1).split(";")) if code else []


def codes_of_moves(source):
    """Move on the ladder -> code, as the lexicon has it."""
    codes, code = {}, ""
    for path in glob.glob(source + "/knowledge/lexicon/*.lexicon"):
        for line in open(path, encoding="utf-8"):
            said = re.match(r"\s+code\s+(\S+ \S+)", line)
            move = re.match(r"\s+move\s+(\S+)", line)
            code = said.group(1) if said else code if line.startswith(" ") else ""
            if move and code:
                codes.setdefault(move.group(1), set()).add(code)
    return codes


def wrong_moves(source, page):
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.split("\n") if line.startswith("| `")]
    told = {move: row[-1] for row in rows for move in re.findall(r"`([^`]+)`", row[0])}
    for move, codes in codes_of_moves(source).items():
        if told.get(move) not in codes or len(codes) > 1:
            yield f"the move {move} is coded {', '.join(sorted(codes))}, not {told.get(move)}"


def array(source, name):
    """The names of an enumeration in src/model/names.cc."""
    text = open(source + "/src/model/names.cc", encoding="utf-8").read()
    return [word for word in re.findall(r'"([^"]*)"sv', re.search(name + r" = \{(.*?)\};", text, re.S).group(1)) if word]


def known(source):
    """What must stand on the page in code marks, and where it comes from."""
    for name in ("kModalities", "kOutcomes", "kDateSources", "kMoves", "kOwners", "kMotives", "kStances", "kCertainties"):
        for word in array(source, name):
            yield word, "src/model/names.cc"
    for row in table(source + "/knowledge/ontology/plover.tsv"):
        yield row["mode"] or row["type"], "knowledge/ontology/plover.tsv"
    for context in contexts_given(source):
        yield context, "contexts of knowledge"
    for line in open(source + "/knowledge/incidents/incidents.kinds", encoding="utf-8"):
        stanza = re.match(r"(kind|response|link) (\S+)", line)
        if stanza:
            yield stanza.group(2), "knowledge/incidents/incidents.kinds"
    for path in glob.glob(source + "/knowledge/world/*.world"):
        for line in open(path, encoding="utf-8"):
            sector = re.match(r"\s+sector\s+([A-Z; ]+)$", line)
            for word in sector.group(1).split(";") if sector else []:
                yield word.strip(), os.path.relpath(path, source)
    reference = source + "/../shared/reference/contexts.txt"
    if os.path.exists(reference):
        for line in open(reference, encoding="utf-8"):
            yield line.strip(), "contexts of the reference"


def main():
    write = sys.argv[1] == "--write"
    source = sys.argv[-1]
    path = source + "/docs/ontology.md"
    page = open(path, encoding="utf-8").read()
    fresh = page
    for name, lines in (("types", types_table(source + "/knowledge/ontology")), ("contexts", contexts_told(source))):
        made = "\n".join([f"<!-- made: {name} -->", ""] + lines + ["", "<!-- /made -->"])
        fresh = re.sub(f"<!-- made: {name} -->.*?<!-- /made -->", lambda _: made, fresh, flags=re.S)
    if write:
        open(path, "w", encoding="utf-8").write(fresh)
        page = fresh
    wrong = 0
    if fresh != page:
        print(f"{path}: the made parts are not what the project's files say: docs/ontology_tables.py --write {source}")
        wrong += 1
    for told in wrong_moves(source, page):
        print(f"{path}: {told}")
        wrong += 1
    marked = set(re.findall(r"`([^`]+)`", page))
    lacking = {}
    for word, origin in known(source):
        if word and word not in marked:
            lacking.setdefault(word, origin)
    for word, origin in lacking.items():
        print(f"{path}: lacks {word} ({origin})")
    sys.exit(1 if wrong or lacking else 0)


if __name__ == "__main__":
    main()
