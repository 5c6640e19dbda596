#!/usr/bin/env python3
"""How fast and how rightly RapidFuzz finds the misread names that slip-measure made.

Usage: rapidfuzz_names.py FOLDER [MOST]
FOLDER is that of `slip-measure catalog-speed --folder`; MOST is how many of its names are looked up (default 200, taken
evenly). Needs the package rapidfuzz of PyPI.
"""
import csv
import pathlib
import sys
import time

from rapidfuzz import __version__, fuzz, process


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    names = {}
    for table in ("drugs.csv", "services.csv", "consumables.csv"):
        with open(folder / "catalog" / table, encoding="utf-8", newline="") as file:
            names.update((row["name"], None) for row in csv.DictReader(file))
    names = list(names)
    lines = [line.split("\t") for line in (folder / "names.tsv").read_text(encoding="utf-8").splitlines()]
    lines = lines[:: max(1, len(lines) // most)][:most]
    for scorer in (fuzz.WRatio, fuzz.ratio):
        times, right = [], 0
        for read, printed in lines:
            start = time.perf_counter()
            best = process.extractOne(read, names, scorer=scorer)
            times.append((time.perf_counter() - start) * 1000)
            right += best is not None and best[0] == printed
        times.sort()
        print(f"rapidfuzz {__version__}, extractOne with {scorer.__name__}: {len(names)} names, {len(lines)} looked up")
        print(f"match p50  {times[len(times) // 2]:.3f} ms")
        print(f"match p99  {times[min(len(times) - 1, len(times) * 99 // 100)]:.3f} ms")
        print(f"first      {right} right, {right / len(lines):.4f}", flush=True)


main()
