#!/usr/bin/env python3
"""Classes of words that the program asks for by name, and that no file of knowledge/ has: no compiler sees a name that is written wrong.
usage: classes_are_there.py SOURCES KNOWLEDGE      (1: some are missing)"""
import pathlib
import re
import sys

ASKED = re.compile(r'\b(in_class|words_of_class)\("([^"]+)"')
sources, knowledge = (pathlib.Path(folder) for folder in sys.argv[1:3])
# src/world asks the world, all others the lexicon
there = {"world": set(), "lexicon": set()}
for kind in there:
    for path in (knowledge / kind).glob(f"*.{kind}"):
        there[kind].update(re.findall(r"^class ([\w-]+)$", path.read_text(), re.M))
asked, missing = 0, []
for path in sorted(sources.rglob("*.cc")) + sorted(sources.rglob("*.h")):
    kind = "world" if path.parent.name == "world" else "lexicon"
    for number, line in enumerate(path.read_text().splitlines(), 1):
        for _, name in ASKED.findall(line):
            asked += 1
            if name not in there[kind]:
                missing.append(f"{path}:{number}: no file of knowledge/{kind} has the class {name}")
print(*missing, f"{asked} times asked", sep="\n")
sys.exit(bool(missing) or asked < 50)
