#!/usr/bin/env python3
"""How long the web page takes with many people at work on a large archive, and how much memory the server holds.

    python3 Tests/Benchmarks/large_archive.py .build/release/slipway FOLDER --slips 100000
    python3 Tests/Benchmarks/web_load.py .build/release/slipway FOLDER

Each client signs in and asks for page after page: lists of work, searches as an audit asks them, records. The times are a client's, by the
clock, from the first byte sent to the last one received.
"""

import argparse
import http.client
import json
import os
import pathlib
import random
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.parse

PASSWORD = "correct horse battery"
ROLES = ["clerk", "reviewer", "auditor"]


class Client(threading.Thread):
    """Somebody at work."""

    def __init__(self, number, options, port, ids, names, codes):
        super().__init__()
        self.lot = random.Random(number)
        self.number, self.options, self.port = number, options, port
        self.ids, self.names, self.codes = ids, names, codes
        self.times = {"queue": [], "search": [], "record": []}
        self.failures = []
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def sign_in(self):
        self.connection.request(
            "POST", "/api/v1/session", json.dumps({"name": f"load{self.number}", "password": PASSWORD}),
            {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 201:
            raise SystemExit(f"signing in is answered with {answer.status}")
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def path(self, kind):
        lot = self.lot
        if kind == "queue":
            return f"/queue?stage={lot.choice(['clerk', 'clerk', 'done', 'second'])}&order={lot.choice(['amount', 'oldest'])}&page={lot.randrange(1, 6)}"
        if kind == "record":
            return "/records/" + lot.choice(self.ids)
        month = f"{lot.randrange(2023, 2026)}-{lot.randrange(1, 10):02}"
        filters = lot.choice([
            {"words": lot.choice(self.names)[:2]}, {"hospital": "长岭3区市中医院"}, {"receipt": f"{lot.randrange(100_000):010}"},
            {"flag": lot.choice(["over_cap", "out_of_catalog", "duplicate_charge"]), "from": month + "-01", "to": month + "-28"},
            {"entry": lot.choice(self.codes)}, {"patient": "王敏"}, {"decision": "needs_review"}, {"from": month + "-01", "to": month + "-28"},
            {"least": "20000", "kind": "fee_list"}, {"claim": f"CL{lot.randrange(33_000)}"}, {},
        ])
        return "/search?" + urllib.parse.urlencode({**filters, "all": 1})

    def ask(self, kind):
        path = self.path(kind)
        begin = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        body = answer.read()
        self.times[kind].append(time.perf_counter() - begin)
        if answer.status != 200 or b"</html>" not in body:
            self.failures.append(f"{answer.status} {path}")

    def run(self):
        end = time.monotonic() + self.options.seconds
        if self.options.pause:
            time.sleep(self.lot.random() * self.options.pause)
        while time.monotonic() < end:
            kind = self.lot.choice(["queue", "search", "record"])
            self.ask(kind)
            if self.options.pause:
                time.sleep(self.lot.uniform(0.5, 1.5) * self.options.pause)


def memory(pid):
    """Memory that the process holds, and the most that it held, in megabytes (proc(5))."""
    lines = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return tuple(int(lines[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))


def processor(pid):
    """Milliseconds of processor that the process has used (proc(5))."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the built slipway")
    parser.add_argument("archive", help="made by large_archive.py")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0, help="seconds between two pages of a client, on average")
    parser.add_argument("--limit", type=float, default=100, help="milliseconds that the 95th of 100 may take")
    parser.add_argument("--memory", type=int, default=300, help="megabytes that the server may hold")
    options = parser.parse_args()
    database = sqlite3.connect(f"file:{options.archive}/archive.sqlite?mode=ro", uri=True)
    slips = database.execute("SELECT count(*) FROM slip").fetchone()[0]
    ids = [row[0] for row in database.execute("SELECT id FROM slip ORDER BY random() LIMIT 5000")]
    codes = [row[0] for row in database.execute("SELECT DISTINCT entry FROM charge LIMIT 40")]
    database.close()
    present = subprocess.run(
        [options.program, "user", "list", "--archive", options.archive], capture_output=True, text=True, check=True).stdout
    for number in range(options.clients):
        if f"load{number} " not in present:
            subprocess.run(
                [options.program, "user", "add", f"load{number}", "--role", ROLES[number % 3], "--archive", options.archive],
                input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([options.program, "serve", "--archive", options.archive, "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        clients = [Client(n, options, port, ids, ["阿莫西林", "注射液", "检查费", "葡萄糖", "血常规"], codes) for n in range(options.clients)]
        for _ in range(600):
            try:
                clients[0].connection.connect()
                break
            except OSError:
                time.sleep(0.1)
        for client in clients:
            client.sign_in()
        signed_in = memory(server.pid)
        # One by one first: what a page takes of the processor, which no other program's work changes.
        costs = {}
        for kind in ("queue", "search", "record"):
            before = processor(server.pid)
            for _ in range(60):
                clients[0].ask(kind)
            costs[kind] = (processor(server.pid) - before) / 60
            clients[0].times[kind].clear()
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        held, most = memory(server.pid)
    finally:
        server.terminate()
        server.wait()
    print(f"{slips} slips, {options.clients} clients, {options.seconds:.0f} s" + (f", {options.pause} s between pages" if options.pause else ""))
    slow = False
    for kind in ("queue", "search", "record"):
        times = sorted(time for client in clients for time in client.times[kind])
        if not times:
            continue
        p50, p95, most_of_all = (1000 * times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 1))
        slow = slow or p95 > options.limit
        print(f"{kind:8}{len(times):6} pages, p50 {p50:6.1f} ms, p95 {p95:6.1f} ms, longest {most_of_all:6.1f} ms; processor {costs[kind]:.1f} ms")
    print(f"memory  {held} MB, {most} MB at most ({signed_in[1]} MB when all had signed in)")
    failures = [failure for client in clients for failure in client.failures]
    if failures or slow or most > options.memory:
        raise SystemExit(f"too slow, too large or failed: {len(failures)} failures {failures[:3]}")


main()
