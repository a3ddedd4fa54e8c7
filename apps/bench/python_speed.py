#!/usr/bin/python3
"""How fast the Python module codes, beside the command: user CPU time of whole processes, loading included in both.

    PYTHONPATH=build/release/python apps/bench/python_speed.py build/release/demarche FILE [--threads N] [--rounds N]

The two take turns, so that what else the machine does falls on both. FILE: whatever `demarche code` reads. That both
give the same records is checked first.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

IN_PYTHON = """
import sys, demarche
counts = [0, 0]
for coding in demarche.code_many(demarche.read(sys.argv[1]), threads=int(sys.argv[2])):
    counts[0] += len(coding)
    counts[1] += len(coding.claims)
print(*counts)
"""


def cpu_seconds(arguments, out):
    """User CPU time of a process and all its threads."""
    process = subprocess.Popen(arguments, stdout=out, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments[0]} failed")
    return usage.ru_utime


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("demarche")
    parser.add_argument("file")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    by_command = [asked.demarche, "code", "--threads", str(asked.threads), asked.file]
    by_module = [sys.executable, "-c", IN_PYTHON, asked.file, str(asked.threads)]

    with tempfile.TemporaryFile("w+") as lines, tempfile.TemporaryFile("w+") as counts:
        cpu_seconds(by_command, lines)
        cpu_seconds(by_module, counts)
        lines.seek(0), counts.seek(0)
        kinds = [json.loads(line)["record"] for line in lines]
        if [kinds.count("event"), kinds.count("claim")] != [int(count) for count in counts.read().split()]:
            sys.exit("the two do not give the same records")
    times = {"command": [], "module": []}
    for _ in range(asked.rounds):
        times["command"].append(cpu_seconds(by_command, subprocess.DEVNULL))
        times["module"].append(cpu_seconds(by_module, subprocess.DEVNULL))
    for name, seconds in times.items():
        print(f"{name:<8} {min(seconds):7.2f} s of user CPU at best; all: {' '.join(f'{each:.2f}' for each in seconds)}")
    print(f"{len(kinds)} records; the module codes at {min(times['command']) / min(times['module']):.3f} of the command's "
          f"speed ({sum(times['command']) / sum(times['module']):.3f} over all rounds), {asked.threads} thread(s)")


if __name__ == "__main__":
    main()
