#!/usr/bin/env python3
"""Runs the commands that a document shows and compares what they print with what it shows.

usage: run_documents.py DEMARCHE SOURCE_FOLDER DOCUMENT...      tells what differs; exit status 1
       run_documents.py --write DEMARCHE SOURCE_FOLDER DOCUMENT...   puts in what they print now

Commands stand in fenced blocks marked `console`, each behind "$ ", its further lines behind "> "; what it prints follows. A line
"..." stands for any lines. A block marked `console if:PROGRAM` is passed over where there is no such program; a comment
<!-- run: COMMAND --> runs a command that is not shown. All commands of a document run in one
temporary folder, in which the project's folders are found, with the program on the path; 8080 becomes a free port. What runs
in the background is ended behind the last. Each must end with status 0, but for those of blocks marked `console fails`.
"""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

FOLDERS = ("cases", "docs", "knowledge", "script")


def commands_of(lines):
    """(line number, command, expected lines or None, may fail, first and last line of the output) one by one."""
    inside = fails = False
    at = 0
    while at < len(lines):
        line = lines[at]
        hidden = re.match(r"<!-- run: (.*) -->$", line)
        if not inside and hidden:
            yield at, hidden.group(1), None, False, None
        elif not inside and re.match(r"```console( fails| if:\S+)?$", line):
            needed = line.partition("if:")[2]
            inside, fails = not needed or bool(shutil.which(needed)), line.endswith("fails")
        elif inside and line.startswith("```"):
            inside = False
        elif inside and line.startswith("$ "):
            begun, command = at, line[2:]
            while lines[at + 1].startswith("> ") or lines[at + 1] == ">":
                at += 1
                command += "\n" + lines[at][2:]
            first = at + 1
            while not lines[at + 1].startswith(("$ ", "```")):
                at += 1
            expected = lines[first:at + 1]
            while expected and not expected[-1]:  # a blank line before the next command is for the eye
                expected.pop()
            yield begun, command, expected, fails, (first, first + len(expected))
        at += 1


def fits(expected, printed):
    """Line by line; "..." fits any number of lines, fewest first."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(fits(expected[1:], printed[skip:]) for skip in range(len(printed) + 1))
    return bool(printed) and expected[0].rstrip() == printed[0].rstrip() and fits(expected[1:], printed[1:])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def run_document(path, demarche, source, write):
    lines = open(path, encoding="utf-8").read().split("\n")
    port, wrong, replaced = free_port(), 0, []
    environment = dict(os.environ, PATH=os.path.dirname(os.path.abspath(demarche)) + ":" + os.environ["PATH"], LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        for name in FOLDERS:
            os.symlink(os.path.join(os.path.abspath(source), name), os.path.join(folder, name))
        started = []
        try:
            for number, command, expected, fails, where in commands_of(lines):
                out = open(os.path.join(folder, ".printed"), "w+b")
                running = subprocess.Popen(["bash", "-c", command.replace("8080", port)], cwd=folder, env=environment,
                                           stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
                started.append(running)
                try:
                    status = running.wait(timeout=600)
                except subprocess.TimeoutExpired:
                    status = "none after ten minutes"
                out.seek(0)
                text = out.read().decode("utf-8", "replace").replace(port, "8080")
                printed = [line.rstrip() for line in text.split("\n")]
                while printed and not printed[-1]:
                    printed.pop()
                told = f"{path}:{number + 1}: $ {command}"
                if (status != 0) != fails:
                    wrong += 1
                    print(f"{told}\n  ended with status {status}\n  " + "\n  ".join(printed[-20:]))
                elif expected is not None and not fits(expected, printed):
                    if write and "..." not in expected:
                        replaced.append((where, printed))
                        continue
                    wrong += 1
                    print(f"{told}\n  shown:\n    " + "\n    ".join(expected) + "\n  printed:\n    " + "\n    ".join(printed))
        finally:
            for each in started:  # each has a group of its own, with what it left in the background
                try:
                    os.killpg(each.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
    for (first, end), printed in reversed(replaced):
        lines[first:end] = printed
    if replaced:
        open(path, "w", encoding="utf-8").write("\n".join(lines))
    return wrong, len(list(commands_of(lines)))


def main():
    arguments = sys.argv[1:]
    write = arguments[:1] == ["--write"]
    if write:
        arguments.pop(0)
    if len(arguments) < 3:
        sys.exit(__doc__)
    demarche, source, documents = arguments[0], arguments[1], arguments[2:]
    wrong = 0
    for path in documents:
        differ, commands = run_document(path, demarche, source, write)
        print(f"{path}: {commands} commands, {differ} not as shown")
        wrong += differ + (commands == 0)
    if wrong and not write:
        print("Where the program is right and the document is old: docs/run_documents.py --write DEMARCHE SOURCE_FOLDER DOCUMENT")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
