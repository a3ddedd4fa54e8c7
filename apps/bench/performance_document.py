"""Makes docs/performance.md of measured figures: the words are in performance.md.in, what depends on figures is here.

What a sentence says of a figure is worked out from it, or worded so that it holds whatever the figure is.
"""
import pathlib
import re

TEMPLATE = pathlib.Path(__file__).with_name("performance.md.in")


def text_of(parts):
    """The document; what was not measured says so."""
    made = Document(parts)
    return re.sub(r"\{\{(\w+)\}\}", lambda found: getattr(made, found.group(1))(), TEMPLATE.read_text())


def number(value, digits=3):
    """With so many digits that count: 1,234,000; 12.3; 0.00123."""
    if value == 0:
        return "0"
    whole = f"{value:.{digits}g}"
    if "e" in whole or abs(value) >= 1000:
        exponent = len(str(int(abs(value)))) - digits
        return f"{int(round(value, -exponent) if exponent > 0 else round(value)):,}" if abs(value) >= 1 else f"{value:.2e}"
    return whole


def size(value):
    for unit, bytes_of in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if value >= bytes_of:
            return f"{number(value / bytes_of)} {unit}"
    return f"{number(value)} bytes"


def percent(share):
    return f"{100 * share:.0f} %"


def table(head, rows):
    lines = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in [head, ["---"] * len(head), *rows]]
    return "\n".join(lines)


def list_of(words):
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


class Benches:
    """The benchmarks of a part, by name and threads."""

    def __init__(self, part):
        self.all = {(one["name"], one["threads"]): one for one in part["benchmarks"]}
        self.threads = max(threads for _, threads in self.all)

    def has(self, name):
        return (name, 1) in self.all

    def of(self, name, threads=1):
        return self.all[(name, threads)]

    def items(self, name, threads=1):
        return self.of(name, threads)["items_per_second"]

    def bytes(self, name, threads=1):
        return self.of(name, threads)["bytes_per_second"]


