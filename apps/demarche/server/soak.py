#!/usr/bin/env python3
"""`serve` and `watch` on one ledger for a long time: feeds that keep changing, readers that keep asking, writers, clients that mean harm.
Every answer must be right, nothing may be lost, and neither process may grow.

What is asked of the past must be answered as a server on an undisturbed copy answers it; what changes must have the shape that
docs/openapi.json names. Each new event must be told on the live feed. In the end an undisturbed `watch` of the same feeds, and the same
texts sent to an undisturbed server, must make a ledger with the same contents and the same answers. Memory, open files and threads are
sampled; after a third of the time memory may grow by what new events take, a tenth and 12 MiB, threads and files not at all.
usage: soak.py DEMARCHE ROOT SECONDS      (under 300: watch is told that time has passed, and growth is not judged)"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from schema import problems  # noqa: E402
from serving import Serving  # noqa: E402
from soak_feeds import Feeds  # noqa: E402

demarche, root, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
long = seconds >= 300
description = json.loads((pathlib.Path(root) / "docs" / "openapi.json").read_text())
EVENT_BYTES, SLACK = 8 << 10, 12 << 20  # a new event may take so much; and allocators are not exact

# answered by what was known before the soak
PAST = ["/openapi.json", "/events?party=ALB&to=2022-12-31&limit=50", "/events.csv?party=ALB&to=2022-12-31", "/pair/ALB/IRN?as_of=2022-09-08",
        "/pair/ALB/IRN/series?step=year&to=2022-12-31", "/pair/USA/CUB?as_of=1970-01-01&known_by=2022-12-31", "/pairs?country=Albania", "/world/ALB?on=2022-09-08",
        "/network?on=2022-09-08", "/incidents?limit=20", "/precedents?q=the+first+severance+over+a+cyber-attack&before=2022-09-08",
        "/briefing/ALB/IRN?as_of=2022-09-08", "/briefing/ALB/IRN?as_of=2022-09-08&format=html", "/briefing/ALB/IRN?as_of=2022-09-08&format=text",
        "/actors?name=Edi+Rama&on=2022-09-07", "/rows?a=USA&b=RUS", "/corrections"]
# by what comes
PRESENT = ["", "/countries", "/health", "/today", "/today?country=FJI", "/events?limit=20", "/events?order=newest&limit=20", "/events.jsonl?party=FJI", "/documents?limit=50", "/pairs?limit=30",
           "/pair/FJI/TON", "/pair/FJI/TON/series?step=month", "/pair/ALB/IRN/expected?on=2022-09-08", "/world/FJI", "/network", "/briefing/FJI/TON", "/search?q=ambassador+Tonga", "/search?q=diplomatic+relations",
           "/review?party=FJI", "/precedents?what=recall", "/incidents", "/metrics"]
# of equal sentences those come first that were put in first, and the process tells of itself: these differ in the end
BY_ARRIVAL = {"/metrics", "/health", "", "/search?q=ambassador+Tonga", "/search?q=diplomatic+relations"}
SHARES = {"expected", "surprise", "weight", "severity"}  # compare with all of the record: any event changes them
UNLIKE = {"version", "ledger_version", "uptime_seconds", "added", "steps"}  # tell of the process, or of the order of arrival


class Failed(Exception):
    pass


def operation_of(path):
    plain = path.partition("?")[0].strip("/").split("/")
    fits = [(pattern.count("{"), pattern) for pattern in description["paths"]
            if len(parts := pattern.strip("/").split("/")) == len(plain) and all(p.startswith("{") or p == q for p, q in zip(parts, plain))]
    return description["paths"][min(fits)[1]]["get"]


def right(path, status, headers, body):
    """Raises where an answer has not the shape that its description names; else gives its value."""
    if status != 200:
        raise Failed(f"GET {path}: {status} {body[:300]}")
    media = headers["content-type"].partition(";")[0]
    content = operation_of(path)["responses"]["200"]["content"]
    if media not in content:
        raise Failed(f"GET {path}: {media} is not described")
    value = json.loads(body) if media.endswith("json") else body.decode()
    wrong = problems(value, content[media]["schema"], description)
    if wrong:
        raise Failed(f"GET {path}: {wrong[0]}")
    return value


def without(value, keys):
    if isinstance(value, dict):
        return {key: without(each, keys) for key, each in value.items() if key not in keys}
    return [without(each, keys) for each in value] if isinstance(value, list) else value


def answer_of(server, path):
    """Without what tells of the process that answers."""
    return without(right("/api/v1" + path, *server.ask("GET", "/api/v1" + path)), UNLIKE)


def differences(a, b, where=""):
    """Where two answers differ, the first few."""
    if isinstance(a, dict) and isinstance(b, dict):
        return [line for key in sorted(a.keys() | b.keys()) for line in differences(a.get(key), b.get(key), f"{where}.{key}")][:3]
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return [line for i, (x, y) in enumerate(zip(a, b)) for line in differences(x, y, f"{where}[{i}]")][:3]
    return [] if a == b else [f"{where or 'the answer'}: {str(a)[:120]!r} / {str(b)[:120]!r}"]


class Crowd:
    """Threads that ask and send until told to stop; the first failure of any ends all."""

    def __init__(self):
        self.stop, self.failure, self.counts, self.threads = threading.Event(), None, {}, []

    def add(self, what, work, pause):
        def go():
            dice = random.Random(len(self.threads))
            while not self.stop.is_set():
                try:
                    work(dice)
                    self.counts[what] = self.counts.get(what, 0) + 1
                except Exception as failure:  # noqa: BLE001 - told by whoever waits
                    self.failure = self.failure or f"{what}: {type(failure).__name__}: {failure}"
                    self.stop.set()
                self.stop.wait(pause)

        thread = threading.Thread(target=go, daemon=True)
        self.threads.append(thread)
        thread.start()

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join(60)
        if self.failure:
            raise Failed(self.failure)


class Listener:
    """A reader of the live feed: what it was told."""

    def __init__(self, server):
        self.events, self.version, self.ended = set(), None, None
        self.connection = server.connect(timeout=None)
        self.connection.request("GET", "/api/v1/stream")
        self.response = self.connection.getresponse()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        fields = {}
        try:
            while line := self.response.fp.readline():
                name, separator, value = line.decode().rstrip("\n").partition(": ")
                if separator and name:
                    fields[name] = value
                elif line == b"\n":
                    if fields.get("event") == "event":
                        self.events.add(json.loads(fields["data"])["record"]["id"])
                    elif fields.get("event") in ("change", "hello"):
                        self.version = json.loads(fields["data"])["version"]
                    fields = {}
            self.ended = "the server closed it"
        except (OSError, ValueError, AttributeError) as failure:
            self.ended = str(failure)


class Sampler:
    """Memory (bytes), open files and threads of a process, each some seconds, with how many events there were."""

    def __init__(self, pid):
        self.pid, self.samples = pid, []

    def sample(self, events):
        try:
            status = open(f"/proc/{self.pid}/status").read()
            rss = int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) << 10
            threads = int(re.search(r"Threads:\s+(\d+)", status).group(1))
            self.samples.append((rss, len(os.listdir(f"/proc/{self.pid}/fd")), threads, events))
        except (OSError, AttributeError):
            pass  # it has ended

    def judge(self, name):
        third = self.samples[len(self.samples) // 3: len(self.samples) * 2 // 3]
        last = self.samples[len(self.samples) * 2 // 3:]
        most = [[max(column) for column in zip(*part)] for part in (self.samples[: len(self.samples) // 3], third, last)]
        print(f"{name}: memory at most {' then '.join(f'{part[0] / (1 << 20):.1f}' for part in most)} MiB in each third of the time, "
              f"files {' '.join(str(part[1]) for part in most)}, threads {' '.join(str(part[2]) for part in most)}")
        allowed = most[1][0] * 1.1 + SLACK + (most[2][3] - most[1][3]) * EVENT_BYTES
        if most[2][0] > allowed:
            raise Failed(f"{name} grew from {most[1][0] >> 20} to {most[2][0] >> 20} MiB, {int(allowed) >> 20} are allowed")
        if most[2][2] > most[1][2]:
            raise Failed(f"{name} has more threads: {most[2][2]} after {most[1][2]}")


class Harm:
    """Clients that break off, wait, and send what is none of HTTP; at most so many wait at a time."""

    MOST = 200

    def __init__(self, server):
        self.server, self.waiting = server, []

    def do(self, dice):
        connection = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
        what = dice.randrange(7)
        try:
            if what == 0:
                connection.sendall(dice.randbytes(dice.randrange(1, 5000)))
            elif what == 1:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000)
            elif what == 2:  # asks for much and leaves
                connection.sendall(b"GET /api/v1/events.jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n")
                connection.recv(100)
            elif what == 3:
                connection.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
                connection.recv(100)
            elif what == 4:
                connection.sendall(b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n" + b"[" * 100000)
            elif what == 5:
                evil = dice.choice(["%00", "%27%3B+DROP+TABLE+event", "%ff", "a" * 3000, "..%2f..%2fetc%2fpasswd"])
                connection.sendall(f"GET /api/v1/events?type={evil} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                answer = connection.recv(100)
                if not answer.startswith(b"HTTP/1.1 4") and not answer.startswith(b"HTTP/1.1 200"):
                    raise Failed(f"{evil[:40]} is answered by {answer}")
            else:  # sends a letter, and waits
                connection.sendall(b"G")
                self.waiting.append(connection)
                if len(self.waiting) > self.MOST:
                    self.waiting.pop(0).close()
                return
        except (ConnectionResetError, BrokenPipeError):
            pass
        connection.close()

    def end(self):
        for connection in self.waiting:
            connection.close()


class Watching:
    """`watch`, for as long as the soak takes; in a short one it is started again and again, as if its feeds were due."""

    def __init__(self, ledger, feeds, folder):
        self.list, self.state, self.ledger = folder / "feeds.toml", folder / "state", ledger
        self.list.write_text("".join(f'[[feed]]\nurl = "{each}"\nevery = 1\n' for each in feeds.addresses()))
        self.log = open(folder / "watch.log", "w")
        self.process, self.looks = None, 0
        self.start()

    def start(self):
        self.looks += 1
        self.process = subprocess.Popen([demarche, "watch", str(self.list), "--ledger", self.ledger, "--state", str(self.state), "--pause", "0", *([] if long else ["--once"])],
                                        stdout=self.log, stderr=self.log)

    def again(self):
        if long or self.process.poll() is None:
            if long and self.process.poll() is not None:
                raise Failed(f"watch ended with {self.process.returncode}")
            return
        if self.process.returncode not in (0, 1):  # 1: something was left out
            raise Failed(f"watch ended with {self.process.returncode}")
        state = json.loads(self.state.read_text())
        for feed in state["feeds"].values():
            feed["due"] = 0
        self.state.write_text(json.dumps(state))
        self.start()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(120) not in (0, 1):
            raise Failed(f"watch ended with {self.process.returncode}")


def contents(ledger):
    return subprocess.run([demarche, "ledger", "check", "--ledger", ledger], capture_output=True, text=True).stdout.replace(ledger, "")


def wait_for(condition, seconds, what):
    end = time.time() + seconds
    while not condition():
        if time.time() > end:
            raise Failed(f"waited {seconds} s for {what}")
        time.sleep(0.2)


def soak(server, still, feeds, folder):
    expected = {path: without(answer_of(still, path), SHARES) for path in PAST}
    listener, harm, crowd = Listener(server), Harm(server), Crowd()
    sent, before = [], server.json("/api/v1")["ledger"]["events"]

    def read_past(dice):
        path = dice.choice(PAST)
        if unlike := differences(without(answer_of(server, path), SHARES), expected[path]):
            raise Failed(f"{path} is not answered as by an undisturbed server: {unlike}")

    def read_present(dice):
        answer_of(server, dice.choice(PRESENT))

    def write(_):
        number = len(sent)
        article = {"id": f"own/{number}", "title": f"Note {number}", "source": "Own", "date": "2025-04-02",
                   "text": f"Palau expelled {number % 50 + 2} diplomats of Nauru on Tuesday. Nauru rejected the accusation, its {number}th reply."}
        status, _, body = server.ask("POST", "/api/v1/documents", article, token=server.token)
        if status != 201:
            raise Failed(f"POST /documents: {status} {body[:300]}")
        sent.append(article)
        coded = server.ask("POST", "/api/v1/code", {"text": article["text"], "date": article["date"]})
        if coded[0] != 200 or not json.loads(coded[2])["events"]:
            raise Failed(f"POST /code: {coded}")

    watch = Watching(server.ledger, feeds, folder)
    pace = 1 if long else 0.02
    for what, work, pause in (("past", read_past, 0.5), ("past", read_past, 0.5), ("present", read_present, 0.7), ("writes", write, 4), ("harm", harm.do, 0.3)):
        crowd.add(what, work, pause * pace)
    samplers = {"serve": Sampler(server.process.pid), "watch": Sampler(watch.process.pid)}
    end = time.time() + seconds
    while time.time() < end and not crowd.failure:
        events = server.json("/api/v1")["ledger"]["events"]
        for sampler in samplers.values():
            sampler.sample(events)
        watch.again()
        if listener.ended:
            raise Failed("the live feed ended: " + listener.ended)
        time.sleep(5 if long else 0.3)
    crowd.end()
    harm.end()
    # all comes to rest: each feed is looked at once more, and answers whole
    feeds.calm_down()

    def heard():
        watch.again()
        return feeds.all_heard()

    wait_for(heard, 1800, "a last look at each feed")
    if not long:
        watch.process.wait(120)
    else:
        time.sleep(3)
    watch.end()
    wait_for(lambda: server.json("/api/v1/health")["ledger_version"] == listener.version, 60, "the live feed to tell of the last change")
    print(f"{seconds:.0f} s: {crowd.counts}; {feeds.items()} items of {len(feeds.feeds)} feeds in {sum(each.looks for each in feeds.feeds)} looks, {len(sent)} texts sent; "
          f"{server.json('/api/v1')['ledger']['events'] - before} new events, {len(listener.events)} told on the live feed")
    return listener, samplers, sent


def compare(server, still, feeds, sent, listener, folder):
    """Against what an undisturbed watch and an undisturbed server make of the same."""
    (folder / "undisturbed").mkdir()
    for article in sent:
        if still.ask("POST", "/api/v1/documents", article, token=still.token)[0] != 201:
            raise Failed("an undisturbed server does not take what was sent")
    done = subprocess.run([demarche, "watch", *feeds.addresses(), "--ledger", still.ledger, "--state", str(folder / "undisturbed" / "state"), "--pause", "0", "--once", "--quiet"])
    if done.returncode != 0:
        raise Failed("an undisturbed watch does not read the feeds")
    wait_for(lambda: still.json("/api/v1")["ledger"]["documents"] == server.json("/api/v1")["ledger"]["documents"], 30, "as many documents as an undisturbed watch takes")
    one, other = contents(server.ledger), contents(still.ledger)
    if one != other or "whole" not in one:
        raise Failed(f"the ledgers differ: {one.strip()} / {other.strip()}")
    for path in PAST + PRESENT:
        if path not in BY_ARRIVAL and (unlike := differences(answer_of(server, path), answer_of(still, path))):
            raise Failed(f"{path} is not answered as by an undisturbed server in the end: {unlike}")
    pages, untold = "/api/v1/events?from=2025-01-01&limit=500", set()
    while pages:
        page = server.json(pages)
        untold |= {each["record"]["id"] for each in page["events"] if each["document"]["id"].startswith((feeds.address, "own/"))} - listener.events
        pages = page["next"]
    if untold:
        raise Failed(f"{len(untold)} events were not told on the live feed")
    print(f"as an undisturbed run: {one.strip().splitlines()[-1].lstrip(': ')}")


with tempfile.TemporaryDirectory(prefix="demarche-soak-") as name:
    folder = pathlib.Path(name)
    feeds = Feeds(12 if long else 6, 3)
    try:
        with Serving(demarche, root) as server:
            copy = str(folder / "still.ledger")
            subprocess.run([demarche, "ledger", "merge", "--ledger", copy, server.ledger], check=True, stdout=subprocess.DEVNULL)
            with Serving(demarche, root, ledger=copy) as still:
                quiet = len(os.listdir(f"/proc/{server.process.pid}/fd"))
                listener, samplers, sent = soak(server, still, feeds, folder)
                compare(server, still, feeds, sent, listener, folder)
                if long:
                    for which, sampler in samplers.items():
                        sampler.judge(which)
                wait_for(lambda: len(os.listdir(f"/proc/{server.process.pid}/fd")) <= quiet + 16, 60, f"files of gone clients to be closed (at rest {quiet})")
                server.alive()
    except Failed as failure:
        shutil.copy(folder / "watch.log", "soak-watch.log") if (folder / "watch.log").exists() else None
        print(f"FAILED: {failure}")
        sys.exit(1)
    finally:
        feeds.close()
