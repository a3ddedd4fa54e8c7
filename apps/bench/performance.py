#!/usr/bin/env python3
"""Measures every stage and the whole, and writes docs/performance.md: what script/bench runs.

Each part of the work leaves its figures in a file of its own under --results; the document is written from all that are
there, so that parts can be measured apart and again.
"""
import argparse
import os
import pathlib
import re
import sys

import performance_document
from measured import Measured

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PARTS = ("stages", "roofline", "store", "import", "whole", "serve")
MOST_ARTICLES = 10_000  # beyond these sizes only briefs are measured: articles are ten times as long
MOST_CODED = 100_000  # and beyond these only `add`, which codes as well


def stages(to, quick):
    about = to.about()
    told, context = to.bench("stage", *(["--documents=20"] if quick else []), repetitions=1 if quick else 3,
                             seconds=0.01 if quick else 1, by_processor=True)
    corpus = {name: int(context[name]) for name in ("documents", "sentences", "words")}
    to.keep("stages", {**about, "benchmarks": told, "corpus": corpus})


def roofline(to, quick):
    about = to.about()
    told, context = to.bench("roofline", *(["--documents=2"] if quick else []), repetitions=1 if quick else 3,
                             seconds=0.01 if quick else 0.3, by_processor=True)
    to.keep("roofline", {**about, "benchmarks": told, "caches": context.get("caches", [])})


def store(to, quick):
    about = to.about()
    told, _ = to.bench("store", f"--folder={to.work}", *(["--documents=20", "--megabytes=4", "--fsync_off=0"] if quick else []),
                       repetitions=1, seconds=0.01 if quick else 2)
    to.keep("store", {**about, "benchmarks": told})


def import_rows(to, quick):
    """Others' event data into a ledger, and out again."""
    about = to.about()
    count = 2_000 if quick else 1_000_000
    rows, ledger = to.work / "rows.tsv", to.work / "rows.ledger"
    to.process([to.program("demarche-gdelt-rows"), str(count), "1"], output=rows)
    remove(ledger)
    demarche = to.program("demarche")
    into = to.process([demarche, "import", "gdelt", str(rows), "--ledger", str(ledger)])
    out = to.process([demarche, "export", "--format", "gdelt", "--ledger", str(ledger)], output=to.work / "out.tsv")
    asked, _ = to.bench("ledger", str(ledger), f"--seconds={0.05 if quick else 5}")
    to.keep("import", {**about, "rows": count, "bytes": rows.stat().st_size, "ledger": size_of(ledger), "import": into,
                       "export": out, "questions": asked})
    for path in (rows, ledger, to.work / "out.tsv"):
        remove(path)


def whole(to, quick, length, size):
    """So many invented documents coded, and coded into a ledger that is then asked."""
    about = to.about()
    demarche = to.program("demarche")
    news, events, ledger = to.work / "news.jsonl", to.work / "events.jsonl", to.work / "news.ledger"
    to.process([to.program("demarche-invented-news"), length, str(size), "1"], output=news)
    remove(ledger)
    values = {**about, "length": length, "documents": size, "bytes": news.stat().st_size, "sentences": sentences_of(to, news)}
    if size <= MOST_CODED:
        values["code"] = to.process([demarche, "code", str(news)], output=events)
    values["add"] = to.process([demarche, "add", "--ledger", str(ledger), str(news)], output=events)
    values["events"] = int(re.search(r"(\d+) events", events.read_text()).group(1))
    remove(events)
    values["ledger"] = size_of(ledger)
    values["questions"], _ = to.bench("ledger", str(ledger), f"--seconds={0.05 if quick else 5}")
    to.keep(f"whole-{length}-{size}", values)
    remove(news)
    remove(ledger)


def sentences_of(to, news):
    """How many sentences a document has, told from the first thousand."""
    some = to.work / "some.jsonl"
    with open(news, "rb") as lines, open(some, "wb") as out:
        for _, line in zip(range(1000), lines):
            out.write(line)
    _, context = to.bench("stage", f"--file={some}", "--threads=1", "--benchmark_filter=text/documents", seconds=0.001)
    remove(some)
    return int(context["sentences"]) / int(context["documents"])


def serve(to, quick):
    """Answers of the API on a ledger of briefs; needs wrk."""
    if not any(os.access(os.path.join(folder, "wrk"), os.X_OK) for folder in os.environ["PATH"].split(os.pathsep)):
        print("wrk is not installed: the server is left out", file=sys.stderr)
        return
    about = to.about()
    size = 200 if quick else 10_000
    news, ledger = to.work / "served.jsonl", to.work / "served.ledger"
    remove(ledger)
    to.process([to.program("demarche-invented-news"), "briefs", str(size), "1"], output=news)
    to.process([to.program("demarche"), "add", "--quiet", "--ledger", str(ledger), str(news)])
    table = to.work / "served.txt"
    to.process([str(SOURCE / "script" / "bench-serve"), str(ledger), "50", "1" if quick else "3"], output=table)
    rows = [line.split() for line in table.read_text().splitlines()[1:]]
    to.keep("serve", {**about, "documents": size, "answers": rows})
    for path in (news, ledger, table):
        remove(path)


def size_of(ledger):
    return sum(path.stat().st_size for path in ledger.parent.glob(ledger.name + "*"))


def remove(path):
    for each in path.parent.glob(path.name + "*"):
        each.unlink()


def parts_of(arguments):
    """The parts in the order of the work, each with what measures it."""
    simple = {"stages": stages, "roofline": roofline, "store": store, "import": import_rows, "serve": serve}
    for part in PARTS:
        if part not in arguments.parts:
            continue
        if part in simple:
            yield part, lambda to, one=simple[part]: one(to, arguments.quick)
            continue
        for length in ("articles", "briefs"):
            for size in arguments.sizes:
                if length == "briefs" or size <= MOST_ARTICLES:
                    yield (f"whole-{length}-{size}",
                           lambda to, length=length, size=size: whole(to, arguments.quick, length, size))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = lambda text: [int(float(each)) for each in text.split(",")]
    parser.add_argument("--quick", action="store_true", help="that all runs, in less than a minute; the figures say little")
    parser.add_argument("--sizes", type=numbers, help="numbers of documents (1e3,1e4,1e5,1e6)")
    parser.add_argument("--parts", type=lambda text: text.split(","), default=PARTS, help="some of " + ",".join(PARTS))
    parser.add_argument("--missing", action="store_true", help="only parts without figures")
    parser.add_argument("--out", help="the document (docs/performance.md; of the quick form, beside its figures)")
    parser.add_argument("--programs", default=str(SOURCE / "build" / "release"), help="where they were built (build/release)")
    parser.add_argument("--results", help="where figures are kept (build/bench; build/bench-quick)")
    arguments = parser.parse_args()
    arguments.sizes = arguments.sizes or ([30, 300] if arguments.quick else [10**n for n in (3, 4, 5, 6)])
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        parser.error(f"{unknown[0]}: no such part; there are {', '.join(PARTS)}")
    to = Measured(arguments.programs, arguments.results or SOURCE / "build" / ("bench-quick" if arguments.quick else "bench"))
    out = arguments.out or (to.results if arguments.quick else SOURCE / "docs") / "performance.md"
    for part, measure in parts_of(arguments):
        if arguments.missing and to.has(part):
            continue
        print(f"{part} ...", file=sys.stderr)
        measure(to)
    pathlib.Path(out).write_text(performance_document.text_of(to.kept()))
    print(out)


if __name__ == "__main__":
    main()
