#!/usr/bin/env python3
"""Holds docs/openapi.json against the running server: every path, every status that it names, every shape."""
import json
import pathlib
import socket
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from schema import problems  # noqa: E402
from serving import Serving  # noqa: E402

demarche, root = sys.argv[1:]
description = json.loads((pathlib.Path(root) / "docs" / "openapi.json").read_text())
answered = {}  # operationId -> statuses seen


def quoted(text):
    return urllib.parse.quote(text, safe="")


def operations():
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def operation_of(method, path):
    """The path of the description that answers this one."""
    plain = path.split("?")[0].strip("/").split("/")
    best = None
    for pattern, of_method, operation in operations():
        parts = pattern.strip("/").split("/")
        fits = len(parts) == len(plain) and all(p.startswith("{") or p == q for p, q in zip(parts, plain))
        if of_method == method and fits and (best is None or "{" not in pattern):
            best = operation
    assert best, f"{method} {path} is not described"
    return best


def expect(server, status, method, path, body=None, headers=None, token=None):
    """Asks, and holds the answer against the description."""
    got, got_headers, got_body = server.ask(method, path, body=body, headers=headers, token=token)
    assert got == status, f"{method} {path}: {got}, not {status}: {got_body[:400]}"
    operation = operation_of(method, path)
    responses = operation["responses"]
    assert str(status) in responses, f"{method} {path}: {status} is not described"
    answered.setdefault(operation["operationId"], set()).add(str(status))
    response = responses[str(status)]
    if "$ref" in response:
        response = description["components"]["responses"][response["$ref"].rpartition("/")[2]]
    assert got_headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in got_headers
    assert "'unsafe-inline'" not in got_headers["content-security-policy"].partition("script-src")[2].partition(";")[0]
    if status == 304:
        assert not got_body
        return None, got_headers
    media = got_headers["content-type"].partition(";")[0]
    assert media in response["content"], f"{method} {path}: {media} is not described"
    schema = response["content"][media]["schema"]
    value = json.loads(got_body) if media.endswith("json") else got_body.decode()
    wrong = problems(value, schema, description)
    assert not wrong, f"{method} {path}:\n  " + "\n  ".join(wrong[:10])
    if method == "GET" and status == 200 and "304" in responses:
        expect(server, 304, "GET", path, headers={**(headers or {}), "If-None-Match": got_headers["etag"]}, token=token)
    return value, got_headers


def pages_through(server, path, key):
    """All items of a listing, page by page, each once."""
    items, seen_links = [], set()
    while path:
        assert path not in seen_links
        seen_links.add(path)
        page, _ = expect(server, 200, "GET", path)
        items += page[key]
        path = page["next"]
    return items


