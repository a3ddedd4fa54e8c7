"""Servers of a run's own, for fleet_faults.py and script/bench-fleet: three NATS nodes and a PostgreSQL on loopback and free ports, in
a temporary folder, ended by pid with the run. Also invented documents, and what a ledger holds in one line."""
import os, pathlib, random, re, shutil, signal, socket, subprocess, sys, tempfile, time

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")
NATS_SERVER = shutil.which("nats-server") or "/usr/sbin/nats-server"


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
    raise SystemExit(f"waited {seconds} s for {what}")


class Servers:
    """All that one run starts. `with Servers(demarche) as servers:` ends it, however the run ends."""

    def __init__(self, demarche):
        if not (POSTGRES / "initdb").exists() or not os.path.exists(NATS_SERVER):
            print("not run: needs postgresql-15 and nats-server")
            sys.exit(0)
        self.demarche = demarche
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="demarche-fleet-"))
        self.running = []  # every process that is ours, to be ended by pid
        self.keep = False  # leave the folder, with its logs, behind
        self.clients, self.routes = [], []
        self.store_port = 0
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def __enter__(self):
        try:
            os.chmod(self.folder, 0o777)
            if os.geteuid() == 0:  # PostgreSQL refuses to run as root
                shutil.chown(self.folder, "postgres")
            ports = free_ports(7)
            self.clients, self.routes, self.store_port = ports[:3], ports[3:6], ports[6]
            self._as_postgres(POSTGRES / "initdb", "-D", self.folder / "postgres", "-U", "ledger", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
            self.store("start")
            self.nodes = [self.start_node(i) for i in range(3)]
            wait_for(lambda: all(map(listens, self.clients)), 30, "the NATS nodes")
            # a cluster needs a moment until it has a leader
            wait_for(lambda: self.told("dispatch", *self.broker(), "--dead").returncode == 0, 60, "the streams")
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        for process in self.running:
            if process.poll() is None:
                process.kill()
                process.wait()
        self.store("stop")
        if self.keep:
            print(f"logs: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *command, **how):
        log = open(self.folder / "log", "ab")
        process = subprocess.Popen([str(part) for part in command], stdout=how.pop("stdout", log), stderr=log, **how)
        self.running = [each for each in self.running if each.poll() is None] + [process]
        return process

    def run_demarche(self, *command):
        return self.start(self.demarche, *command)

    def told(self, *command):
        return subprocess.run([self.demarche, *map(str, command)], capture_output=True, text=True)

    # --- brokers

    def broker(self, stream="DEMARCHE"):
        """Options of dispatch and worker."""
        return ["--nats", ",".join(f"nats://127.0.0.1:{client}" for client in self.clients), "--replicas", "3", "--stream", stream]

    def start_node(self, i):
        others = ",".join(f"nats://127.0.0.1:{route}" for route in self.routes)
        return self.start(NATS_SERVER, "-a", "127.0.0.1", "-p", self.clients[i], "-n", f"node{i}", "-js", "-sd", self.folder / f"node{i}",
                          "-cluster_name", "fleet", "-cluster", f"nats://127.0.0.1:{self.routes[i]}", "-routes", others)

    def kill_node(self, i):
        self.nodes[i].kill()
        self.nodes[i].wait()

    def restart_node(self, i):
        self.nodes[i] = self.start_node(i)
        wait_for(lambda: listens(self.clients[i]), 30, "a NATS node")

    # --- PostgreSQL

    def ledger(self, database="postgres"):
        return f"postgresql://ledger@127.0.0.1:{self.store_port}/{database}"

    def new_database(self, name):
        self._as_postgres(POSTGRES / "createdb", "-h", "127.0.0.1", "-p", self.store_port, "-U", "ledger", name)
        return self.ledger(name)

    def store(self, what):
        """start, stop, restart: at once, as a crash does."""
        options = f"-p {self.store_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        how = [] if what == "start" else ["-m", "immediate"]
        how += [] if what == "stop" else ["-o", options, "-l", self.folder / "postgres.log"]
        self._as_postgres(POSTGRES / "pg_ctl", "-D", self.folder / "postgres", "-w", "-t", "120", *how, what)

    def store_pid(self):
        return int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])

    def _as_postgres(self, *command):
        prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with open(self.folder / "log", "ab") as log:
            return subprocess.run([*prefix, *map(str, command)], stdout=log, stderr=log, stdin=subprocess.DEVNULL)


def write_documents(path, documents, seed, sentences=(1, 3)):
    """Invented reports, each of so many sentences at least and at most; the same for the same seed."""
    dice = random.Random(seed)
    states = "Albania Brazil Canada Denmark Egypt France Germany Hungary India Japan Kenya Latvia Mexico Norway Peru Qatar".split()
    acts = ["expelled {n} diplomats of {b}", "recalled its ambassador from {b}", "imposed sanctions on {b}", "accused {b} of espionage",
            "signed a trade agreement with {b}", "condemned the attack in {b}", "sent {n} tonnes of aid to {b}", "denied the charges of {b}"]
    beside = ["", "", " after talks in the capital had failed", ", officials said on Monday", " because of a dispute over the border that has gone on for years",
              ", which its parliament had asked for in the spring"]
    idle = ["The road to the harbour was closed for two hours in the morning.", "Prices of bread and fuel have risen since the beginning of the year.",
            "The minister did not answer the questions of reporters.", "It is the third such step within a year, and few expect it to be the last."]
    with open(path, "w") as out:
        for i in range(documents):
            count, lines = dice.randint(*sentences), []
            for _ in range(count):
                a, b = dice.sample(states, 2)
                if count > 3 and dice.random() < 0.5:
                    lines.append(dice.choice(idle))
                else:
                    told = dice.choice(acts).format(b=b, n=dice.randint(2, 90))
                    lines.append(f"{a} {told}{dice.choice(beside) if count > 3 else ''}.")
            day = f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            out.write('{"id": "%d", "date": "%s", "text": "%s"}\n' % (i, day, " ".join(lines)))


def contents(demarche, ledger):
    """What `ledger check` counts, with the digest; else what it complains of."""
    told = subprocess.run([demarche, "ledger", "check", "--ledger", str(ledger)], capture_output=True, text=True)
    found = re.search(r"^(?:.*: )?(\d+ documents.*contents [0-9a-f]+; whole)", told.stdout, re.M)
    return found.group(1) if found else told.stdout + told.stderr
