#!/usr/bin/env python3
"""Opens many connections that never finish a request, and tells how long others wait meanwhile: slow_clients.py HOST PORT NUMBER"""
import resource
import socket
import sys
import time

host, port, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, number + 100), hard))
slow, waits = [], []
for i in range(number):
    slow.append(socket.create_connection((host, port), timeout=60))
    slow[-1].sendall(b"GET /api/v1/he")
    if i % 100 == 99:
        begun = time.monotonic()
        with socket.create_connection((host, port), timeout=60) as asking:
            asking.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = asking.recv(64)
        assert answer.startswith(b"HTTP/1.1 200"), answer
        waits.append(time.monotonic() - begun)
print(f"{number} slow connections; {len(waits)} others were answered, the slowest after {max(waits) * 1000:.0f} ms")
