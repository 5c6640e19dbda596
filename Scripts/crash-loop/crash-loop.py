#!/usr/bin/env python3
"""A crash loop: dies at, or fails, each call by which slipway changes files, and counts what became of the slip.

For each step (intake of a slip, correction of one) the calls that change files are counted once: open, mkdir, write,
fsync, link, rename, unlink, … of the supervising program. Then the step is run anew for each call and each way of going wrong:

  kill     the program dies before the call (kill -9, or the machine stops)
  torn     half of a write reaches the file, then the program dies
  once     the call fails (input/output error); all others work
  forever  the call and all that follow fail (no space left)

After that the archive must verify (or not be there yet), the source must be there unchanged, and a run that ended well must have done
its work. The step is then run again, undisturbed, and must finish the work: the slip archived once, reviewed once, not flagged as
handed in again, the correction made once, the archive sound. Power loss is not tried: what was written and not synchronised is there.

Example:
  swift build -c release
  python3 Scripts/crash-loop/crash-loop.py
  python3 Scripts/crash-loop/crash-loop.py --steps correction --modes kill --every 10
"""

import argparse
import collections
import errno
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ERRORS = {"once": errno.EIO, "forever": errno.ENOSPC}


class Loop:
    def __init__(self, options, folder):
        self.program = str(pathlib.Path(options.program).resolve())
        self.catalog = str(pathlib.Path(options.catalog).resolve())
        self.slip = pathlib.Path(options.slip).resolve()
        self.id = hashlib.sha256(self.slip.read_bytes()).hexdigest()
        self.folder = folder
        self.shim = folder / "faults.so"
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", self.shim, HERE / "faults.c", "-ldl"], check=True)
        self.ground = folder / "ground"

    def run(self, *arguments, fault=None, log=None):
        """One run of the program; fault: how it goes wrong and at which call."""
        environment = dict(os.environ, SLIPWAY_CACHE=str(self.folder / "cache"))
        if fault:
            mode, number = fault
            environment |= {"LD_PRELOAD": str(self.shim), "SLIPWAY_FAULT_MODE": mode, "SLIPWAY_FAULT_AT": str(number),
                            "SLIPWAY_FAULT_ERRNO": str(ERRORS.get(mode, errno.EIO))}
            if log:
                environment["SLIPWAY_FAULT_LOG"] = str(log)
        return subprocess.run([self.program, *arguments, "--archive", str(self.ground / "archive")], capture_output=True, text=True,
                              env=environment, timeout=120)

    # The steps. Each lays its ground, and says how it is run.

    def lay(self, step):
        shutil.rmtree(self.ground, ignore_errors=True)
        (self.ground / "inbox").mkdir(parents=True)
        shutil.copy(self.slip, self.ground / "inbox" / self.slip.name)
        if step == "correction":
            begun = self.folder / "begun"
            if not begun.exists():
                self.must(self.run(*self.command("intake")))
                shutil.copytree(self.ground / "archive", begun)
            else:
                shutil.copytree(begun, self.ground / "archive")
            review = json.loads(self.must(self.run("show", self.id, "--format", "json", "--by", "loop")))
            self.review = hashlib.sha256(self.newest_review()).hexdigest()
            changes = {"schema": "slipway.changes.v1", "review": self.review,
                       "changes": [{"line": review["items"][0]["line"], "confirm": True}]}
            (self.ground / "changes.json").write_text(json.dumps(changes))

    def newest_review(self):
        """The bytes of the one review that the archive keeps."""
        for blob in (self.ground / "archive/blobs/sha256").rglob("*"):
            if blob.is_file():
                content = blob.read_bytes()
                if content[:1] == b"{" and b'"slipway.review.v1"' in content:
                    return content
        sys.exit("the archive keeps no review")

    def command(self, step):
        if step == "intake":
            return ["process", str(self.ground / "inbox"), "--done", str(self.ground / "done"), "--catalog", self.catalog, "--jobs", "1"]
        return ["correct", self.id, "--file", str(self.ground / "changes.json"), "--by", "loop", "--reason", "compared"]

    @staticmethod
    def must(done):
        if done.returncode not in (0,):
            sys.exit(f"{' '.join(done.args)} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    # What must hold.

    def found(self):
        """The archived slips, as the archive lists them; none where it is not there yet."""
        done = self.run("search", "--format", "jsonl")
        return [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []

    def events(self, kind):
        import sqlite3
        path = self.ground / "archive" / "archive.sqlite"
        if not path.exists():
            return 0
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
            if not base.execute("SELECT 1 FROM sqlite_schema WHERE name = 'event'").fetchone():
                return 0
            return base.execute("SELECT count(*) FROM event WHERE type = ?", (kind,)).fetchone()[0]

    def faults(self, step, first, second):
        faults = []
        copies = [p for name in ("inbox", "done") for p in (self.ground / name).rglob("*") if p.is_file()]
        if [hashlib.sha256(p.read_bytes()).hexdigest() for p in copies] != [self.id]:
            faults.append(f"the source is there {len(copies)} times, or changed")
        slips = self.found()
        if [slip["id"] for slip in slips] != [self.id]:
            faults.append(f"{len(slips)} slips archived instead of one")
        elif any(flag["code"] == "resubmitted_scan" for flag in slips[0]["flags"]):
            faults.append("the slip counts as handed in again")
        # A run of its own that ended badly may have said so in the log; the slip is reviewed once all the same.
        wanted = {"intake": {"review": 1, "submission": 1}, "correction": {"correction": 1, "review": 2}}[step]
        for kind, count in wanted.items():
            there = self.events(kind)
            if there != count:
                faults.append(f"{there} {kind} events instead of {count}")
        listed = self.run("quarantine", "list", "--format", "jsonl").stdout.split("\n")
        if any(listed):
            faults.append("something is left in quarantine")
        verified = self.run("verify")
        if verified.returncode != 0:
            faults.append(f"the archive does not verify: {verified.stdout[-400:]} {verified.stderr[-400:]}")
        if second not in ((0,) if step == "intake" else (0, 1)):
            faults.append(f"the second run ended with {second}")
        return faults

    def point(self, step, mode, number):
        """Goes wrong at one call; gives how the run ended, and what does not hold."""
        self.lay(step)
        try:
            first = self.run(*self.command(step), fault=(mode, number))
        except subprocess.TimeoutExpired:
            return "hung", ["the run hung for two minutes"]
        faults = []
        if first.returncode == 0 and mode != "kill":
            done = self.events("correction") == 1 if step == "correction" else [s["id"] for s in self.found()] == [self.id]
            if not done:
                faults.append("the run ended with 0 and had not done its work")
        between = self.run("verify")
        if between.returncode not in (0, 69):
            faults.append(f"verify between the runs: {between.returncode} {between.stdout[-400:]}{between.stderr[-400:]}")
        if between.returncode == 69 and self.events("review"):
            faults.append(f"the archive cannot be opened: {between.stderr[-400:]}")
        second = self.run(*self.command(step))
        faults += self.faults(step, first.returncode, second.returncode)
        if faults:
            faults.append("first run: " + first.stderr[-300:].strip() + " / second run: " + second.stderr[-300:].strip())
        return str(first.returncode), faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", nargs="+", default=["intake", "correction"], choices=["intake", "correction"])
    parser.add_argument("--modes", nargs="+", default=["kill", "torn", "once", "forever"], choices=["kill", "torn", "once", "forever"])
    parser.add_argument("--every", type=int, default=1, help="only each n-th call")
    parser.add_argument("--slip", default="samples/pharmacy-slip.jpg")
    parser.add_argument("--catalog", default="catalog")
    parser.add_argument("--program", default=".build/release/slipway")
    parser.add_argument("--keep", help="a folder to work in; what was tried there already is not tried again")
    options = parser.parse_args()
    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="slipway-crash-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    loop = Loop(options, folder)
    notes = folder / "points.jsonl"
    known = {}
    if notes.exists():
        for line in notes.read_text().splitlines():
            point = json.loads(line)
            known[point["step"], point["mode"], point["number"]] = point
    for step in options.steps:
        loop.lay(step)
        log = folder / f"calls-{step}"
        log.unlink(missing_ok=True)
        loop.run(*loop.command(step), fault=("count", 0), log=log)
        calls = log.read_text().split()
        print(f"{step}: {len(calls)} calls: " + ", ".join(f"{n} {c}" for c, n in sorted(collections.Counter(calls).items())), flush=True)
        for mode in options.modes:
            for number in range(1, len(calls) + 1, options.every):
                if mode == "torn" and "write" not in calls[number - 1] or (step, mode, number) in known:
                    continue
                ended, faults = loop.point(step, mode, number)
                point = {"step": step, "mode": mode, "number": number, "call": calls[number - 1], "ended": ended, "faults": faults}
                known[step, mode, number] = point
                with open(notes, "a") as file:
                    file.write(json.dumps(point, ensure_ascii=False) + "\n")
                if faults:
                    print(f"{step}, {mode} at call {number} ({point['call']}), ended with {ended}: " + "; ".join(faults), flush=True)
    print(f"{'step':12}{'mode':10}{'points':>8}{'wrong':>8}   first run ended with")
    for step in options.steps:
        for mode in options.modes:
            points = [p for (s, m, _), p in known.items() if (s, m) == (step, mode)]
            ends = collections.Counter(p["ended"] for p in points)
            print(f"{step:12}{mode:10}{len(points):8}{sum(bool(p['faults']) for p in points):8}   "
                  + ", ".join(f"{end}: {count}" for end, count in sorted(ends.items())))
    wrong = [p for (s, m, _), p in known.items() if s in options.steps and m in options.modes and p["faults"]]
    if not options.keep:
        shutil.rmtree(folder)
    print(f"{len(known)} crash points, {len(wrong)} with something lost, doubled or unsound")
    sys.exit(1 if wrong else 0)


main()
