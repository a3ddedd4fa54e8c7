"""A server of the tests' own: on a ledger in a temporary folder and a free port, ended with the test."""
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import tempfile


class Serving:
    def __init__(self, demarche, root, *options, ledger=None, data=None, environment=None):
        self.demarche = demarche
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="demarche-serve-"))
        self.ledger = ledger or str(self.folder / "test.ledger")
        if not ledger:
            reports = sorted((pathlib.Path(root) / "cases").glob("*/report.txt"))[:40]
            record = sorted((pathlib.Path(root) / "knowledge" / "record").glob("*.record"))
            subprocess.run([demarche, "record", "--quiet", "--ledger", self.ledger], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([demarche, "add", "--quiet", "--ledger", self.ledger, *map(str, reports)], check=True)
            assert reports and record
        self.process = subprocess.Popen(
            [demarche, *(["--data", str(data)] if data else []), "serve", "--ledger", self.ledger, "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
        line = self.process.stdout.readline().strip()
        if not line.startswith("http://"):
            raise RuntimeError("the server did not start: " + line + self.process.stderr.read())
        address, _, token = line.partition("#token=")
        self.token = token
        self.port = int(address.rstrip("/").rpartition(":")[2])

    def connect(self, timeout=60):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None, token=None):
        """Status, headers in lower case, body as bytes."""
        headers = dict(headers or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        if token:
            headers["Authorization"] = "Bearer " + token
        connection = self.connect()
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    def json(self, path, **more):
        status, _, body = self.ask("GET", path, **more)
        assert status == 200, (path, status, body[:300])
        return json.loads(body)

    def alive(self):
        status, _, body = self.ask("GET", "/api/v1/health")
        assert status == 200 and json.loads(body)["status"] == "ok", (status, body[:300])
        assert self.process.poll() is None

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.process.stdout.close()
        self.process.stderr.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