def check_reading(server):
    index, _ = expect(server, 200, "GET", "/api/v1")
    assert index["ledger"]["documents"] > 100 and index["ledger"]["events"] > 100 and not index["read_only"]
    described, _ = expect(server, 200, "GET", "/api/v1/openapi.json")
    assert described == description
    expect(server, 200, "GET", "/api/v1/health")
    metrics, _ = expect(server, 200, "GET", "/api/v1/metrics")
    assert f'demarche_ledger_events {index["ledger"]["events"]}' in metrics
    countries, _ = expect(server, 200, "GET", "/api/v1/countries")
    albania = next(each for each in countries["countries"] if each["id"] == "ALB")
    assert albania["iso2"] == "AL" and albania["capital"]["name"] == "Tirana" and albania["events"] > 0

    today, _ = expect(server, 200, "GET", "/api/v1/today?days=3660")
    assert today["acts"]
    weights = [act["strength"] * act["surprise"] for act in today["acts"]]
    assert weights == sorted(weights, reverse=True)
    typed, _ = expect(server, 200, "GET", f"/api/v1/today?days=3660&type={today['types'][0]['value']}")
    assert typed["total"] == today["types"][0]["count"]
    for wrong in ("days=0", "sort=loud", "day=yesterday", "nonsense=1", "from=2022-01-02&to=2022-01-01"):
        expect(server, 400, "GET", "/api/v1/today?" + wrong)

    total = expect(server, 200, "GET", "/api/v1/events?party=Iran&limit=1")[0]["total"]
    for order in ("newest", "oldest"):
        events = pages_through(server, f"/api/v1/events?party=IRN&limit=37&order={order}", "events")
        assert len(events) == total
        assert len({(each["record"]["document"], each["record"]["id"]) for each in events}) == total
        days = [each["record"]["date"] for each in events if "date" in each["record"]]
        assert days == sorted(days, reverse=order == "newest")
    moves, _ = expect(server, 200, "GET", "/api/v1/events?party=ALB&party=IRN&moves=true&status=done")
    assert moves["events"] and all("move" in each["record"] for each in moves["events"])
    for wrong in ("party=Nobodyland", "after=x", "limit=501", "status=odd", "order=up", "min_score=2", "moves=perhaps"):
        expect(server, 400, "GET", "/api/v1/events?" + wrong)
    csv, headers = expect(server, 200, "GET", "/api/v1/events.csv?party=IRN")
    assert csv.count("\n") >= total + 1 and "attachment" in headers["content-disposition"]
    lines, _ = expect(server, 200, "GET", "/api/v1/events.jsonl?party=IRN&order=oldest")
    assert len(lines.splitlines()) == total and all(json.loads(line)["id"] for line in lines.splitlines())
    expect(server, 400, "GET", "/api/v1/events.csv?from=x")
    expect(server, 400, "GET", "/api/v1/events.jsonl?from=x")

    coded = next(each for each in moves["events"] if not each["document"]["recorded"])
    event, _ = expect(server, 200, "GET", "/api/v1/events/" + coded["record"]["id"])
    assert event["steps"] and any(step.startswith("rule: ") for step in event["steps"]), event["steps"]
    assert event["act"]["reports"] == len(event["reports"])
    expect(server, 404, "GET", "/api/v1/events/0000000000000000")
    act, _ = expect(server, 200, "GET", "/api/v1/acts/" + event["act"]["id"])
    assert act["severity"].startswith("band ")
    expect(server, 404, "GET", "/api/v1/acts/0000000000000000")

    documents = pages_through(server, "/api/v1/documents?limit=500", "documents")
    assert len(documents) == index["ledger"]["documents"]
    expect(server, 400, "GET", "/api/v1/documents?to=x")
    document, _ = expect(server, 200, "GET", "/api/v1/documents/" + quoted(coded["document"]["id"]))
    text = "".join(segment["text"] for segment in document["marked"]["text"])
    assert any(sentence["text"] in text for sentence in document["sentences"])
    words = next(mark for mark in document["marked"]["marks"] if mark["kind"] == "action" and mark["field"] == "text")
    number = document["marked"]["marks"].index(words)
    marked = "".join(each["text"] for each in document["marked"]["text"] if number in each["marks"])
    assert marked.encode() == text.encode()[words["begin"]:words["end"]]
    expect(server, 404, "GET", "/api/v1/documents/none")

    pairs = pages_through(server, "/api/v1/pairs?country=Albania&limit=3", "pairs")
    assert any({each["a"]["id"], each["b"]["id"]} == {"ALB", "IRN"} for each in pairs)
    expect(server, 400, "GET", "/api/v1/pairs?limit=0")
    pair, _ = expect(server, 200, "GET", "/api/v1/pair/Albania/Iran?as_of=2022-09-08")
    assert pair["state"]["rung"] == "severed" and pair["acts"] and pair["moves"]
    before, _ = expect(server, 200, "GET", "/api/v1/pair/ALB/IRN?as_of=2022-09-08&known_by=2022-08-01")
    assert before["state"]["rung"] != "severed"
    spell = [each for each in pair["rungs"] if (each["from"] or "") <= "2022-09-08" <= (each["to"] or "9999")]
    assert [each["rung"] for each in spell] == ["severed"], pair["rungs"]
    assert any(group["asserted"] and group["denied"] for group in pair["claims"]), "claims against denials"
    expect(server, 400, "GET", "/api/v1/pair/ALB/ALB")
    expect(server, 404, "GET", "/api/v1/pair/ALB/Nobodyland")
    series, _ = expect(server, 200, "GET", "/api/v1/pair/ALB/IRN/series?step=year")
    assert sum(point.get("events", 0) for point in series["points"]) > 0
    turn = series["ladder_turns"][-1]
    assert (turn["day"], turn["direction"], turn["after"]) == ("2022-09-07", "worse", "severed"), series["ladder_turns"]
    assert expect(server, 200, "GET", f"/api/v1/acts/{turn['act']['id']}")[0]["act"]["day"] == turn["day"]
    assert [each["day"] for each in pair["series"]["ladder_turns"]][-1] == turn["day"]
    for outside in ("to=2022-09-06", "from=2022-09-08", "known_by=2022-09-06"):
        earlier, _ = expect(server, 200, "GET", "/api/v1/pair/ALB/IRN/series?" + outside)
        assert turn["day"] not in [each["day"] for each in earlier["ladder_turns"]], outside
    expect(server, 400, "GET", "/api/v1/pair/ALB/IRN/series?step=hour")
    expect(server, 404, "GET", "/api/v1/pair/ALB/Nobodyland/series")
    expect(server, 200, "GET", "/api/v1/pair/ALB/IRN/expected?on=2022-09-08")
    expect(server, 400, "GET", "/api/v1/pair/ALB/IRN/expected?on=x")
    expect(server, 404, "GET", "/api/v1/pair/ALB/Nobodyland/expected")
    world, _ = expect(server, 200, "GET", "/api/v1/world/ALB?on=2022-09-08")
    iran = next(each for each in world["relations"] if each["other"]["id"] == "IRN")
    assert iran["rung"] == "severed" and iran["stance"] == "enemy" and len(world["relations"]) > 150
    expect(server, 400, "GET", "/api/v1/world/ALB?on=x")
    expect(server, 404, "GET", "/api/v1/world/Nobodyland")
    network, _ = expect(server, 200, "GET", "/api/v1/network?on=2022-09-08")
    assert any({tie["a"], tie["b"]} == {"ALB", "IRN"} and tie["score"] < 0 for tie in network["ties"])
    expect(server, 400, "GET", "/api/v1/network?half_life_days=0")

    incidents = pages_through(server, "/api/v1/incidents?limit=20", "incidents")
    expect(server, 400, "GET", "/api/v1/incidents?from=x")
    attack = max((each for each in incidents if each["kind"] == "cyber"), key=lambda each: each["responses"])
    incident, _ = expect(server, 200, "GET", "/api/v1/incidents/" + quoted(attack["id"]))
    assert {moment["kind"] for moment in incident["timeline"]} >= {"started", "attribution", "denial", "response"}
    bundle, _ = expect(server, 200, "GET", f"/api/v1/incidents/{quoted(attack['id'])}?format=stix")
    assert bundle["type"] == "bundle"
    expect(server, 400, "GET", f"/api/v1/incidents/{quoted(attack['id'])}?format=odd")
    expect(server, 404, "GET", "/api/v1/incidents/none")

    found, _ = expect(server, 200, "GET", "/api/v1/precedents?q=the+first+severance+over+a+cyber-attack")
    assert found["cases"] and found["cases"][0]["act"]["actors"][0]["id"] == "ALB"
    expect(server, 400, "GET", "/api/v1/precedents?why=boredom")
    for form in ("json", "text", "markdown", "html"):
        expect(server, 200, "GET", f"/api/v1/briefing/ALB/IRN?as_of=2022-09-08&format={form}")
    expect(server, 400, "GET", "/api/v1/briefing/ALB/IRN?format=pdf")
    expect(server, 404, "GET", "/api/v1/briefing/ALB/Nobodyland")
    actor, _ = expect(server, 200, "GET", "/api/v1/actors?name=Edi+Rama&on=2022-09-07")
    assert actor["country"]["id"] == "ALB" and actor["offices"]
    expect(server, 400, "GET", "/api/v1/actors?name=")
    expect(server, 404, "GET", "/api/v1/actors?name=Xyzzy+Qwrtp")
    sentences, _ = expect(server, 200, "GET", "/api/v1/search?q=diplomatic+relations")
    assert sentences["sentences"]
    expect(server, 400, "GET", "/api/v1/search?q=")
    expect(server, 200, "GET", "/api/v1/rows?a=USA&b=RUS")
    expect(server, 400, "GET", "/api/v1/rows?a=USA")


