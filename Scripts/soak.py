#!/usr/bin/env python3
"""A soak: made pages among hostile files, workers and supervisor killed at random, and a count of what became of each.

Makes slips with slip-generator, puts hostile files among them, and runs ‘slipway process’ on the folder again and again,
killing (kill -9) workers all the time and the supervisor a few times, until one run comes to its end. Then every file must
have ended once: archived, or in quarantine where it is hostile; the archive must verify; and the supervisor's memory must
be flat. Ends with 0 when all of that holds. docs/soak.md says what was measured.

Example:
  swift build -c release
  python3 Scripts/soak.py --slips 5000 --jobs 2
  python3 Scripts/soak.py --slips 120 --supervisor-kills 2 --hostile ../hostile
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib


def hostile_files(folder, count, rng, corpus):
    """Writes hostile files, each with bytes of its own, and gives their paths."""
    def png(width, height, data=b""):
        def chunk(kind, content):
            return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                + chunk(b"IDAT", data) + chunk(b"IEND", b""))
    salt = lambda: rng.randbytes(16)
    kinds = {
        "text.jpg": lambda: b"no picture at all " + salt(),
        "noise.tif": lambda: b"II*\0" + rng.randbytes(4000),
        "loop.tif": lambda: b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 256, 4, 1, 100) + struct.pack("<I", 8) + salt(),
        "bomb.png": lambda: png(30000, 30000, zlib.compress(salt() * 4)),
        "cut.png": lambda: png(2000, 2000, zlib.compress(bytes(4000) + salt())),
        "broken.pdf": lambda: b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj\ntrailer <</Root 1 0 R>>\n" + salt(),
        "cut.jpg": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + salt(),
    }
    others = sorted(p for p in pathlib.Path(corpus).rglob("*") if p.is_file() and p.name != "SOURCES.txt") if corpus else []
    paths = []
    for number in range(count):
        if others and number % 2:
            source = others[rng.randrange(len(others))]
            path = folder / f"hostile-{number:04}-{source.name}"
            # Bytes of its own, where the format lets something follow: the same twice would count as handed in again.
            path.write_bytes(source.read_bytes() + salt())
        else:
            name, content = list(kinds.items())[number // (2 if others else 1) % len(kinds)]
            path = folder / f"hostile-{number:04}-{name}"
            path.write_bytes(content())
        paths.append(path)
    return paths


def children(pid):
    """The workers of a supervisor."""
    found = []
    for task in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (task / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid and b"worker" in (task / "cmdline").read_bytes().split(b"\0"):
                found.append(int(task.name))
        except (OSError, ValueError, IndexError):
            pass
    return found


def resident(pid):
    """Bytes that a process holds; None when it is gone."""
    try:
        return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, IndexError, ValueError):
        return None


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.program = str(pathlib.Path(options.program).resolve())
        self.archive = folder / "archive"
        self.rng = random.Random(options.seed)
        self.worker_kills = self.supervisor_kills = 0
        self.memory = []

    def run(self, *arguments, allowed=(0,)):
        done = subprocess.run([self.program, *arguments, "--archive", str(self.archive)], capture_output=True, text=True)
        if done.returncode not in allowed:
            sys.exit(f"slipway {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def life(self, dies_after):
        """One life of the supervisor; gives its status, negative when it was killed."""
        command = [self.program, "process", str(self.folder / "inbox"), "--archive", str(self.archive), "--catalog",
                   self.options.catalog, "--jobs", str(self.options.jobs), "--format", "jsonl",
                   "--metrics", str(self.folder / "slipway.prom"), "--report", str(self.folder / "report.html")]
        with open(self.folder / "log", "ab") as log:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
        self.memory = []
        begun = time.monotonic()
        next_kill = begun + self.rng.expovariate(1 / self.options.worker_interval)
        while process.poll() is None:
            time.sleep(0.2)
            now = time.monotonic()
            held = resident(process.pid)
            if held:
                self.memory.append((now - begun, held))
            if dies_after is not None and now - begun > dies_after:
                process.kill()
                process.wait()
                self.supervisor_kills += 1
            elif now > next_kill:
                workers = children(process.pid)
                if workers:
                    try:
                        os.kill(self.rng.choice(workers), signal.SIGKILL)
                        self.worker_kills += 1
                    except OSError:
                        pass
                next_kill = now + self.rng.expovariate(1 / self.options.worker_interval)
        if process.returncode not in (0, 1, -9):
            sys.exit(f"the supervisor ended with {process.returncode}: see {self.folder / 'log'}")
        return process.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slips", type=int, default=5000, help="made slips, some of several pages")
    parser.add_argument("--share", type=float, default=0.02, help="hostile files, as a share of the slips")
    parser.add_argument("--hostile", help="a folder of hostile files to take from, beside those made here")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worker-interval", type=float, default=20, help="seconds between kills of workers, on average")
    parser.add_argument("--supervisor-kills", type=int, default=5)
    parser.add_argument("--supervisor-life", type=float, default=25, help="seconds that the supervisor lives, on average, while it is killed")
    parser.add_argument("--damage", default="light")
    parser.add_argument("--catalog", default="catalog")
    parser.add_argument("--program", default=".build/release/slipway")
    parser.add_argument("--generator", default=".build/release/slip-generator")
    parser.add_argument("--keep", help="a folder to work in and to leave behind")
    options = parser.parse_args()
    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="slipway-soak-"))
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    soak = Soak(options, folder)

    subprocess.run([options.generator, "slips", "--catalog", options.catalog, "--count", str(options.slips), "--seed",
                    str(options.seed), "--damage", options.damage, "--to", str(inbox)], check=True, stdout=subprocess.DEVNULL)
    (inbox / "truth.jsonl").unlink(missing_ok=True)
    slips = sorted(p for p in inbox.iterdir() if p.is_file())
    hostile = hostile_files(inbox, max(1, round(options.slips * options.share)), soak.rng, options.hostile)
    print(f"{len(slips)} slips and {len(hostile)} hostile files", flush=True)

    begun = time.monotonic()
    for _ in range(options.supervisor_kills):
        if soak.life(soak.rng.uniform(0.5, 1.5) * options.supervisor_life) >= 0:
            break
    if soak.life(None) < 0:
        sys.exit("the last run was killed by somebody else")
    elapsed = time.monotonic() - begun

    faults = []
    def check(holds, text):
        if not holds:
            faults.append(text)
    batches = [json.loads(line) for line in soak.run("batch", "list", "--format", "jsonl").splitlines()]
    check(len(batches) == 1, f"{len(batches)} batches instead of one")
    batch = json.loads(soak.run("batch", "show", str(batches[0]["number"]), "--format", "json"))
    ended = [entry["source"] for entry in batch["inputs"]]
    everything = {str(path.resolve()) for path in slips + hostile}
    check(len(ended) == len(set(ended)), f"{len(ended) - len(set(ended))} files ended more than once")
    check(set(ended) == everything, f"{len(everything - set(ended))} files never ended")
    # Pages whose worker was killed twice went to quarantine; they are tried again undisturbed.
    before = soak.run("quarantine", "list", "--format", "jsonl").splitlines()
    soak.run("quarantine", "retry", "--catalog", options.catalog, "--jobs", str(options.jobs), allowed=(0, 1))
    quarantined = [json.loads(line) for line in soak.run("quarantine", "list", "--format", "jsonl").splitlines()]
    names = {pathlib.Path(entry["source"]).name for entry in quarantined}
    check(not [n for n in names if not n.startswith("hostile-")], f"sound files are in quarantine: {sorted(names)}")
    reviews = [json.loads(line) for line in soak.run("search", "--format", "jsonl").splitlines()]
    sources = [review["source"].split("#")[0] for review in reviews]
    archived = {pathlib.Path(source).name for source in sources}
    check(len({r["id"] for r in reviews}) == len(reviews), "a slip is archived twice")
    check({p.name for p in slips} <= archived, f"{len({p.name for p in slips} - archived)} slips are not archived")
    check({p.name for p in hostile} <= names | archived, "a hostile file is neither archived nor in quarantine")
    verified = subprocess.run([soak.program, "verify", "--archive", str(soak.archive)], capture_output=True, text=True)
    check(verified.returncode == 0, f"the archive does not verify: {verified.stdout[-500:]}")

    length = soak.memory[-1][0] if soak.memory else 0
    def middle(start, end):
        part = sorted(held for at, held in soak.memory if start * length <= at < end * length)
        return part[len(part) // 2] if part else 0
    early, late = middle(0.25, 0.5), middle(0.75, 1)
    growth = (late - early) / early * 100 if early else 0
    if length >= 60:
        check(abs(growth) <= 10, f"the supervisor's memory went from {early >> 20} to {late >> 20} MiB")
    pages = batch["totals"]["pages"]
    total = sum(pages.values())
    print(f"files {len(everything)}, pages {total}: archived {pages['archived']}, blank {pages['blank']}, separator {pages['separator']}, "
          f"quarantined {pages['quarantined']}")
    print(f"slips {len(reviews)}, in quarantine {len(before)} entries, after a retry {len(quarantined)}")
    print(f"killed: workers {soak.worker_kills}, supervisor {soak.supervisor_kills}")
    print(f"{elapsed:.0f} s, {total * 3600 / elapsed:.0f} pages an hour with {options.jobs} jobs, kills included")
    print(f"supervisor's memory in the last life of {length:.0f} s: {early / (1 << 20):.1f} MiB early, {late / (1 << 20):.1f} MiB late "
          f"({growth:+.1f} %), at most {max((held for _, held in soak.memory), default=0) / (1 << 20):.1f} MiB")
    if not options.keep:
        shutil.rmtree(folder)
    if faults:
        sys.exit("\n".join(faults))
    print("0 lost, 0 doubled, memory flat: all holds")


main()
