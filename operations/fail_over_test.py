#!/usr/bin/env python3
"""A PostgreSQL primary and its replica, from the files of postgresql/: the replica answers and takes nothing; the primary is killed, the
replica promoted, and what names both hosts goes on, a server that was running all the while among it; the old primary comes back as replica.
usage: fail_over_test.py DEMARCHE REPORT_FOLDER"""
import json, os, pathlib, re, shutil, subprocess, sys, urllib.error, urllib.request
from loopback import certificate, fail, free_ports, here, run, running, skip_unless, start, substituted, wait_for, work

demarche, reports = sys.argv[1], sorted(pathlib.Path(sys.argv[2]).glob("*/report.txt"))
programs = pathlib.Path("/usr/lib/postgresql/15/bin")
skip_unless(programs / "initdb", "openssl", "runuser")
as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
ports = free_ports(2)
environment = {**os.environ, "HOME": str(work), "PGPASSFILE": str(work / "passwords")}
environment.pop("DEMARCHE_LEDGER", None)


def owned(path):
    if as_postgres:
        shutil.chown(path, "postgres", "postgres")
    return path


def configured(data, port):
    """The cluster in DATA gets the files that are shipped; only where it lies, and how much memory it takes, are changed."""
    text = substituted("postgresql/ledger.conf", ("'*'\nssl", "'127.0.0.1'\nssl"), ("/etc/ssl/certs/ssl-cert-snakeoil.pem", work / "db.crt"),
                       ("/etc/ssl/private/ssl-cert-snakeoil.key", work / "db.key"), ("4GB\neff", "32MB\neff"), ("= 1GB", "= 64MB"),
                       ("max_wal_size = 8GB", "max_wal_size = 256MB"))
    (data / "ledger.conf").write_text(text + f"port = {port}\nunix_socket_directories = '{work}'\n")
    with open(data / "postgresql.conf", "a") as conf:
        conf.write("include_if_exists 'ledger.conf'\n")
    shipped = substituted("postgresql/pg_hba.conf", ("10.0.0.0/24", "127.0.0.1/32"))
    (data / "pg_hba.conf").write_text("local all postgres peer\n" + shipped if as_postgres else "local all all trust\n" + shipped)
    owned(data / "ledger.conf"), owned(data / "pg_hba.conf"), owned(data / "postgresql.conf")


def server(data, port):
    process = start(programs / "postgres", "-D", data, cwd=work, env=environment, **({"user": "postgres", "group": "postgres", "extra_groups": []} if as_postgres else {}))
    wait_for(lambda: subprocess.run([programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]).returncode == 0, f"PostgreSQL in {data}")
    return process


def kill(process):
    children = [int(path.parent.name) for path in pathlib.Path("/proc").glob("[0-9]*/stat") if re.search(rf"\) \w {process.pid} ", stat(path))]
    process.kill()
    process.wait()
    wait_for(lambda: not any(os.path.exists(f"/proc/{child}") for child in children), "its children to end")


def stat(path):
    try:
        return path.read_text()
    except OSError:  # gone meanwhile
        return ""


def sql(port, statement, *options):
    return run(*as_postgres, programs / "psql", "-h", work, "-p", port, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-qAt", *options,
               *(["-c", statement] if statement else []), cwd=work).strip()