def check_coding(server):
    text = "Albania severed diplomatic relations with Iran on Wednesday. Iran denied the accusation."
    coded, _ = expect(server, 200, "POST", "/api/v1/code", {"text": text, "title": "Ties cut", "date": "2022-09-07"})
    assert any(each["record"].get("move", {}).get("kind") == "sever" for each in coded["events"])
    assert coded["events"][0]["steps"] and coded["audit"]["findings"]
    assert "".join(each["text"] for each in coded["marked"]["text"]) == text
    for wrong in ({"text": " "}, {"text": 3}, {"text": text, "date": "soon"}, {"text": text, "odd": 1}, [], {"txt": text}):
        expect(server, 400, "POST", "/api/v1/code", wrong)
    expect(server, 400, "POST", "/api/v1/code", "{", {"Content-Type": "application/json"})
    expect(server, 400, "POST", "/api/v1/code", "[" * 100000, {"Content-Type": "application/json"})
    expect(server, 413, "POST", "/api/v1/code", {"text": "a " * 600000})
    expect(server, 415, "POST", "/api/v1/code", text, {"Content-Type": "text/plain"})

    # writes
    token = server.token
    article = {"text": "Japan recalled its ambassador to Fiji.", "date": "2022-09-09", "source": "A paper", "id": "own/1"}
    for path in ("/api/v1/documents", "/api/v1/events/x/review"):
        expect(server, 401, "POST", path, article)
        expect(server, 403, "POST", path, article, token="0" * 32)
        expect(server, 415, "POST", path, "x", {"Content-Type": "text/plain"}, token=token)
        expect(server, 400, "POST", path, {}, token=token)
        expect(server, 413, "POST", path, "x", {"Content-Type": "application/json", "Content-Length": "9000000"}, token=token)
    version = server.json("/api/v1/health")["ledger_version"]
    added, _ = expect(server, 201, "POST", "/api/v1/documents", article, token=token)
    assert added == {"id": "own/1", "added": "fresh", "events": 1, "claims": 0}, added
    assert server.json("/api/v1/health")["ledger_version"] != version
    again, _ = expect(server, 200, "POST", "/api/v1/documents", article, token=token)
    assert again["added"] == "unchanged"
    pair = server.json("/api/v1/pair/JPN/FJI")
    assert pair["state"]["rung"] == "recalled", pair["state"]

    event = server.json("/api/v1/events?document=own%2F1")["events"][0]["record"]
    queue, _ = expect(server, 200, "GET", "/api/v1/review?party=FJI")
    assert [each["record"]["id"] for each in queue["events"]] == [event["id"]]
    expect(server, 400, "GET", "/api/v1/review?state=odd")
    review = f"/api/v1/events/{event['id']}/review"
    expect(server, 404, "POST", "/api/v1/events/none/review", {"decision": "accept", "who": "A. Reader"}, token=token)
    for wrong in ({"decision": "maybe", "who": "A"}, {"decision": "accept", "who": ""}, {"decision": "correct", "who": "A"},
                  {"decision": "correct", "who": "A", "event": {"id": "x"}},
                  {"decision": "correct", "who": "A", "event": {"event": ["NONSENSE"]}},
                  {"decision": "correct", "who": "A", "event": {"modality": "odd"}},
                  {"decision": "correct", "who": "A", "event": {"actor": [{"country": "QQQ"}]}},
                  {"decision": "correct", "who": "A", "event": {"date": "2022-13-01"}}):
        expect(server, 400, "POST", review, wrong, token=token)
    accepted, _ = expect(server, 200, "POST", review, {"decision": "accept", "who": "A. Reader"}, token=token)
    assert accepted["decision"] == "accept" and accepted["when"].endswith("Z")
    corrected, _ = expect(server, 200, "POST", review,
                          {"decision": "correct", "who": "A. Reader",
                           "event": {"recipient": [{"id": "TON", "country": "TON", "text": "Tonga"}]}}, token=token)
    assert corrected["by_hand"]["recipient"][0]["country"] == "TON" and corrected["machine"]["id"] == event["id"]
    assert server.json("/api/v1/pair/JPN/TON")["state"]["rung"] == "recalled"
    assert server.json("/api/v1/pair/JPN/FJI")["state"]["rung"] != "recalled"
    detail = server.json("/api/v1/events/" + corrected["by_hand"]["id"])
    assert detail["machine"]["id"] == event["id"] and detail["event"]["review"]["who"] == "A. Reader"
    rejected, _ = expect(server, 200, "POST", f"/api/v1/events/{corrected['by_hand']['id']}/review",
                         {"decision": "reject", "who": "B. Reader"}, token=token)
    assert rejected["event"] == event["id"]
    assert server.json("/api/v1/events?document=own%2F1")["total"] == 0
    assert server.json("/api/v1/review?state=done")["counts"] == {
        "open": server.json("/api/v1/review")["counts"]["open"], "accepted": 0, "corrected": 0, "rejected": 1}
    corrections, _ = expect(server, 200, "GET", "/api/v1/corrections")
    assert corrections["total"] == 1
    expect(server, 400, "GET", "/api/v1/corrections?limit=x")
    labelled, _ = expect(server, 200, "GET", "/api/v1/corrections.jsonl")
    line = json.loads(labelled)
    assert line["decision"] == "reject" and line["gold"] is None and line["text"] == article["text"]


