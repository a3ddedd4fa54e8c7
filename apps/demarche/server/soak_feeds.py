"""Feeds for soak.py: a server on loopback whose feeds grow, change, stay the same, break, are slow, huge or away, each look something else;
and, when all calms down, tell all that they ever told, as it stands in the end."""
import http.server
import threading
import time

STATES = "Fiji Tonga Samoa Vanuatu Nauru Palau Kiribati Tuvalu".split()
ACTS = ["expelled three diplomats of", "recalled its ambassador to", "signed a trade agreement with", "accused spies of", "imposed sanctions on",
        "sent food to", "condemned the government of", "threatened to attack"]
MOODS = ["grow", "same", "grow", "slow", "broken", "grow", "moved", "same", "grow", "busy", "grow", "huge"]
MOST = 300  # items that a feed shows
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Soak {0}</title><language>en</language>\n'


class Feed:
    """One feed: what it tells, and in which mood it answers next."""

    def __init__(self, number):
        self.number, self.looks, self.version, self.heard = number, 0, 0, 0
        self.items = {}  # link -> version of its text
        self.lock = threading.Lock()

    def grow(self, new):
        for _ in range(new):
            self.items[f"/item/{self.number}/{len(self.items)}"] = 0
        self.version += 1
        if self.version % 3 == 0:  # one that was told already is changed
            changed = list(self.items)[-1 - self.version % min(len(self.items), 20)]
            self.items[changed] += 1

    def text(self):
        body = HEAD.format(self.number)
        for link, version in list(self.items.items())[-MOST:]:
            place = int(link.rpartition("/")[2]) * 7 + self.number
            a, act, b = STATES[place % 8], ACTS[(place // 3 + version) % 8], STATES[(place + 1 + place // 8 % 6) % 8]
            day = f"{1 + place % 28} Mar 2025 12:00:00 GMT"
            told = f"{a} {act} {b} on Monday, officials of both governments said in the capital. It was the {place % 90 + 2}th such step of this year."
            body += f"<item><guid>{link}</guid><link>{link}</link><title>{a} and {b}, report {place}</title><pubDate>{day}</pubDate><description>{told}</description></item>\n"
        return body + "</channel></rss>\n"


class Feeds:
    def __init__(self, count, new):
        """`new`: items that a growing feed gains at a look."""
        self.feeds, self.new, self.calm = [Feed(i) for i in range(count)], new, False
        feeds = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                try:
                    feeds.answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):  # who asks goes away in the middle: that is part of it
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def addresses(self):
        return [f"{self.address}/feed/{feed.number}" for feed in self.feeds]

    def items(self):
        return sum(len(feed.items) for feed in self.feeds)

    def calm_down(self):
        """From now on each answer is whole."""
        for feed in self.feeds:
            with feed.lock:
                feed.heard = 0
        self.calm = True

    def all_heard(self):
        return all(feed.heard for feed in self.feeds)

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request):
        where, _, number = request.path.strip("/").partition("/")
        if where not in ("feed", "moved") or not number.isdigit() or int(number) >= len(self.feeds):
            return self.send(request, 404, b"")
        feed = self.feeds[int(number)]
        with feed.lock:
            mood = MOODS[(feed.looks + feed.number * 5) % len(MOODS)] if where == "feed" and not self.calm else "calm" if self.calm else "grow"
            feed.looks += 1
            if mood in ("grow", "slow", "broken"):
                feed.grow(self.new)
            tag = f'"{feed.number}-{feed.version}"'
            body = feed.text().encode()
            if self.calm:
                feed.heard += 1
        if mood == "moved":
            return self.send(request, 302, b"", {"Location": f"/moved/{feed.number}"})
        if mood == "busy":
            return self.send(request, 503, b"", {"Retry-After": "1"})
        if mood == "huge":  # more than is taken
            return self.send(request, 200, b"<rss>" + b" " * (9 << 20))
        if mood == "broken":
            return self.send(request, 200, body[: len(body) * 2 // 3])
        if request.headers.get("If-None-Match") == tag:
            return self.send(request, 304, b"", {"ETag": tag})
        self.send(request, 200, body, {"ETag": tag}, slow=mood == "slow")

    @staticmethod
    def send(request, status, body, headers=None, slow=False):
        request.send_response(status)
        for name, value in {"Content-Type": "application/rss+xml", "Content-Length": str(len(body)), **(headers or {})}.items():
            request.send_header(name, value)
        request.end_headers()
        step = max(1, len(body) // 10) if slow else max(1, len(body))
        for at in range(0, len(body), step):
            request.wfile.write(body[at:at + step])
            if slow:
                time.sleep(0.2)
