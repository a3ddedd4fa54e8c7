#!/usr/bin/env python3
"""Many machines under fire: three NATS nodes, PostgreSQL and four workers on loopback; workers, a node, the store and the dispatcher are
killed at random for some seconds and as long as work is under way. In the end the ledger must hold what a single process makes of the
same files. That is made once, and so are the files; the seed chooses who is killed, and when.
usage: fleet_faults.py DEMARCHE SEEDS DOCUMENTS SECONDS      (seeds: 7, or 1-20, one run for each)"""
import pathlib, random, subprocess, sys, tempfile, time

from fleet_servers import Servers, contents, wait_for, write_documents

CORPUS_SEED = 1
LONGEST = 3600  # seconds that one run may take before it counts as stuck


def alone(demarche, documents, folder):
    """Invented documents and what one undisturbed process makes of them."""
    corpus, ledger = folder / "documents.jsonl", folder / "alone"
    write_documents(corpus, documents, CORPUS_SEED)
    subprocess.run([demarche, "add", "--quiet", "--ledger", ledger, corpus], check=True)
    return corpus, contents(demarche, ledger)


class Fire:
    """Work that goes on, and who is killed meanwhile."""

    def __init__(self, servers, corpus, dice):
        self.servers, self.corpus, self.dice = servers, corpus, dice
        self.killed = {"worker": 0, "node": 0, "store": 0, "dispatcher": 0}
        self.workers = [self.worker() for _ in range(4)]
        self.sender, self.progress = self.dispatcher(), None

    def worker(self):
        return self.servers.run_demarche("worker", *self.servers.broker(), "--ledger", self.servers.ledger(), "--answer-within", 10, "--quiet")

    def dispatcher(self):
        return self.servers.run_demarche("dispatch", *self.servers.broker(), "--quiet", self.corpus)

    def mend(self):
        """Starts again what could not reach broker or store when it began; True when all is sent and done."""
        for i in range(4):
            if self.workers[i].poll() is not None:
                self.workers[i] = self.worker()
        if self.sender.poll() is None:
            return False
        if self.sender.returncode != 0:
            self.sender = self.dispatcher()
        elif self.progress is None or self.progress.poll() not in (None, 0):
            self.progress = self.servers.run_demarche("dispatch", *self.servers.broker(), "--progress")
        return self.sender.returncode == 0 and self.progress.poll() == 0

    def kill(self):
        victim = self.dice.choices(list(self.killed), weights=[5, 2, 1, 3])[0]
        which, pause = self.dice.randrange(12), self.dice.uniform(0.2, 2)
        if victim == "dispatcher" and self.sender.poll() is not None:
            victim = "worker"  # all is sent
        self.killed[victim] += 1
        if victim == "worker":
            self.workers[which % 4].kill()
            self.workers[which % 4].wait()
        elif victim == "node":
            self.servers.kill_node(which % 3)
            time.sleep(pause)
            self.servers.restart_node(which % 3)
        elif victim == "store":
            self.servers.store("restart")
        else:
            self.sender.kill()
            self.sender.wait()

    def burn(self, seconds):
        begin = time.time()
        while not self.mend() or time.time() < begin + seconds:
            if time.time() > begin + LONGEST:
                raise SystemExit(f"not done after {LONGEST} s; killed {self.killed}")
            time.sleep(self.dice.uniform(0.3, 2.5))
            self.kill()
        # what was killed last is started again, and what it had in hand is done
        self.progress = None
        wait_for(self.mend, LONGEST, "the end of the work")
        for each in self.workers:
            each.terminate()
        for each in self.workers:
            each.wait(60)


def run(demarche, seed, corpus, expected, seconds):
    begin = time.time()
    with Servers(demarche) as servers:
        subprocess.run([demarche, "ledger", "migrate", "--ledger", servers.ledger()], capture_output=True)
        servers.keep = True  # its logs, unless all is well
        fire = Fire(servers, corpus, random.Random(seed))
        fire.burn(seconds)
        together = contents(demarche, servers.ledger())
        dead = servers.told("dispatch", *servers.broker(), "--dead").stdout.count("\n")
        holds = together == expected and not dead
        servers.keep = not holds
        kills = ", ".join(f"{count} {name}" for name, count in fire.killed.items())
        print(f"seed {seed}: {'holds' if holds else 'DIFFERS'} after {sum(fire.killed.values())} kills ({kills}) in {time.time() - begin:.0f} s; {together}"
              + (f"; {dead} dead letters" if dead else ""), flush=True)
        if not holds:
            print(f"a single process: {expected}", flush=True)
    return holds


demarche, seeds, documents, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
first, _, last = seeds.partition("-")
with tempfile.TemporaryDirectory(prefix="demarche-alone-") as folder:
    corpus, expected = alone(demarche, documents, pathlib.Path(folder))
    held = [run(demarche, seed, corpus, expected, seconds) for seed in range(int(first), int(last or first) + 1)]
sys.exit(0 if all(held) else 1)
