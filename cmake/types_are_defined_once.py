#!/usr/bin/env python3
"""Two types of one name in one namespace are one to the linker, which keeps the constructors of either for both; no compiler sees it.
usage: types_are_defined_once.py FOLDER...      (1: some are defined in several files)"""
import collections
import pathlib
import re
import sys

LITERALS = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*', re.S)
NAMESPACE = re.compile(r"\bnamespace\b\s*([\w:]*)$")
TYPE = re.compile(r"\b(?:struct|class|enum(?:\s+class)?|union)\s+(?:\[\[\w+\]\]\s+|[A-Z_]+\s+)?([\w:]+)(?:\s+final)?\s*(?::[^:(){}][^(){}]*)?$")


def types_of(text):
    """Full names of the types that a file defines in named namespaces; those within types and functions are theirs alone."""
    open_blocks, head = [], 0  # of each open block: the namespace's name, or None
    text = LITERALS.sub('""', text)
    for mark in re.finditer(r"[{};]", text):
        before, head = text[head:mark.start()].strip(), mark.end()
        if mark.group() == "}" and open_blocks:
            open_blocks.pop()
        elif mark.group() == "{":
            found = TYPE.search(before)
            if found and all(open_blocks) and "template <>" not in before:
                yield "::".join([*open_blocks, found.group(1)])
            space = NAMESPACE.search(before)
            open_blocks.append(space.group(1) if space else None)


files = collections.defaultdict(set)
for folder in sys.argv[1:]:
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix in (".h", ".cc"):
            for name in types_of(path.read_text()):
                files[name].add(str(path))
several = {name: paths for name, paths in sorted(files.items()) if len(paths) > 1}
for name, paths in several.items():
    print(f"{name} is defined in {' and in '.join(sorted(paths))}")
print(f"{len(files)} types")
sys.exit(bool(several) or len(files) < 100)