def check_feed(server):
    """A feed says hello, and tells of what is added."""
    connection = server.connect()
    connection.request("GET", "/api/v1/stream")
    response = connection.getresponse()
    assert response.status == 200 and response.getheader("Content-Type") == "text/event-stream"
    answered.setdefault("stream", set()).add("200")

    def next_of(kind):
        while True:
            fields = {}
            for line in iter(response.fp.readline, b"\n"):
                assert line, "the feed ended"
                name, _, value = line.decode().rstrip("\n").partition(": ")
                fields[name] = value
            if fields.get("event") == kind:
                return json.loads(fields["data"])

    hello = next_of("hello")
    server.ask("POST", "/api/v1/documents", {"text": "Chad expelled two diplomats of Mali.", "date": "2022-09-10"},
               token=server.token)
    change = next_of("change")
    assert change["events"] == hello["events"] + 1 and change["version"] != hello["version"]
    event = next_of("event")
    assert not problems(event, {"$ref": "#/components/schemas/Event"}, description)
    assert event["told"] == "Chad expelled two diplomats of Mali", event["told"]

    # more feeds than there is room for
    others = []
    for _ in range(70):
        other = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        other.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        others.append(other)
    statuses = {other.recv(12)[9:] for other in others}
    assert statuses == {b"200", b"503"}, statuses
    answered["stream"].add("503")
    for other in others:
        other.close()
    connection.close()
    server.alive()


