#!/usr/bin/env python3
"""Many machines under fire: three NATS nodes, PostgreSQL and four workers on loopback; workers, a node, the store and the
dispatcher are killed at random while documents are worked off. In the end the ledger must hold what a single process makes
of the same files.
usage: fleet_faults.py DEMARCHE SEED DOCUMENTS [SECONDS_OF_KILLING]"""
import os, pathlib, random, re, shutil, signal, socket, subprocess, sys, tempfile, time

demarche, seed, documents = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
killing = float(sys.argv[4]) if len(sys.argv) > 4 else 30
postgres = pathlib.Path("/usr/lib/postgresql/15/bin")
nats_server = shutil.which("nats-server") or "/usr/sbin/nats-server"
if not (postgres / "initdb").exists() or not os.path.exists(nats_server):
    print("not run: needs postgresql-15 and nats-server")
    sys.exit(0)
dice = random.Random(seed)
work = pathlib.Path(tempfile.mkdtemp(prefix="demarche-fleet-"))
os.chmod(work, 0o777)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
running = []  # every process that is ours, to be ended by pid


def start(*command, **how):
    log = open(work / "log", "ab")
    process = subprocess.Popen([str(part) for part in command], stdout=how.pop("stdout", log), stderr=log, **how)
    running.append(process)
    return process


def free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition, seconds, what):
    end = time.time() + seconds
    while time.time() < end:
        if condition():
            return
        time.sleep(0.2)
    raise SystemExit(f"waited {seconds} s for {what}; see {work}/log")


def write_documents(path):
    states = "Albania Brazil Canada Denmark Egypt France Germany Hungary India Japan Kenya Latvia Mexico Norway Peru Qatar".split()
    acts = ["expelled {n} diplomats of {b}", "recalled its ambassador from {b}", "imposed sanctions on {b}", "accused {b} of espionage",
            "signed a trade agreement with {b}", "condemned the attack in {b}", "sent {n} tonnes of aid to {b}", "denied the charges of {b}"]
    with open(path, "w") as out:
        for i in range(documents):
            lines = []
            for _ in range(dice.randint(1, 3)):
                a, b = dice.sample(states, 2)
                lines.append(f"{a} {dice.choice(acts).format(b=b, n=dice.randint(2, 90))}.")
            day = f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            out.write('{"id": "%d", "date": "%s", "text": "%s"}\n' % (i, day, " ".join(lines)))


def contents(ledger):
    told = subprocess.run([demarche, "ledger", "check", "--ledger", ledger], capture_output=True, text=True)
    found = re.search(r"^(?:.*: )?(\d+ documents.*contents [0-9a-f]+; whole)", told.stdout, re.M)
    return found.group(1) if found else told.stdout + told.stderr


def as_postgres(*command):
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return subprocess.run([*prefix, *map(str, command)], stdout=open(work / "log", "ab"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)


try:
    write_documents(work / "documents.jsonl")
    ports = free_ports(7)
    clients, routes, store_port = ports[:3], ports[3:6], ports[6]
    data = work / "postgres"
    if os.geteuid() == 0:
        shutil.chown(work, "postgres")
    as_postgres(postgres / "initdb", "-D", data, "-U", "ledger", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    store_options = f"-p {store_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    as_postgres(postgres / "pg_ctl", "-D", data, "-w", "-o", store_options, "-l", work / "postgres.log", "start")
    ledger = f"postgresql://ledger@127.0.0.1:{store_port}/postgres"

    def node(i):
        others = ",".join(f"nats://127.0.0.1:{route}" for route in routes)
        return start(nats_server, "-a", "127.0.0.1", "-p", clients[i], "-n", f"node{i}", "-js", "-sd", work / f"node{i}", "-cluster_name", "fleet",
                     "-cluster", f"nats://127.0.0.1:{routes[i]}", "-routes", others)

    nodes = [node(i) for i in range(3)]
    wait_for(lambda: all(map(listens, clients)), 30, "the NATS nodes")
    servers = ",".join(f"nats://127.0.0.1:{client}" for client in clients)

    def worker():
        return start(demarche, "worker", "--nats", servers, "--replicas", 3, "--ledger", ledger, "--answer-within", 10, "--quiet")

    def dispatcher():
        return start(demarche, "dispatch", "--nats", servers, "--replicas", 3, "--quiet", work / "documents.jsonl")

    def made():  # a cluster needs a moment until it has a leader
        return subprocess.run([demarche, "dispatch", "--nats", servers, "--replicas", "3", "--dead"], capture_output=True).returncode == 0

    wait_for(made, 60, "the streams")
    subprocess.run([demarche, "ledger", "migrate", "--ledger", ledger], capture_output=True)
    workers = [worker() for _ in range(4)]
    sender = dispatcher()
    kills = {"worker": 0, "node": 0, "store": 0, "dispatcher": 0}
    end = time.time() + killing
    while time.time() < end:
        time.sleep(dice.uniform(0.3, 1.5))
        victim = dice.choices(list(kills), weights=[5, 2, 1, 3])[0]
        kills[victim] += 1
        if victim == "worker":
            i = dice.randrange(4)
            workers[i].kill(), workers[i].wait()
            workers[i] = worker()
        elif victim == "node":
            i = dice.randrange(3)
            nodes[i].kill(), nodes[i].wait()
            time.sleep(dice.uniform(0.2, 2))
            nodes[i] = node(i)
            wait_for(lambda: listens(clients[i]), 30, "a NATS node")
        elif victim == "store":
            as_postgres(postgres / "pg_ctl", "-D", data, "-w", "-m", "immediate", "-o", store_options, "-l", work / "postgres.log", "restart")
        elif sender.poll() is None:
            sender.kill(), sender.wait()
            sender = dispatcher()
        for i in range(4):  # one that could not reach broker or store at its start has ended
            if workers[i].poll() is not None:
                workers[i] = worker()
    wait_for(lambda: sender.poll() is not None, 600, "the dispatcher")
    while sender.returncode != 0:
        sender = dispatcher()
        wait_for(lambda: sender.poll() is not None, 600, "the dispatcher")
    progress = start(demarche, "dispatch", "--nats", servers, "--progress")
    end = time.time() + 900
    while progress.poll() is None and time.time() < end:
        time.sleep(0.5)
        for i in range(4):
            if workers[i].poll() is not None:
                workers[i] = worker()
    for each in workers:
        each.send_signal(signal.SIGTERM)
    for each in workers:
        each.wait(60)
    subprocess.run([demarche, "add", "--quiet", "--ledger", work / "alone", work / "documents.jsonl"], check=True)
    alone, together = contents(work / "alone"), contents(ledger)
    dead = subprocess.run([demarche, "dispatch", "--nats", servers, "--dead"], capture_output=True, text=True).stdout
    print(f"seed {seed}: killed {kills}; {together}" + (f"; {dead.count(chr(10))} dead letters" if dead else ""))
    if alone != together or dead:
        print(f"differs from a single process: {alone}")
        sys.exit(1)
finally:
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait()
    as_postgres(postgres / "pg_ctl", "-D", work / "postgres", "-m", "immediate", "stop")
    shutil.rmtree(work, ignore_errors=True)
