#!/usr/bin/env python3
"""What hostile clients send, the server answers or refuses, and goes on."""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from serving import Serving  # noqa: E402

demarche, root = sys.argv[1:]


def raw(server, data, most=1 << 20):
    """Sends bytes as they are; what comes back until the server closes, or enough for a whole answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        try:
            connection.sendall(data)
        except (ConnectionResetError, BrokenPipeError):
            pass
        got = b""
        try:
            while len(got) < most:
                part = connection.recv(65536)
                if not part:
                    break
                got += part
                head, separator, body = got.partition(b"\r\n\r\n")
                if separator:
                    length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                    if length and len(body) >= int(length[0].split(b":")[1]):
                        break
        except ConnectionResetError:
            pass
        return got


def status(answer):
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0


def check_malformed(server):
    host = b"Host: localhost\r\n"
    for data, expected in (
            (b"GET\r\n\r\n", {0, 400}),
            (b"GET / HTTP/9.9\r\n" + host + b"\r\n", {400, 505}),
            (b"GET / HTTP/1.1\r\n\r\n", {400}),
            (b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", {400}),
            (b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", {400}),
            (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", {400}),
            (b"POST /api/v1/code HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", {400}),
            (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 20000 + b"\r\n\r\n", {431}),
            (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + host + b"\r\n", {400, 431}),
            (b"GET http://localhost/ HTTP/1.1\r\n" + host + b"\r\n", {400}),
            (b"CONNECT localhost:80 HTTP/1.1\r\n" + host + b"\r\n", {400}),
            (b"TRACE / HTTP/1.1\r\n" + host + b"\r\n", {405}),
            (b"BREW / HTTP/1.1\r\n" + host + b"\r\n", {405}),
            (b"GET /\xff\xfe HTTP/1.1\r\n" + host + b"\r\n", {400}),
            (b"GET /api/v1/events?type=%00 HTTP/1.1\r\n" + host + b"\r\n", {400}),
            (b"GET /api/v1/events?type=%zz HTTP/1.1\r\n" + host + b"\r\n", {400}),
            (b"GET /api/v1/events?type=%ff HTTP/1.1\r\n" + host + b"\r\n", {400}),
            (b"GET /api/v1/events?type=% HTTP/1.1\r\n" + host + b"\r\n", {400}),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(300), {0, 400}),
            (os.urandom(5000), {0, 400, 431})):
        answer = raw(server, data)
        assert status(answer) in expected, (data[:60], answer[:200])
        server.alive()
    # two requests in one go are answered one after the other
    answer = raw(server, (b"GET /api/v1/health HTTP/1.1\r\n" + host + b"\r\n") * 2 +
                 b"GET /api/v1/health HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n", most=1 << 16)
    assert answer.startswith(b"HTTP/1.1 200")


def check_bodies(server):
    head = b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    # a gigabyte is refused before it is read
    assert status(raw(server, head + b"Content-Length: 1073741824\r\n\r\n" + b"x" * 100000)) == 413
    # and one that comes in chunks, when it has become too long
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"100000\r\n" + b"y" * 0x100000 + b"\r\n"
        sent = 0
        try:
            while sent < 1024:
                connection.sendall(chunk)
                sent += 1
        except (ConnectionResetError, BrokenPipeError):
            pass
        assert sent < 200, sent
    server.alive()
    # many that are long and slow leave no memory for more; when they are gone there is room again
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=60) for _ in range(40)]
    refused = 0
    for connection in slow:
        connection.sendall(head + b"Content-Length: 8388608\r\nExpect: 100-continue\r\n\r\n")
        answer = connection.recv(65536)
        assert status(answer) in {100, 503}, answer
        refused += status(answer) == 503
    assert refused == 8, refused
    server.alive()
    for connection in slow:
        connection.close()
    text = b'{"text": "Albania cut ties with Iran.", "audit": false}'
    while status(raw(server, head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(text) + text)) == 503:
        pass
    # promised and not sent, or broken off
    assert status(raw(server, head + b"Content-Length: 10\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n{}        ")) == 100
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(head + b"Content-Length: 100\r\n\r\n{")
    server.alive()


def check_paths(server):
    for path in ("/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/.%2e/.%2e/etc/passwd",
                 "/assets/../../../etc/passwd", "/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "//etc/passwd", "/....//etc/passwd",
                 "/..\\..\\etc\\passwd", "/%5c..%5c..%5cetc%5cpasswd", "/secret.txt", "/folder/secret.txt", "/.hidden",
                 "/api/v1/documents/..%2f..%2fetc%2fpasswd", "/api/v1/../../etc/passwd", "/%252e%252e/etc/passwd"):
        answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert b"root:" not in answer and b"a secret" not in answer, path
        assert status(answer) in {200, 400, 404}, (path, answer[:100])
        if status(answer) == 200:
            assert b"<title>Pages</title>" in answer, path
    server.alive()


def check_fields(server):
    """SQL and HTML in every field are but text."""
    evil = ("'; DROP TABLE event; --", "\" OR 1=1 --", "<script>alert(1)</script>", "a' UNION SELECT text FROM document --",
            "%", "\\", "*", "NEAR(a b)", "{{7*7}}", "$(id)", "x" * 4000, "\u202e\ufffd\U0001f600", "AND OR NOT")
    events = server.json("/api/v1")["ledger"]["events"]
    fields = {"/api/v1/today": ["country", "type", "context", "after", "day"],
              "/api/v1/events": ["party", "type", "mode", "context", "cameo", "document", "from", "after", "status", "order"],
              "/api/v1/events.csv": ["type"], "/api/v1/documents": ["q", "after"], "/api/v1/pairs": ["country", "after"],
              "/api/v1/incidents": ["kind", "party", "after"],
              "/api/v1/precedents": ["q", "what", "why", "by", "to", "from", "before"], "/api/v1/actors": ["name", "on"],
              "/api/v1/search": ["q"], "/api/v1/rows?b=RUS": ["a", "type"], "/api/v1/review": ["party", "type", "state"],
              "/api/v1/pair/ALB/IRN": ["as_of", "known_by"], "/api/v1/pair/ALB/IRN/series": ["step", "measure"],
              "/api/v1/network": ["on", "measure", "country"], "/api/v1/briefing/ALB/IRN": ["format"]}
    for path, names in fields.items():
        for name in names:
            for text in evil:
                mark = "&" if "?" in path else "?"
                answer = server.ask("GET", f"{path}{mark}{name}={urllib.parse.quote(text)}")
                assert answer[0] in {200, 400, 404}, (path, name, text, answer)
                assert answer[1]["content-type"].partition(";")[0] != "text/html"
    for path in ("/api/v1/events/{}", "/api/v1/acts/{}", "/api/v1/documents/{}", "/api/v1/incidents/{}", "/api/v1/world/{}",
                 "/api/v1/pair/{}/IRN", "/api/v1/briefing/{}/IRN"):
        for text in evil:
            assert server.ask("GET", path.format(urllib.parse.quote(text, safe="")))[0] in {400, 404}, (path, text)
    for text in evil:
        code, _, body = server.ask("POST", "/api/v1/documents",
                                   {"text": f"Peru thanked Cuba. {text}", "title": text, "source": text, "url": "javascript:" + text,
                                    "id": "own " + text[:1000], "date": "2022-01-01"}, token=server.token)
        assert code in {200, 201, 400}, (code, body)
        for field in ({"decision": text}, {"decision": "reject", "who": text[:200]},
                      {"decision": "correct", "who": text[:200], "event": {"cameo": text, "mode": [text], "actor": text}}):
            code, _, body = server.ask("POST", f"/api/v1/events/{urllib.parse.quote(text, safe='')}/review", field,
                                       token=server.token)
            assert code in {400, 404}, (code, body)
    for document in server.json("/api/v1/documents?limit=500")["documents"]:
        assert not document["document"]["url"].startswith("javascript:")
    assert server.json("/api/v1")["ledger"]["events"] >= events
    page = server.ask("GET", "/api/v1/briefing/PER/CUB?format=html")
    assert page[0] == 200 and b"<script" not in page[2].lower()
    server.alive()


def check_slow(server):
    """Some hundreds that send a letter and wait do not keep others out."""
    slow = []
    for i in range(1300):  # more than the server keeps open
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        connection.sendall(b"GET /api" if i % 2 else b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Le")
        slow.append(connection)
        if i % 100 == 0:
            server.alive()
    server.alive()
    metrics = server.ask("GET", "/api/v1/metrics")[2].decode()
    open_now = int(next(line.split()[1] for line in metrics.splitlines() if line.startswith("demarche_connections ")))
    assert open_now <= 1026, open_now
    for connection in slow:
        connection.close()
    server.alive()


def check_hosts(server):
    for host, expected in (("localhost", 200), ("localhost:8080", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("desk.test", 200),
                           ("evil.example", 403), ("localhost.evil.example", 403), ("", 403), ("127.0.0.1.evil.example", 403),
                           ("localhost:80evil", 403)):
        assert server.ask("GET", "/api/v1/health", headers={"Host": host})[0] == expected, host
    for origin, expected in (("http://localhost", 200), ("https://localhost", 200), ("http://evil.example", 403), ("null", 403)):
        got = server.ask("GET", "/api/v1/health", headers={"Host": "localhost", "Origin": origin})[0]
        assert got == expected, (origin, got)
    code, headers, _ = server.ask("OPTIONS", "/api/v1/documents",
                                  headers={"Host": "localhost", "Origin": "http://evil.example", "Access-Control-Request-Method": "POST"})
    assert code == 403 and not any(name.startswith("access-control") for name in headers)


def data_folder():
    """A data folder with pages of its own, and what must not be reached beside them."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="demarche-data-"))
    for name in ("knowledge", "models", "docs"):
        (folder / name).symlink_to(pathlib.Path(root) / name)
    pages = folder / "web" / "dist"
    (pages / "assets").mkdir(parents=True)
    (pages / "index.html").write_text("<!doctype html><title>Pages</title><script src=/assets/app.js></script>")
    (pages / "assets" / "app.js").write_text("export const here = true;\n")
    subprocess.run(["gzip", "-k", str(pages / "assets" / "app.js")], check=True)
    (folder / "secret.txt").write_text("a secret")
    (pages / ".hidden").write_text("a secret")
    (pages / "secret.txt").symlink_to(folder / "secret.txt")
    (pages / "folder").symlink_to(folder)
    return folder


