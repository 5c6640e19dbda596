#!/usr/bin/env python3
"""The corpus table: what became of each file of a folder of hostile files, a line for each of its folders.

Runs ‘slipway process’ once on the folder and counts, by the batch and the quarantine: files, their pages archived, blank and
in quarantine, the classes there. Ends with 0 when the supervisor came to its end, every file ended, and every page of a file
ended once; docs/soak.md has the table of the last run.

Example:
  swift build -c release
  python3 Scripts/corpus.py ../hostile
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="the folder; each folder in it is a line of the table")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--catalog", default="catalog")
    parser.add_argument("--program", default=".build/release/slipway")
    options = parser.parse_args()
    root = pathlib.Path(options.folder).resolve()
    program = str(pathlib.Path(options.program).resolve())
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name != "SOURCES.txt")
    with tempfile.TemporaryDirectory(prefix="slipway-corpus-") as work:
        archive = f"{work}/archive"

        def slipway(*arguments):
            return subprocess.run([program, *arguments, "--archive", archive], capture_output=True, text=True, check=True).stdout

        begun = time.monotonic()
        process = subprocess.Popen(
            [program, "process", *map(str, files), "--archive", archive, "--catalog", options.catalog, "--jobs", str(options.jobs),
             "--format", "jsonl", "--metrics", f"{work}/metrics"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        said = process.communicate()[1]
        elapsed = time.monotonic() - begun
        if process.returncode not in (0, 1):
            sys.exit(f"the supervisor ended with {process.returncode}: {said[-2000:]}")
        number = json.loads(slipway("batch", "list", "--format", "jsonl").splitlines()[0])["number"]
        batch = json.loads(slipway("batch", "show", str(number), "--format", "json"))
        entries = [json.loads(line) for line in slipway("quarantine", "list", "--format", "jsonl").splitlines()]
        subprocess.run([program, "verify", "--archive", archive], check=True, stdout=subprocess.DEVNULL)
        figures = dict(line.rsplit(" ", 1) for line in pathlib.Path(f"{work}/metrics").read_text().splitlines() if line[:1] != "#")

    def file_of(source):
        # A source names the slip after ‘#’, and writes a ‘#’ of the path as %23; a batch has the paths as they are.
        return pathlib.Path(source.split("#")[0].replace("%23", "#").replace("%25", "%"))

    lines = collections.defaultdict(lambda: {"files": 0, "ended": 0, "pages": collections.Counter(), "classes": collections.Counter()})
    for path in files:
        lines[path.relative_to(root).parts[0]]["files"] += 1
    ends = collections.Counter()
    for entry in batch["inputs"]:
        path = pathlib.Path(entry["source"])
        line = lines[path.relative_to(root).parts[0]]
        ends[path] += 1
        line["ended"] += 1
        line["pages"].update(entry["pages"])
    for entry in entries:
        lines[file_of(entry["source"]).relative_to(root).parts[0]]["classes"][entry["class"]] += 1
    print("| folder | files | pages archived | blank | in quarantine | classes |\n|---|--:|--:|--:|--:|---|")
    total, classes = collections.Counter(), collections.Counter()
    for name, line in sorted(lines.items()):
        kinds = ", ".join(f"{kind} {count}" for kind, count in line["classes"].most_common())
        pages = line["pages"]
        print(f"| {name} | {line['files']} | {pages['archived']} | {pages['blank'] + pages['separator']} | {pages['quarantined']} | {kinds} |")
        total.update(pages)
        classes.update(line["classes"])
    kinds = ", ".join(f"{kind} {count}" for kind, count in classes.most_common())
    print(f"| **all** | {len(files)} | {total['archived']} | {total['blank'] + total['separator']} | {total['quarantined']} | {kinds} |\n")
    print(f"{elapsed:.0f} s with {options.jobs} jobs; supervisor: {float(figures['slipway_supervisor_cpu_seconds_total']):.1f} s of "
          f"processor, {int(figures['slipway_supervisor_resident_bytes']) >> 20} MiB at the end")
    lost = [path for path in files if ends[path] == 0]
    twice = [path for path in files if ends[path] > 1]
    silent = [entry["source"] for entry in batch["inputs"] if sum(entry["pages"].values()) == 0 and entry["outcome"] != "resubmitted"]
    for what, found in (("never ended", lost), ("ended twice", twice), ("ended without a page", silent)):
        if found:
            print(f"{len(found)} files {what}: {found[:9]}")
    print(f"{len(files)} files, {len(lost)} lost, {len(twice)} twice")
    if lost or twice or silent:
        sys.exit(1)


main()