def check_methods(server):
    for path, methods in description["paths"].items():
        plain = path.replace("{a}", "ALB").replace("{b}", "IRN").replace("{country}", "ALB").replace("{id}", "x")
        status, headers, body = server.ask("OPTIONS", plain)
        allowed = set(headers["allow"].split(", "))
        expected = {method.upper() for method in methods} | {"OPTIONS"} | ({"HEAD"} if "get" in methods else set())
        assert status == 204 and not body and allowed == expected, (plain, allowed)
        status, headers, body = server.ask("DELETE", plain)
        assert status == 405 and set(headers["allow"].split(", ")) == allowed
        assert headers["content-type"] == "application/problem+json" and json.loads(body)["status"] == 405
    for path in ("/api/v1/countries", "/api/v1/events.csv", "/api/v1/events/none", "/api/v1/network"):
        got = server.ask("GET", path)
        head = server.ask("HEAD", path)
        assert head[0] == got[0] and not head[2], path
        if "content-length" in got[1]:
            assert head[1]["content-length"] == got[1]["content-length"], path
        assert head[1]["content-type"] == got[1]["content-type"]
    assert server.ask("GET", "/api/v2")[0] == 404


with Serving(demarche, root) as server:
    check_reading(server)
    check_coding(server)
    check_feed(server)
    check_methods(server)
for _, _, operation in operations():
    missing = set(operation["responses"]) - answered.get(operation["operationId"], set())
    assert not missing, f"{operation['operationId']}: {missing} never answered"
print("every path and status of docs/openapi.json is answered as described")
