#!/usr/bin/env python3
"""performance_test.py PROGRAMS: the quick form measures every part, all figures are there and above zero, and the document holds them."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import performance_document

HERE = pathlib.Path(__file__).resolve().parent
SIZES = (30, 60)


def fail(message):
    raise SystemExit(f"FAILED: {message}")


def check_benchmarks(part, benchmarks, least):
    if len(benchmarks) < least:
        fail(f"{part} has {len(benchmarks)} rows, of {least} at least")
    for one in benchmarks:
        for name in ("real_time", "items_per_second", "bytes_per_second", "asked", "median_ms", "p99_ms"):
            if name in one and not one[name] > 0:
                fail(f"{part}: {one['name']}: {name} is {one[name]}")


def check_parts(results):
    parts = {path.stem: json.loads(path.read_text()) for path in results.glob("*.json")}
    expected = {"stages", "roofline", "store", "import", *(f"whole-{length}-{n}" for length in ("articles", "briefs") for n in SIZES)}
    if set(parts) != expected:
        fail(f"parts are {sorted(parts)}")
    for part, least in (("stages", 13), ("roofline", 9), ("store", 5)):
        check_benchmarks(part, parts[part]["benchmarks"], least)
    check_benchmarks("import", parts["import"]["questions"], 4)
    for name, one in parts.items():
        if name.startswith("whole-"):
            check_benchmarks(name, one["questions"], 6)
        for run in ("import", "export") if name == "import" else ("code", "add") if name.startswith("whole-") else ():
            for figure in ("seconds", "user", "peak"):
                if not one[run][figure] > 0:
                    fail(f"{name}: {run}: {figure} is {one[run][figure]}")
        for figure in ("events", "ledger", "sentences", "bytes", "rows"):
            if figure in one and not one[figure] > 0:
                fail(f"{name}: {figure} is {one[figure]}")


def check_document(text):
    if missing := re.findall(r"Not measured yet: `script/bench --parts (\w+)`", text):
        if missing != ["serve"]:
            fail(f"the document lacks {missing}")
    if "{{" in text or re.search(r"\b(nan|inf|None)\b", text):
        fail("the document has holes")
    for heading in re.findall(r"^## (.*)$", pathlib.Path(performance_document.TEMPLATE).read_text(), re.M):
        section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
        if heading != "The server" and len(re.findall(r"^\| [^-]", section, re.M)) < 3:
            fail(f"no table under \"{heading}\"")


def check_numbers():
    for value, told in ((1234567, "1,230,000"), (1234, "1,230"), (999.7, "1,000"), (12.345, "12.3"), (0.5, "0.5"), (0, "0")):
        if performance_document.number(value) != told:
            fail(f"{value} is told as {performance_document.number(value)}, not as {told}")


def main():
    check_numbers()
    with tempfile.TemporaryDirectory() as folder:
        results, out = pathlib.Path(folder) / "results", pathlib.Path(folder) / "performance.md"
        command = [HERE / "performance.py", "--quick", "--sizes", ",".join(map(str, SIZES)), "--parts", "stages,roofline,store,import,whole",
                   "--programs", sys.argv[1], "--results", results, "--out", out]
        subprocess.run(command, check=True)
        check_parts(results)
        check_document(out.read_text())


if __name__ == "__main__":
    main()
