#!/usr/bin/env python3
"""A soak: made pages among hostile files, workers and supervisor killed at random, and a count of what became of each.

Makes slips with slip-generator until they have as many pages as asked for, puts hostile files among them, and runs ‘slipway
process’ on the folder again and again, killing (kill -9) workers all the time and the supervisor as often as asked for, until
one run comes to its end. Then every file and every page must have ended once: archived, or in quarantine where it is hostile;
the archive must verify; and the supervisor's memory must be flat. Ends with 0 when all of that holds, with 1 when something does
not, with 75 when the supervisor ended otherwise than it should and the soak may be gone on with, with 130 when interrupted.

With --keep the soak is in that folder and is gone on with by the same command, after an interruption (Ctrl-C), a reboot or a
kill; the options are those that it was begun with. The folder holds state.json (what was killed, how long it ran),
memory.csv (what the supervisor held) and result.txt (what it came to). docs/soak.md says what was measured.

Example:
  swift build -c release
  python3 Scripts/soak.py --pages 5000 --jobs 2 --keep soak
  python3 Scripts/soak.py --keep soak
  python3 Scripts/soak.py --pages 130 --supervisor-kills 2 --supervisor-life 22 --hostile ../hostile
"""

import argparse
import csv
import ctypes
import fcntl
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

# Small pages, which are read fast, and among them lists of one page and of several.
LAYOUTS = ("pharmacy,till,pharmacy,registration,pharmacy,till,pharmacy,ruled,"
           "pharmacy,till,pharmacy,multipage,pharmacy,till,pharmacy,electronic")
# Slips that are made at a time.
CHUNK = 160
# Seconds of a life until the supervisor has read its catalog and has all workers at work.
WARMING = 30
TICKS = os.sysconf("SC_CLK_TCK")


