#!/usr/bin/env python3
"""Looks for dead ends in the project's documents: links to files and headings that are not there, and paths of the project in
code marks that lead nowhere.

usage: check_links.py SOURCE_FOLDER
"""
import glob
import os
import re
import sys

SKIPPED = {"build", "node_modules", ".git", "dist", "test-results"}
TREE = re.compile(r"`((?:src|apps|docs|cases|knowledge|models|script|web|cmake|packaging)/[A-Za-z0-9_./*-]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def documents(source):
    for folder, folders, files in os.walk(source):
        folders[:] = [name for name in folders if name not in SKIPPED]
        for name in files:
            if name.endswith(".md"):
                yield os.path.join(folder, name)


def headings(path):
    """As GitHub makes addresses of them."""
    fenced = False
    for line in open(path, encoding="utf-8"):
        if line.startswith("```"):
            fenced = not fenced
        elif line.startswith("#") and not fenced:
            title = re.sub(r"[`*]", "", line.lstrip("#").strip().lower())
            yield re.sub(r"[^\w\- ]", "", title).replace(" ", "-")


def dead_ends(source, path):
    fenced = False
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("```"):
            fenced = not fenced
        if fenced:
            continue
        plain = re.sub(r"`[^`]*`", "", line)
        for target in LINK.findall(plain):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, heading = target.partition("#")
            goal = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
            if not os.path.exists(goal):
                yield number, target
            elif heading and heading not in headings(goal):
                yield number, target
        for named in TREE.findall(line):
            if named.startswith(("web/dist", "web/node_modules")):  # built, not kept
                continue
            if not any(glob.glob(os.path.join(base, named)) for base in (source, os.path.dirname(path))):
                yield number, named


def main():
    source = os.path.abspath(sys.argv[1])
    dead = seen = 0
    for path in sorted(documents(source)):
        seen += 1
        for number, target in dead_ends(source, path):
            print(f"{os.path.relpath(path, source)}:{number}: leads nowhere: {target}")
            dead += 1
    print(f"{seen} documents, {dead} dead ends")
    sys.exit(1 if dead or not seen else 0)


if __name__ == "__main__":
    main()
