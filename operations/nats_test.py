#!/usr/bin/env python3
"""Three NATS nodes from the files of nats/, as they are shipped but for hosts, ports and folders. open: documents go through them while one node
is away. guarded: with users and TLS; who shows no right password or knows another authority is turned away, who may work works.
usage: nats_test.py DEMARCHE REPORT_FOLDER open|guarded"""
import json, os, pathlib, subprocess, sys, urllib.error, urllib.request
from loopback import certificate, fail, free_ports, here, running, skip_unless, start, substituted, wait_for, work

demarche, reports = sys.argv[1], sorted(pathlib.Path(sys.argv[2]).glob("*/report.txt"))
nats_server = "/usr/sbin/nats-server"
skip_unless(nats_server, "openssl")
names = "abc"
environment = {**os.environ, "WORKER_PASSWORD": "w0rker", "DISPATCH_PASSWORD": "disp4tch", "SSL_CERT_FILE": str(work / "ca.crt")}
environment.pop("DEMARCHE_LEDGER", None), environment.pop("DEMARCHE_NATS", None)


class Cluster:
    def __init__(self, folder, *more):
        self.folder = work / folder
        ports = free_ports(9)
        self.clients, self.routes, self.watched = ports[:3], ports[3:6], ports[6:]
        for i, name in enumerate(names):
            own = self.folder / name
            own.mkdir(parents=True)
            changes = [("listen: 0.0.0.0:4222", f"listen: 127.0.0.1:{self.clients[i]}"), ("listen: 0.0.0.0:6222", f"listen: 127.0.0.1:{self.routes[i]}"),
                       ("127.0.0.1:8222", f"127.0.0.1:{self.watched[i]}"), ("/var/lib/nats", own / "store")]
            changes += [(f"nats://{other}:6222", f"nats://127.0.0.1:{route}") for other, route in zip(names, self.routes)]
            changes += [(f"# include ./{part}", f"include ./{part}") for part in more]
            (own / f"{name}.conf").write_text(substituted(f"nats/{name}.conf"))
            (own / "cluster.conf").write_text(substituted("nats/cluster.conf", *changes))
            for part in more:
                keys = [("/etc/nats/node.crt", work / "node.crt"), ("/etc/nats/node.key", work / "node.key")]
                keys += [("/etc/nats/ca.crt", work / "ca.crt")] if part == "route-tls.conf" else []
                (own / part).write_text(substituted(f"nats/{part}", *(keys if "tls" in part else [])))
        self.nodes = [self.node(i) for i in range(3)]
        wait_for(lambda: all(self.healthy(i) for i in range(3)), "three healthy nodes")

    def node(self, i):
        return start(nats_server, "-c", self.folder / names[i] / f"{names[i]}.conf", env=environment)

    def healthy(self, i):
        try:
            return json.load(urllib.request.urlopen(f"http://127.0.0.1:{self.watched[i]}/healthz", timeout=5))["status"] == "ok"
        except (OSError, urllib.error.URLError):
            return False

    def servers(self, scheme="nats", who=""):
        return ",".join(f"{scheme}://{who}127.0.0.1:{client}" for client in self.clients)


def told(*command, status=0):
    done = subprocess.run([demarche, *map(str, command)], capture_output=True, text=True, env=environment)
    if done.returncode != status:
        fail(f"demarche {' '.join(map(str, command))}: status {done.returncode}, not {status}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def contents(ledger):
    return told("ledger", "check", "--ledger", ledger).split(": ", 1)[1]


def made(servers):  # a cluster needs a moment until it has a leader
    tried = subprocess.run([demarche, "dispatch", "--replicas", "3", "--dead", "--nats", servers], capture_output=True, text=True, env=environment)
    return tried.returncode == 0


told("add", "--quiet", "--ledger", work / "alone", *reports)
alone = contents(work / "alone")

def open_cluster():
    """As shipped; one node is away while documents come, another while they are worked off."""
    cluster = Cluster("open")
    wait_for(lambda: made(cluster.servers()), "the streams")
    cluster.nodes[2].kill(), cluster.nodes[2].wait()
    wait_for(lambda: made(cluster.servers()), "two nodes to agree on a leader")
    told("dispatch", "--quiet", "--replicas", 3, "--nats", cluster.servers(), *reports)
    cluster.nodes[2] = cluster.node(2)
    wait_for(lambda: cluster.healthy(2), "the node to come back")
    cluster.nodes[0].kill(), cluster.nodes[0].wait()
    wait_for(lambda: made(cluster.servers()), "two nodes to agree on a leader")
    told("worker", "--drain", "--quiet", "--replicas", 3, "--nats", cluster.servers(), "--ledger", work / "open.ledger", "--metrics", work / "first.prom")
    if contents(work / "open.ledger") != alone:
        fail(f"by three nodes: {contents(work / 'open.ledger')}; by one process: {alone}")
    counts = (work / "first.prom").read_text()
    for line in (f'demarche_documents_added_total{{worker="first"}} {len(reports)}\n', 'demarche_queue_waiting{worker="first"} 0\n'):
        if line not in counts:
            fail(f"the metrics lack {line}: {counts}")


def guarded_cluster():
    """With users and TLS."""
    certificate(work, "node")
    cluster = Cluster("guarded", "users.conf", "tls.conf", "route-tls.conf")
    dispatcher, worker = cluster.servers("tls", "dispatch:disp4tch@"), cluster.servers("tls", "worker:w0rker@")
    wait_for(lambda: made(dispatcher), "the streams")
    for wrong in (cluster.servers("tls"), cluster.servers("tls", "worker:wr0ng@")):
        refused = told("worker", "--drain", "--nats", wrong, "--ledger", work / "none.ledger", status=2)
        if "wr0ng" in refused:
            fail(f"a password is told: {refused}")
    environment["SSL_CERT_FILE"] = "/dev/null"  # another authority than the node's
    told("worker", "--drain", "--nats", worker, "--ledger", work / "none.ledger", status=2)
    environment["SSL_CERT_FILE"] = str(work / "ca.crt")
    told("dispatch", "--quiet", "--replicas", 3, "--nats", dispatcher, *reports)
    environment["DEMARCHE_NATS"], environment["DEMARCHE_LEDGER"] = worker, str(work / "guarded.ledger")  # as the services have it
    told("worker", "--drain", "--quiet", "--replicas", 3)
    del environment["DEMARCHE_NATS"], environment["DEMARCHE_LEDGER"]
    if contents(work / "guarded.ledger") != alone:
        fail(f"with users and TLS: {contents(work / 'guarded.ledger')}; by one process: {alone}")


{"open": open_cluster, "guarded": guarded_cluster}[sys.argv[3]]()
print(f"three nodes, {sys.argv[3]}: {alone.strip()}")