def follow(primary):
    """Waits until the other follows, and has it hold all before anything is said to be stored."""
    wait_for(lambda: sql(primary, "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == "1", "the replica to follow")
    sql(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'")
    sql(primary, "SELECT pg_reload_conf()")
    wait_for(lambda: sql(primary, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1", "commits to wait for the replica")


def told(*command, status=0):
    done = subprocess.run([demarche, *map(str, command)], capture_output=True, text=True, env=environment)
    if done.returncode != status:
        fail(f"demarche {' '.join(map(str, command))}: status {done.returncode}, not {status}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def contents(ledger):
    return told("ledger", "check", "--ledger", ledger).split(": ", 1)[1]


# --- the primary
owned(work)
certificate(work, "db")
owned(work / "db.key").chmod(0o600), owned(work / "db.crt")
one, two = work / "one", work / "two"
run(*as_postgres, programs / "initdb", "-D", one, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", cwd=work)
configured(one, ports[0])
first = server(one, ports[0])
shutil.copy(here / "postgresql/roles.sql", work / "roles.sql")
sql(ports[0], None, "-v", "ledger_password=secret1", "-v", "reader_password=secret2", "-v", "replicator_password=secret3", "-f", work / "roles.sql")
(work / "passwords").write_text("*:*:*:demarche:secret1\n*:*:*:reader:secret2\n*:*:*:replicator:secret3\n")
(work / "passwords").chmod(0o600)

# --- its replica
shutil.copy(work / "passwords", work / "pgpass"), owned(work / "pgpass").chmod(0o600)
replica_environment = {**environment, "PGPASSFILE": str(work / "pgpass"), "POSTGRESQL_BIN": str(programs)}
run(*as_postgres, here / "postgresql/make-replica", "127.0.0.1", ports[0], two, env=replica_environment, cwd=work)
configured(two, ports[1])
second = server(two, ports[1])
follow(ports[0])

# --- both are named; what writes finds the primary, wherever it stands in the list
both = f"postgresql://demarche@127.0.0.1:{ports[1]},127.0.0.1:{ports[0]}/news"
told("add", "--quiet", "--ledger", both, *reports[:8])
before = contents(f"postgresql://demarche@127.0.0.1:{ports[0]}/news")

# --- the replica answers, to a role that may only read, and takes nothing
replica = f"postgresql://reader@127.0.0.1:{ports[1]}/news"
written = sql(ports[0], "SELECT pg_current_wal_lsn()")
wait_for(lambda: sql(ports[1], f"SELECT pg_last_wal_replay_lsn() >= '{written}'::pg_lsn") == "t", "the replica to have all")
if contents(replica) != before:
    fail(f"the replica holds {contents(replica)}, the primary {before}")
pair = told("pair", "ALB", "IRN", "--ledger", replica, "--as-of", "2018-12-31")
if "Albania" not in pair:
    fail(f"the replica tells: {pair}")
refused = told("add", "--ledger", f"postgresql://demarche@127.0.0.1:{ports[1]}/news", reports[8], status=2)
if "read-only" not in refused or "secret" in refused:
    fail(f"the replica refuses with: {refused}")

# --- pages on both, for a reader; no client writes
pages = start(demarche, "serve", "--read-only", "--port", "0", "--ledger", both.replace("demarche@", "reader@"), env=environment)
wait_for(lambda: b"http://127.0.0.1:" in (work / "log").read_bytes(), "the pages")
address = [line for line in (work / "log").read_text(errors="replace").splitlines() if line.startswith("http://127.0.0.1:")][-1].split("#")[0]


def documents():
    with urllib.request.urlopen(address + "api/v1/metrics", timeout=30) as answer:
        return int(re.search(r"^demarche_ledger_documents (\d+)", answer.read().decode(), re.M).group(1))


def healthy():
    try:
        with urllib.request.urlopen(address + "api/v1/health", timeout=30) as answer:
            return json.load(answer)["status"] == "ok"
    except urllib.error.HTTPError:
        return False


held = documents()

# --- the primary is lost, the replica promoted; all that was said to be stored is there
kill(first)
run(*as_postgres, programs / "pg_ctl", "promote", "-D", two, "-w", cwd=work)
if contents(both) != before:
    fail(f"after promotion: {contents(both)}, before: {before}")
told("add", "--quiet", "--ledger", both, *reports[8:])
wait_for(healthy, "the pages to find a server that answers")
wait_for(lambda: documents() == held + len(reports) - 8, "the pages to show what came after")

# --- the old primary comes back as the new one's replica
after = contents(both)
sql(ports[1], "SELECT pg_create_physical_replication_slot('replica')")
shutil.rmtree(one)
run(*as_postgres, here / "postgresql/make-replica", "127.0.0.1", ports[1], one, env=replica_environment, cwd=work)
configured(one, ports[0])
server(one, ports[0])
follow(ports[1])
written = sql(ports[1], "SELECT pg_current_wal_lsn()")
wait_for(lambda: sql(ports[0], f"SELECT pg_last_wal_replay_lsn() >= '{written}'::pg_lsn") == "t", "the old primary to have all")
if contents(f"postgresql://reader@127.0.0.1:{ports[0]}/news") != after:
    fail("the old primary holds something else")
pages.terminate()
print(f"failed over and back: {after.strip()}")
