"""What the tests of these files share: a folder and ports of their own, servers on loopback that are ended by their pid."""
import atexit, os, pathlib, shutil, signal, socket, subprocess, sys, tempfile, time

here = pathlib.Path(__file__).parent
work = pathlib.Path(tempfile.mkdtemp(prefix="demarche-operations-"))
work.chmod(0o755)
running = []


def end():
    for process in reversed(running):
        if process.poll() is None:
            process.kill()
            process.wait()
    shutil.rmtree(work, ignore_errors=True)


atexit.register(end)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def skip_unless(*programs):
    """Ends the test, with a word, where one of these is not installed."""
    for program in programs:
        if not (os.path.exists(program) or shutil.which(str(program))):
            print(f"not run: {program} is not here")
            sys.exit(0)


def start(*command, **how):
    log = open(work / "log", "ab")
    process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL, **how)
    running.append(process)
    return process


def fail(why):
    log = (work / "log").read_text(errors="replace") if (work / "log").exists() else ""
    raise SystemExit(f"{why}\n{log[-3000:]}")


def run(*command, status=0, **how):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, stdin=subprocess.DEVNULL, **how)
    if done.returncode != status:
        fail(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(condition, what, seconds=60):
    end_at = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end_at:
            fail(f"waited {seconds} s for {what}")
        time.sleep(0.05)


def substituted(path, *changes):
    """The text of a file as it is shipped, with hosts, ports and paths that fit here; each must be there to be changed."""
    text = (here / path).read_text()
    for old, new in changes:
        if old not in text:
            fail(f"{path} holds no {old!r}")
        text = text.replace(old, str(new))
    return text


def certificate(folder, name):
    """An authority (ca.crt) and a certificate of 127.0.0.1 by it (NAME.crt, NAME.key)."""
    quiet = dict(capture_output=True, check=True)
    if not (folder / "ca.crt").exists():
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=authority", "-keyout",
                        folder / "ca.key", "-out", folder / "ca.crt"], **quiet)
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    subprocess.run(["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", folder / f"{name}.key", "-out",
                    folder / f"{name}.csr"], **quiet)
    subprocess.run(["openssl", "x509", "-req", "-in", folder / f"{name}.csr", "-CA", folder / "ca.crt", "-CAkey", folder / "ca.key",
                    "-CAcreateserial", "-days", "2", "-extfile", folder / "names", "-out", folder / f"{name}.crt"], **quiet)