def check_pages(server):
    code, headers, body = server.ask("GET", "/")
    assert code == 200 and b"<title>Pages</title>" in body and headers["cache-control"] == "no-cache"
    policy = {each.split()[0]: each.split()[1:] for each in headers["content-security-policy"].split(";")}
    assert policy["default-src"] == ["'none'"] and policy["script-src"] == ["'self'"] and policy["frame-ancestors"] == ["'none'"]
    assert server.ask("GET", "/pair/ALB/IRN?day=2022-09-08")[2] == body
    assert server.ask("GET", "/", headers={"If-None-Match": headers["etag"]})[0] == 304
    code, headers, script = server.ask("GET", "/assets/app.js")
    assert code == 200 and headers["content-type"].startswith("text/javascript") and "immutable" in headers["cache-control"]
    code, headers, packed = server.ask("GET", "/assets/app.js", headers={"Accept-Encoding": "gzip"})
    assert code == 200 and headers["content-encoding"] == "gzip" and packed != script and packed[:2] == b"\x1f\x8b"
    assert server.ask("GET", "/assets/none.js")[0] == 404
    assert server.ask("POST", "/", "x")[0] == 405


def check_tokens(ledger, folder):
    def fails(*options, environment=None):
        tried = subprocess.run([demarche, "serve", "--ledger", ledger, "--port", "0", *options], capture_output=True, text=True,
                               env={**os.environ, **(environment or {})})
        assert tried.returncode == 2 and len(tried.stderr.strip().splitlines()) == 1, tried
        return tried.stderr

    assert "needs a token" in fails("--address", "0.0.0.0")
    assert "16 letters" in fails(environment={"DEMARCHE_TOKEN": "short"})
    assert "IP address" in fails("--address", "nowhere", environment={"DEMARCHE_TOKEN": "a" * 20})
    token = folder / "token"
    token.write_text("correct-horse-battery\n")
    with Serving(demarche, root, "--address", "0.0.0.0", "--token", str(token), ledger=ledger) as server:
        assert not server.token  # a token that was given is not printed
        assert server.ask("GET", "/api/v1/health")[0] == 401
        assert server.ask("GET", "/api/v1/health", token="correct-horse-batterx")[0] == 403
        assert server.ask("GET", "/api/v1/health", token="correct-horse-battery")[0] == 200
    with Serving(demarche, root, "--read-only", ledger=ledger) as server:
        server.alive()
        assert not server.token
        code, _, body = server.ask("POST", "/api/v1/documents", {"text": "x"})
        assert code == 403 and b"only reads" in body


folder = data_folder()
with Serving(demarche, root, "--name", "desk.test", data=folder) as server:
    check_pages(server)
    check_paths(server)
    check_malformed(server)
    check_bodies(server)
    check_fields(server)
    check_hosts(server)
    check_slow(server)
    check_tokens(server.ledger, folder)
shutil.rmtree(folder)
print("the server still answers")
