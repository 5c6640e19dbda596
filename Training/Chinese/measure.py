"""Measures models on held-out lines, read as the program reads them (one raw line).

Usage: measure.py LINES.lstmf COUNT MODEL.traineddata... [--misses N]

Prints, for all lines and by form and damage: lines read exactly, character error, and processor time a line. Spaces, full
and half width, and what no model tells apart (brackets of like shape, × and x, ¥ and Y, μ and u) count as equal.
"""

import argparse
import collections
import os
import time
from pathlib import Path

import shared  # noqa: F401
import lstmf
import tesseract

EQUAL = str.maketrans("〈〉（）：；，％¥×Xμ", "()():;,%Yxxu")


def plain(text):
    return text.replace(" ", "").translate(EQUAL)


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last = [i]
        for j, y in enumerate(b, 1):
            last.append(min(row[j] + 1, last[-1] + 1, row[j - 1] + (x != y)))
        row = last
    return row[-1]


def groups(path, count):
    """What each line belongs to, from the list that pack_lines.py writes; else nothing but all."""
    if not os.path.exists(path + ".tsv"):
        return [("all",)] * count
    rows = [line.split("\t") for line in Path(path + ".tsv").read_text(encoding="utf8").splitlines()]
    return [
        (
            "all",
            form,
            damage,
            "names" if kind == "name" else "not names",
            *([f"{damage} names"] if kind == "name" else []),
        )
        for form, kind, damage, *_ in rows
    ]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("lines")
    options.add_argument("count", type=int)
    options.add_argument("models", nargs="+")
    options.add_argument("--misses", type=int, default=0)
    options = options.parse_args()
    lines = lstmf.read(options.lines)[: options.count]
    kinds = groups(options.lines, len(lines))
    for path in options.models:
        engine = tesseract.Engine(os.path.dirname(path) or ".", os.path.basename(path).removesuffix(".traineddata"))
        sums, misses = collections.defaultdict(lambda: [0, 0, 0, 0]), []
        start = time.process_time()
        for (png, truth), kind in zip(lines, kinds):
            wanted, got = plain(truth), plain(engine.read(png))
            wrong = distance(wanted, got)
            for key in kind:
                for place, value in enumerate((1, wanted == got, wrong, len(wanted))):
                    sums[key][place] += value
            if wrong:
                misses.append(f"    {wanted} | {got}")
        print(f"{path}: {(time.process_time() - start) / len(lines) * 1000:.1f} ms a line")
        for key, (count, exact, wrong, length) in sorted(sums.items()):
            print(f"  {key:14} {count:5} lines  exact {exact / count:.3f}  character error {wrong / length:.4f}")
        print("\n".join(misses[: options.misses]))


if __name__ == "__main__":
    main()
