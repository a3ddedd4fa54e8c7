#!/usr/bin/env python3
"""Tables for `demarche relate --learn` from what this project has written.

usage: relations.py sentences FOLDER > TABLE             the sentences of apps/trainer/relations, every one weighing 1
       relations.py cases LEXICON DEMARCHE > TABLE       the cases of the lexicon, marked by what DEMARCHE codes of them, weighing 0.2

FOLDER holds files with a line each: LABEL, CAMEO code, sentence with <s>source</s> and <t>target</t>, parted by tabs. A line that is
none is told and left out.
"""
import collections
import glob
import json
import re
import subprocess
import sys
import tempfile

ROOTS = {2: "REQUEST", 3: "AGREE", 4: "CONSULT", 5: "SUPPORT", 6: "COOPERATE", 7: "AID", 8: "YIELD", 9: "ACCUSE", 10: "REQUEST",
         11: "ACCUSE", 12: "REJECT", 13: "THREATEN", 14: "PROTEST", 15: "MOBILIZE", 16: "SANCTION", 17: "COERCE", 18: "ASSAULT",
         19: "ASSAULT", 20: "ASSAULT"}


def sentences(folder):
    for path in sorted(glob.glob(folder + "/*.tsv")):
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 3 and cells[0] in ROOTS.values() and all(cells[2].count(mark) == 1 for mark in ("<s>", "</s>", "<t>", "</t>")):
                print(cells[2], cells[0], 1, sep="\t")
            else:
                print(f"{path}:{number}: expected label, code and a marked sentence", file=sys.stderr)


def lexicon_cases(lexicon):
    for path in sorted(glob.glob(lexicon + "/*.lexicon")):
        root = None
        for line in open(path, encoding="utf-8"):
            if line.startswith("entry "):
                root = None
            if found := re.match(r"\s+code\s+(\d\d)", line):
                root = ROOTS.get(int(found.group(1)))
            if root and (found := re.match(r"\s+yes\s+(.*)", line)):
                yield root, found.group(1).split("=>")[0].strip()


def marked(text, source, target):
    marks = [(source["begin"], b"<s>"), (source["end"], b"</s>"), (target["begin"], b"<t>"), (target["end"], b"</t>")]
    raw = text.encode()
    for at, mark in sorted(marks, key=lambda each: each[0], reverse=True):
        raw = raw[:at] + mark + raw[at:]
    return raw.decode()


def cases(lexicon, demarche):
    wanted = list(lexicon_cases(lexicon))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for number, (_, text) in enumerate(wanted):
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")
        file.flush()
        coded = subprocess.run([demarche, "code", "--only", "events", file.name], capture_output=True, text=True, check=True).stdout
    events = collections.defaultdict(list)
    for line in coded.splitlines():
        event = json.loads(line)
        events[int(event["document"])].append(event)
    for number, (root, text) in enumerate(wanted):
        for event in events[number]:
            actors = [each for each in event.get("actor", []) if "begin" in each]
            recipients = actors[1:] if event.get("reciprocal") else [each for each in event.get("recipient", []) if "begin" in each]
            if ROOTS.get(int(event["cameo"][:2])) == root and actors and recipients:
                print(marked(text, actors[0], recipients[0]), root, 0.2, sep="\t")
                break


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("sentences", "cases"):
        sys.exit(__doc__)
    print("marked_sentence\tgold_root\tweight")
    if sys.argv[1] == "sentences":
        sentences(sys.argv[2])
    else:
        cases(sys.argv[2], sys.argv[3])


main()