def hostile_files(folder, count, rng, corpus):
    """Writes hostile files, each with bytes of its own."""
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
    for number in range(count):
        if others and number % 2:
            source = others[rng.randrange(len(others))]
            # Bytes of its own, where the format lets something follow: the same twice would count as handed in again.
            (folder / f"hostile-{number:04}-{source.name}").write_bytes(source.read_bytes() + salt())
        else:
            name, content = list(kinds.items())[number // (2 if others else 1) % len(kinds)]
            (folder / f"hostile-{number:04}-{name}").write_bytes(content())


def workers_of(pid):
    """The workers of a supervisor, each with the processor seconds that it has used."""
    found = {}
    for task in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (task / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid and b"worker" in (task / "cmdline").read_bytes().split(b"\0"):
                found[int(task.name)] = (int(fields[11]) + int(fields[12])) / TICKS
        except (OSError, ValueError, IndexError):
            pass
    return found


def held(pid):
    """What a process holds, in bytes: all of it, and without what other processes share; its processor seconds. None when it is gone."""
    try:
        memory = pathlib.Path(f"/proc/{pid}/statm").read_text().split()
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        page = os.sysconf("SC_PAGESIZE")
        return int(memory[1]) * page, (int(memory[1]) - int(memory[2])) * page, (int(fields[11]) + int(fields[12])) / TICKS
    except (OSError, IndexError, ValueError):
        return None


def die_with_parent():
    """So that a soak that is killed leaves no supervisor behind that the next one would meet."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Soak:
    """A soak in its folder; what it did so far is in state.json."""

    def __init__(self, folder, options):
        self.folder, self.inbox, self.archive = folder, folder / "inbox", folder / "archive"
        self.file = folder / "state.json"
        if self.file.exists():
            self.state = json.loads(self.file.read_text())
        else:
            self.state = {"options": options, "chunks": 0, "pages": {}, "hostile": False, "lives": [], "worker_kills": 0,
                          "supervisor_kills": 0, "sittings": 0}
        self.state["sittings"] += 1
        self.options = argparse.Namespace(**self.state["options"])
        self.rng = random.Random()
        self.save()

    def save(self):
        part = self.file.with_suffix(".part")
        part.write_text(json.dumps(self.state))
        part.rename(self.file)

    def slipway(self, *arguments, allowed=(0,)):
        done = subprocess.run([self.options.program, *arguments, "--archive", str(self.archive)], capture_output=True, text=True)
        if done.returncode not in allowed:
            sys.exit(f"slipway {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def make(self):
        """Makes slips until there are enough pages, in folders of CHUNK slips, and the hostile files."""
        self.inbox.mkdir(exist_ok=True)
        while sum(self.state["pages"].values()) < self.options.pages:
            number = self.state["chunks"]
            made, ready = self.folder / "made", self.inbox / f"{number:04}"
            for leftover in (made, ready):
                shutil.rmtree(leftover, ignore_errors=True)
            lacking = self.options.pages - sum(self.state["pages"].values())
            subprocess.run([self.options.generator, "slips", "--catalog", self.options.catalog, "--count", str(min(CHUNK, lacking)),
                            "--seed", str(self.options.seed * 10000 + number), "--damage", self.options.damage, "--layouts",
                            self.options.layouts, "--dpi", str(self.options.dpi), "--any-entry", "--to", str(made)],
                           check=True, stdout=subprocess.DEVNULL)
            pages = {}
            for line in (made / "truth.jsonl").read_text().splitlines():
                truth = json.loads(line)
                pages[f"{ready.name}/{truth['file']}"] = len(truth["pages"])
            (made / "truth.jsonl").rename(self.folder / f"truth-{number:04}.jsonl")
            made.rename(ready)
            self.state["pages"] |= pages
            self.state["chunks"] += 1
            self.save()
        if not self.state["hostile"]:
            folder = self.inbox / "hostile"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            hostile_files(folder, max(1, round(self.options.pages * self.options.share)), random.Random(self.options.seed),
                          self.options.hostile)
            self.state["hostile"] = True
            self.save()

    def live(self, dies_after):
        """One life of the supervisor; gives its status, negative when it was killed."""
        command = [self.options.program, "process", str(self.inbox), "--archive", str(self.archive), "--catalog",
                   self.options.catalog, "--jobs", str(self.options.jobs), "--format", "jsonl",
                   "--metrics", str(self.folder / "slipway.prom"), "--report", str(self.folder / "report.html")]
        number = len(self.state["lives"])
        life = {"seconds": 0, "supervisor": 0, "workers": 0, "ended": None}
        self.state["lives"].append(life)
        self.save()
        seen, begun = {}, time.monotonic()
        next_kill, next_note = begun + self.rng.expovariate(1 / self.options.worker_interval), begun
        with open(self.folder / "log", "ab") as log, open(self.folder / "memory.csv", "a", newline="") as memory:
            rows = csv.writer(memory)
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
                                       preexec_fn=die_with_parent)
            try:
                while process.poll() is None:
                    time.sleep(0.5)
                    now = time.monotonic()
                    if measured := held(process.pid):
                        life["supervisor"] = measured[2]
                        rows.writerow([number, round(now - begun, 1), *measured[:2]])
                    workers = workers_of(process.pid)
                    seen |= workers
                    life["seconds"], life["workers"] = now - begun, sum(seen.values())
                    if dies_after is not None and now - begun > dies_after:
                        process.kill()
                        process.wait()
                        self.state["supervisor_kills"] += 1
                    elif now > next_kill:
                        if workers:
                            try:
                                os.kill(self.rng.choice(list(workers)), signal.SIGKILL)
                                self.state["worker_kills"] += 1
                            except OSError:
                                pass
                        next_kill = now + self.rng.expovariate(1 / self.options.worker_interval)
                    if now > next_note:
                        memory.flush()
                        self.save()
                        next_note = now + 10
            except KeyboardInterrupt:
                # It finishes the pages begun.
                process.send_signal(signal.SIGINT)
                process.wait()
                life["ended"] = process.returncode
                self.save()
                raise
        life["ended"] = process.returncode
        self.save()
        if process.returncode not in (0, 1, -signal.SIGKILL):
            print(f"the supervisor ended with {process.returncode}, see {self.folder / 'log'}: go on with "
                  f"python3 Scripts/soak.py --keep {self.folder}", file=sys.stderr)
            sys.exit(75)
        return process.returncode

    def run(self):
        """Lives until one comes to its end by itself."""
        while not any(life["ended"] in (0, 1) for life in self.state["lives"]):
            kills = self.state["supervisor_kills"] < self.options.supervisor_kills
            status = self.live(self.rng.expovariate(1 / self.options.supervisor_life) if kills else None)
            if status < 0 and not kills:
                print(f"the supervisor was killed by somebody else: go on with python3 Scripts/soak.py --keep {self.folder}",
                      file=sys.stderr)
                sys.exit(75)

    def memory(self):
        """Of the longest life: its seconds, and what was held in its second and in its last quarter, and at most: all, unshared."""
        lives = {}
        for row in csv.reader((self.folder / "memory.csv").open()):
            # The last row of a sitting that was killed may be cut.
            if len(row) == 4:
                lives.setdefault(int(row[0]), []).append((float(row[1]), int(row[2]), int(row[3])))
        samples = max(lives.values(), key=lambda samples: samples[-1][0])
        length = samples[-1][0]
        def middle(start, end, kind):
            part = sorted(sample[kind] for sample in samples if max(WARMING, start * length) <= sample[0] <= end * length)
            return part[len(part) // 2] if part else 0
        return length, [(middle(0.25, 0.5, kind), middle(0.75, 1, kind), max(sample[kind] for sample in samples)) for kind in (1, 2)]

    def count(self):
        """What became of each file and page: the lines to print and the faults."""
        lines, faults = [], []
        def check(holds, text):
            if not holds:
                faults.append(text)
        slips = self.state["pages"]
        hostile = {f"hostile/{path.name}" for path in (self.inbox / "hostile").iterdir()}
        everything = set(slips) | hostile
        path = lambda text: str(pathlib.Path(text).relative_to(self.inbox.resolve()))
        # A source names the slip after ‘#’, and writes a ‘#’ of the path as %23; a batch has the paths as they are.
        name = lambda source: path(source.split("#")[0].replace("%23", "#").replace("%25", "%"))
        # What the batch came to, from before the quarantine is tried again.
        if "batch" not in self.state:
            batches = [json.loads(line) for line in self.slipway("batch", "list", "--format", "jsonl").splitlines()]
            check(len(batches) == 1, f"{len(batches)} batches instead of one")
            self.state["batch"] = json.loads(self.slipway("batch", "show", str(batches[0]["number"]), "--format", "json"))
            self.state["quarantined"] = len(self.slipway("quarantine", "list", "--format", "jsonl").splitlines())
            self.save()
        batch = self.state["batch"]
        ended = [path(entry["source"]) for entry in batch["inputs"]]
        check(len(ended) == len(set(ended)), f"{len(ended) - len(set(ended))} files ended more than once")
        check(set(ended) == everything, f"{len(everything - set(ended))} files never ended: {sorted(everything - set(ended))[:9]}")
        pages = {path(entry["source"]): sum(entry["pages"].values()) for entry in batch["inputs"]}
        wrong = [source for source, count in slips.items() if pages.get(source) != count]
        check(not wrong, f"{len(wrong)} slips ended with another number of pages: {wrong[:9]}")
        # Pages whose worker was killed twice went to quarantine; they are tried again undisturbed.
        self.slipway("quarantine", "retry", "--catalog", self.options.catalog, "--jobs", str(self.options.jobs), allowed=(0, 1))
        quarantined = [json.loads(line) for line in self.slipway("quarantine", "list", "--format", "jsonl").splitlines()]
        names = {name(entry["source"]) for entry in quarantined}
        check(names <= hostile, f"sound files are in quarantine: {sorted(names - hostile)[:9]}")
        reviews = [json.loads(line) for line in self.slipway("search", "--format", "jsonl").splitlines()]
        archived = {name(review["source"]) for review in reviews}
        check(len({r["id"] for r in reviews}) == len(reviews), "a slip is archived twice")
        check(set(slips) <= archived, f"{len(set(slips) - archived)} slips are not archived: {sorted(set(slips) - archived)[:9]}")
        check(hostile <= names | archived, "a hostile file is neither archived nor in quarantine")
        handed = [r for r in reviews if any(flag["type"] == "resubmitted_scan" for flag in r["flags"])]
        check(not handed, f"{len(handed)} slips count as handed in twice")
        verified = subprocess.run([self.options.program, "verify", "--archive", str(self.archive)], capture_output=True, text=True)
        check(verified.returncode == 0, f"the archive does not verify: {verified.stdout[-500:]}")

        length, kinds = self.memory()
        growths = [(late - early) / early * 100 if early else 0 for early, late, _ in kinds]
        if length >= 120:
            check(abs(growths[0]) <= 10, f"the supervisor's memory grew by {growths[0]:.1f} %")
        totals, total = batch["totals"]["pages"], sum(batch["totals"]["pages"].values())
        lives = self.state["lives"]
        odd = [life["ended"] for life in lives if life["ended"] not in (0, 1, 130, None, -signal.SIGKILL)]
        check(not odd, f"{len(odd)} lives of the supervisor ended by themselves too early, with {odd}")
        seconds, own = sum(life["seconds"] for life in lives), sum(life["supervisor"] for life in lives)
        spent = own + sum(life["workers"] for life in lives)
        lines.append(f"files {len(everything)}: {len(slips)} slips of {sum(slips.values())} pages, {len(hostile)} hostile")
        lines.append(f"pages {total}: archived {totals['archived']}, blank {totals['blank']}, separator {totals['separator']}, "
                     f"quarantined {totals['quarantined']}")
        lines.append(f"slips archived {len(reviews)}; in quarantine {self.state['quarantined']} entries, after a retry {len(quarantined)}")
        lines.append(f"killed: workers {self.state['worker_kills']}, supervisor {self.state['supervisor_kills']}; sittings "
                     f"{self.state['sittings']}, lives {len(lives)}")
        lines.append(f"{seconds:.0f} s, {total * 3600 / seconds:.0f} pages an hour with {self.options.jobs} jobs, kills included; processor "
                     f"{spent:.0f} s, {spent / total:.2f} s a page, {own / spent * 100:.1f} % of it the supervisor's")
        mebi = 1 << 20
        for what, (early, late, most), growth in zip(("all", "unshared"), kinds, growths):
            lines.append(f"supervisor's memory ({what}) in the longest life of {length:.0f} s: {early / mebi:.1f} MiB early, "
                         f"{late / mebi:.1f} MiB late ({growth:+.1f} %), at most {most / mebi:.1f} MiB")
        return lines, faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000, help="pages of made slips, some of several pages")
    parser.add_argument("--share", type=float, default=0.02, help="hostile files, as a share of the pages")
    parser.add_argument("--hostile", help="a folder of hostile files to take from, beside those made here")
    parser.add_argument("--layouts", default=LAYOUTS, help="layouts in turn, as of slip-generator")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worker-interval", type=float, default=60, help="seconds between kills of workers, on average")
    parser.add_argument("--supervisor-kills", type=int, default=12)
    parser.add_argument("--supervisor-life", type=float, default=300, help="seconds that the supervisor lives, on average, while it is killed")
    parser.add_argument("--damage", default="light")
    parser.add_argument("--catalog", default="catalog")
    parser.add_argument("--program", default=".build/release/slipway")
    parser.add_argument("--generator", default=".build/release/slip-generator")
    parser.add_argument("--keep", help="a folder to work in, to leave behind and to go on in")
    given = parser.parse_args()
    folder = pathlib.Path(given.keep or tempfile.mkdtemp(prefix="slipway-soak-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # A polite end is an interruption, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    lock = open(folder / "lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"another soak runs in {folder}")
    options = {key: value for key, value in vars(given).items() if key != "keep"}
    for path in ("catalog", "program", "generator"):
        options[path] = str(pathlib.Path(options[path]).resolve())
    soak = Soak(folder, options)
    soak.make()
    print(f"{len(soak.state['pages'])} slips of {sum(soak.state['pages'].values())} pages", flush=True)
    soak.run()
    lines, faults = soak.count()
    lines += faults or ["0 lost, 0 doubled, memory flat: all holds"]
    print("\n".join(lines))
    (folder / "result.txt").write_text("\n".join(lines) + "\n")
    if not given.keep:
        shutil.rmtree(folder)
    if faults:
        sys.exit(1)


try:
    main()
except KeyboardInterrupt:
    print("interrupted: the same command goes on", file=sys.stderr)
    sys.exit(130)