class Document:
    """Each method gives what stands in the template under its name."""

    def __init__(self, parts):
        self.parts = parts
        self.wholes = sorted((part for name, part in parts.items() if name.startswith("whole-")),
                             key=lambda part: (part["length"], part["documents"]))

    def taken(self, part):
        """When the figures of a part were taken, and how busy the machine was."""
        one = self.parts[part]
        return f"({one['date']}; load before it began {one['load']:.1f})"

    def missing(self, part):
        return f"Not measured yet: `script/bench --parts {part}`."

    def machine(self):
        if not self.parts:
            return "Nothing was measured yet."
        machines = {tuple(part["machine"].items()): part["machine"] for part in self.parts.values()}
        told = []
        for one in machines.values():
            text = f"{one['processor']}, {one['cores']} cores, {size(one['memory'])} of memory; {one['system']}; {one['compiler']}"
            if "roofline" in self.parts and self.parts["roofline"]["machine"] == one:
                caches = {f"L{cache['level']}": cache["size"] for cache in self.parts["roofline"]["caches"]
                          if cache["type"] in ("Data", "Unified")}
                text += "; caches " + ", ".join(f"{name} {size(bytes_of)}" for name, bytes_of in caches.items())
                text += f"; kernels {', '.join(self.kernels())}"
            told.append(text + ".")
        dates = sorted({part["date"] for part in self.parts.values()})
        when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
        warning = ""
        if len(told) > 1:
            warning = " Parts were measured on different machines."
        busy = [name for name, part in self.parts.items() if part["load"] > part["machine"]["cores"] / 4]
        if busy:
            warning += f" The machine had other work when these began: {', '.join(busy)}; their figures are too low."
        return " ".join(told) + f" Measured {when}.{warning}"

    # --- stages

    def stages(self):
        if "stages" not in self.parts:
            return self.missing("stages")
        benches, corpus = Benches(self.parts["stages"]), self.parts["stages"]["corpus"]
        many = benches.threads
        rows = []
        for name, what in (("text/html", "HTML pages to their main text"), ("text/documents", "JSON Lines to documents"),
                           ("sentences/split", "documents to tokens and sentences"),
                           ("events/spot", "spotting: may a sentence hold an event?"),
                           ("sentences/parse", "documents to trees"),
                           ("world/resolve", "nouns and names to actors"),
                           ("code/every_sentence", "documents to events, every sentence parsed"),
                           ("code/where_needed", "documents to events (`code`)"),
                           ("records/json", "events to JSON"), ("relations/acts", "events merged to acts")):
            if not benches.has(name):
                continue
            one = benches.of(name)
            rate = f"{number(one['items_per_second'])} {one['label']}"
            if "bytes_per_second" in one:
                rate += f", {size(one['bytes_per_second'])}"
            both = ""
            if (name, many) in benches.all and many > 1:
                both = f"{number(benches.items(name, many))} ({benches.items(name, many) / benches.items(name):.2f} times)"
            rows.append([what, rate, both])
        head = ["stage", "a second, one core", f"{many} cores"]
        words = corpus["words"] / corpus["sentences"]
        loads = [f"{name.split('/')[1]} {number(benches.of(name)['real_time'])} ms and {size(max(0, benches.of(name)['memory']))}"
                 for name in ("load/model", "load/lexicon", "load/world")]
        return (f"{corpus['documents']} invented articles, {corpus['sentences']:,} sentences of {words:.1f} words "
                f"{self.taken('stages')}:\n\n" + table(head, rows) + f"\n\nLoading takes: {', '.join(loads)}.\n\n" +
                self.share_of_stages(benches))

    def share_of_stages(self, benches):
        total, split = 1 / benches.items("code/where_needed"), 1 / benches.items("sentences/split")
        share = benches.of("events/spot")["share"]
        parse = share * (1 / benches.items("sentences/parse") - split)
        spot = 1 / benches.items("events/spot")
        parts = {"parsing": parse, "tokens and sentences": split, "spotting": spot,
                 "the rest (frames, forms, mentions; sentences that others refer to)": total - parse - split - spot}
        parts = {name: max(0, value) / total for name, value in parts.items()}
        most = max(parts, key=parts.get)
        return (f"**What limits it.** {percent(share)} of these sentences may hold an event and are parsed. Of the time of `code`: "
                + ", ".join(f"{name} {percent(value)}" for name, value in parts.items()) +
                f". Most of it is {most}. Threads share nothing that is written: what {benches.threads} cores fall short of "
                f"{benches.threads} times one is the machine's (shared caches, memory, clock).")

    # --- the whole

    def whole(self):
        if not self.wholes:
            return self.missing("whole")
        text = []
        for length in ("articles", "briefs"):
            ours = [one for one in self.wholes if one["length"] == length]
            if not ours:
                continue
            rows = []
            for one in ours:
                n = one["documents"]
                cells = [f"{n:,}", size(one["bytes"])]
                for run in (one.get("code"), one["add"]):
                    cells += [number(n / run["seconds"]), number(n * one["sentences"] / run["seconds"]), size(run["peak"])] if run else ["", "", ""]
                rows.append([*cells, size(one["ledger"] / n), size(one["ledger"] / max(1, one["events"])), f"{one['date']} ({one['load']:.1f})"])
            each = ours[-1]
            text.append(f"{length.capitalize()}: {each['sentences']:.1f} sentences and {size(each['bytes'] / each['documents'])} "
                        f"a document, {each['events'] / each['documents']:.1f} events.\n\n" +
                        table(["documents", "bytes", "`code`: documents/s", "sentences/s", "memory", "`add`: documents/s",
                               "sentences/s", "memory", "ledger, a document", "an event", "measured (load)"], rows))
            text.append(self.growth(ours))
        return "\n\n".join(text)

    def growth(self, ours):
        said = []
        for verb, runs in (("code", [one for one in ours if "code" in one]), ("add", ours)):
            if len(runs) < 2:
                continue
            first, last = runs[1 if len(runs) > 2 else 0], runs[-1]  # of the least, starting is a part that one sees
            faster = (last["documents"] / last[verb]["seconds"]) / (first["documents"] / first[verb]["seconds"])
            said.append(f"From {first['documents']:,} to {last['documents']:,} {last['length']} the rate of `{verb}` changes by a factor of {faster:.2f}, its "
                        f"memory by {last[verb]['peak'] / first[verb]['peak']:.2f}" +
                        (f", the ledger's bytes a document by {last['ledger'] / last['documents'] / (first['ledger'] / first['documents']):.2f}."
                         if verb == "add" else "."))
        said.append("**What limits it.** " + self.limits([one for one in ours if "code" in one] or ours))
        return " ".join(said)

    def limits(self, ours):
        last = ours[-1]
        cores, n, add = last["machine"]["cores"], last["documents"], last["add"]

        def work(run):
            return run["user"] + run["system"]

        said = [f"With {n:,} {last['length']},"]
        for verb in ("code", "add"):
            if verb in last:
                run = last[verb]
                said.append(f"`{verb}` keeps {percent(work(run) / run['seconds'] / cores)} of {cores} cores busy ({percent(run['system'] / work(run))} of it in "
                            f"the kernel), reads {size(run['read'] / run['seconds'])} and writes {size(run['written'] / run['seconds'])} a second" +
                            (self.against_disk(add) + "." if verb == "add" else ";"))
        if "code" in last:
            more = work(add) - work(last["code"])
            said.append(f"Of the processor time of `add`, {percent(max(0, more) / work(add))} is what it does beyond `code`: the ledger, "
                        f"{number(1e6 * max(0, more) / n)} microseconds a document, written by one thread.")
        return " ".join(said)

    def against_disk(self, add):
        if "store" not in self.parts:
            return ""
        disk = Benches(self.parts["store"]).bytes("disk/write")
        return f", {percent(add['written'] / add['seconds'] / disk)} of what the disk takes"

    # --- questions

    def questions(self):
        ledgers = [one for one in self.wholes if one["length"] == "briefs"] or self.wholes
        if not ledgers:
            return self.missing("whole")
        names = {"ledger/last_added": "the 50 events that came last", "ledger/newest_of_pair": "the newest 50 events of a pair",
                 "ledger/search": "20 sentences by their words", "pair/standing": "`pair`: where two countries stand",
                 "pair/series": "`series`: a pair by month", "pair/briefing": "`brief`: the briefing on a pair"}
        by_name = [{each["name"]: each for each in one["questions"]} for one in ledgers]
        rows = [[what, *(self.answer(one[name]) for one in by_name)] for name, what in names.items() if all(name in one for one in by_name)]
        text = table(["question; median, 99th percentile in ms", *(f"{one['documents']:,} documents" for one in ledgers)], rows)
        if len(ledgers) > 1:
            growth = ledgers[-1]["documents"] / ledgers[0]["documents"]
            times = {what: by_name[-1][name]["median_ms"] / by_name[0][name]["median_ms"] for name, what in names.items() if name in by_name[0]}
            text += (f"\n\nFrom {ledgers[0]['documents']:,} to {ledgers[-1]['documents']:,} documents ({growth:,.0f} times) the medians grow by factors of " +
                     list_of([f"{number(max(value, 0.1), 2)} ({what})" for what, value in times.items()]) + ".")
        return text

    @staticmethod
    def answer(one):
        few = "" if one["asked"] >= 1000 else f" ({int(one['asked'])} asked)"
        return f"{number(one['median_ms'], 2)}, {number(one['p99_ms'], 2)}{few}"

    # --- store

    def store(self):
        if "store" not in self.parts:
            return self.missing("store")
        benches = Benches(self.parts["store"])
        rows = [[what, number(benches.items(f"{name}/commit")), number(benches.items(f"{name}/add"))]
                for name, what in (("sqlite", "a file (SQLite)"), ("postgres", "PostgreSQL on loopback"),
                                   ("postgres_without_fsync", "the same with fsync off")) if benches.has(f"{name}/commit")]
        sync = benches.items("disk/sync")
        text = (table(["store", "documents without events, a second", "coded briefs, a second"], rows) + " " + self.taken("store") +
                f"\n\n**What limits it.** Each document is a transaction. The disk writes {size(benches.bytes('disk/write'))} and reads "
                f"{size(benches.bytes('disk/read'))} a second, and can be made sure {number(sync)} times a second that a page is on it "
                f"({number(1e6 / sync)} microseconds). A commit into the file takes {number(1e6 / benches.items('sqlite/commit'))} microseconds: "
                "its log is made sure of when it is brought into the file, every 4,096 pages, not at each commit (a machine that loses power may lose "
                "the last of them; a process that is killed loses none).")
        if benches.has("postgres_without_fsync/commit"):
            slower = 1e6 / benches.items("postgres/commit") - 1e6 / benches.items("postgres_without_fsync/commit")
            text += (f" PostgreSQL does so at each: with fsync a commit takes {number(1e6 / benches.items('postgres/commit'))} microseconds, "
                     f"{number(max(0, slower))} more than without; a coded brief takes {number(1e6 / benches.items('postgres/add'))}, most of the "
                     f"{'rest' if slower > 0 else 'time'} are the statements' ways to the server and back.")
        return text

    # --- others' rows

    def rows(self):
        if "import" not in self.parts:
            return self.missing("import")
        one = self.parts["import"]
        n, into, out = one["rows"], one["import"], one["export"]
        cells = [["`import gdelt`", number(n / into["seconds"]), number(n / (into["user"] + into["system"])), size(into["peak"])],
                 ["`export --format gdelt`", number(n / out["seconds"]), number(n / (out["user"] + out["system"])), size(out["peak"])]]
        names = {"rows/month_of_pair": "events of a pair in a month", "rows/series_of_pair": "series of a pair by month",
                 "rows/precedents": "the earliest 50 of a code", "rows/precedents_of_pair": "the earliest 50 of a pair and code"}
        asked = {each["name"]: each for each in one["questions"]}
        questions = [[what, self.answer(asked[name])] for name, what in names.items() if name in asked]
        return (f"{n:,} invented rows of GDELT, {size(one['bytes'])} {self.taken('import')}; the ledger takes {number(one['ledger'] / n)} bytes a row, "
                f"{number(one['bytes'] / n)} of them the row as it was:\n\n" +
                table(["command", "rows a second", "for each second of one core", "memory"], cells) + "\n\n" +
                table(["question; median, 99th percentile in ms", "answer"], questions) +
                f"\n\n**What limits it.** The import keeps {(into['user'] + into['system']) / into['seconds']:.1f} cores busy (one thread reads, one writes, and "
                f"indexes are made after the last row); it writes {size(into['written'] / into['seconds'])} a second" + self.against_disk(into) + ".")

    # --- the server

    def server(self):
        if "serve" not in self.parts:
            return self.missing("serve")
        one = self.parts["serve"]
        return (f"A ledger of {one['documents']:,} briefs, 50 clients {self.taken('serve')}:\n\n" +
                table(["answer", "requests a second", "median", "99th percentile"], [row[:4] for row in one["answers"]]))

    # --- the parser against the machine

    def kernels(self):
        benches = Benches(self.parts["roofline"])
        return [name for name in ("portable", "avx2", "vnni") if benches.has(f"network/{name}")]

    def roofline(self):
        if "roofline" not in self.parts:
            return self.missing("roofline")
        benches = Benches(self.parts["roofline"])
        counted = benches.of("count/network")
        words = counted["words"]
        operations = counted["integer_operations"]
        rows, said = [], []
        for name in self.kernels():
            peak, products = benches.items(f"peak/{name}"), benches.items(f"products/{name}")
            rate = benches.items(f"network/{name}") / words  # sentences a second
            parts = {"integer products": operations / products,
                     "recurrences": words / benches.items(f"recurrences/{name}"),
                     "scores of heads and relations": words / benches.items(f"scores/{name}")}
            parts["all else (features, embeddings, choices, trees, lemmas)"] = max(0, 1 / rate - sum(parts.values()))
            rows.append([name, f"{number(peak / 1e9)}", f"{number(products / 1e9)} ({percent(products / peak)})",
                         f"{number(operations * rate / 1e9)} ({percent(operations * rate / peak)})", number(rate)])
            shares = {part: value * rate for part, value in parts.items()}
            said.append(f"With {name}, " + ", ".join(f"{part} take {percent(share)}" for part, share in shares.items()) + ".")
        best = self.kernels()[-1]
        rate = benches.items(f"network/{best}") / words
        intensity = operations / counted["weight_bytes"]
        ridge = benches.items(f"peak/{best}") / benches.bytes("read/third")
        threads = benches.threads
        both = benches.items(f"network/{best}", threads) / benches.items(f"network/{best}")
        places = [[what, *(size(benches.bytes(f"read/{place}", n)) for n in sorted({1, threads}))]
                  for place, what in (("second", "second-level cache"), ("third", "third-level cache"), ("memory", "memory"))]
        demand = counted["weight_bytes"] * rate
        return (f"Counted over invented articles: a sentence of {words:.1f} words takes {number(operations / 1e6)} million integer operations "
                f"(a product and an addition each count) and {number(counted['float_operations'] / 1e6)} million of floating point for scores; "
                f"{percent(counted['new_forms'])} of the words go through the first layer, the others' gates are remembered. The weights are "
                f"{size(counted['weights'])}, read once for a batch of {counted['words_of_batch']:.0f} words ({size(counted['weight_bytes'])} a sentence). "
                f"{self.taken('roofline')}\n\n" +
                table(["kernels", "peak, 10⁹ operations/s of one core", "the products alone", "the whole network", "sentences/s"], rows) + "\n\n" +
                table(["bytes read a second", *(f"{n} core{'s' if n > 1 else ''}" for n in sorted({1, threads}))], places) +
                "\n\n**What limits it.** " + " ".join(said) +
                f" For each byte of weights there are {number(intensity)} operations; with {best} a core would wait for the third-level cache only below "
                f"{number(ridge)} operations a byte, so {'arithmetic' if intensity > ridge else 'reading weights'} is the nearer limit of the products; at the "
                f"measured rate weights are read at {size(demand)} a second, {percent(demand / benches.bytes('read/third'))} of what that cache gives one core. "
                f"{threads} cores parse {both:.2f} times as much as one.")
