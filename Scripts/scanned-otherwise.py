#!/usr/bin/env python3
"""How well the same slips are read when they are scanned otherwise: turned, at other resolutions, photographed, two on a sheet.

Takes slips with known truth (a folder of pictures and truth.jsonl, as ‘slip-generator slips’ leaves it), makes each
transformation of every picture, reads them with the release build of slipway, and prints a table with one line for each
transformation; the figures are those of ‘slip-measure report’. What a transformation's folder already holds is not made
and read again, so that an interrupted run goes on (the pictures stay when a folder's "seconds" is removed).
docs/accuracy.md says what was measured. Needs Python 3.11 with Pillow and numpy.

Example:
  swift build -c release
  .build/release/slip-generator slips --catalog catalog --seed 7 --count 40 --damage light --to /tmp/slips
  Scripts/scanned-otherwise.py /tmp/slips --catalog catalog --to /tmp/otherwise
"""

import argparse
import json
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys

import numpy as np
from PIL import Image, ImageFilter

BIN = pathlib.Path(__file__).resolve().parent.parent / ".build/release"
BED = (35, 35, 35)
FIELDS = ("hospital", "patient", "id_number", "receipt_no", "issue_date", "total")


class Scan:
    """A picture of one slip, its resolution, and what is printed on it."""

    def __init__(self, path, truth):
        self.path, self.truth, self.name = path, truth, path.stem
        with Image.open(path) as picture:
            dpi = float(picture.info.get("dpi", (0, 0))[0])
            self.picture = picture.convert("RGB")
        self.dpi = dpi if dpi > 70 else float(truth["dpi"])
        self.random = random.Random(self.name)

    @property
    def size(self):
        return self.picture.size

    def ground(self):
        """The commonest colour along the picture's edge: paper or bed."""
        small = np.asarray(self.picture)
        edge = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
        return tuple(int(v) for v in np.median(edge, axis=0))

    def noise(self, shape, deviation):
        return np.random.RandomState(self.random.randrange(1 << 31)).normal(0, deviation, shape)

    def scaled(self, dpi):
        width, height = (max(1, round(side * dpi / self.dpi)) for side in self.size)
        return self.picture.resize((width, height), Image.Resampling.LANCZOS)


def turned(degrees):
    way = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}[degrees]
    return lambda scan: (scan.picture.transpose(way), scan.dpi, 92)


def at(dpi):
    return lambda scan: (scan.scaled(dpi), dpi, 90)


def compressed(scan):
    return scan.picture, scan.dpi, 50


def skewed(scan):
    picture = scan.picture.rotate(2.5, Image.Resampling.BICUBIC, expand=True, fillcolor=scan.ground())
    return picture, scan.dpi, 92


def greyed(scan):
    grey = np.asarray(scan.picture.convert("L")).astype(float) * 0.5 + 90
    grey += scan.noise(grey.shape, 6)
    return Image.fromarray(grey.clip(0, 255).astype("uint8")), scan.dpi, 85


def blurred(scan):
    return scan.picture.filter(ImageFilter.GaussianBlur(1.2)), scan.dpi, 90


def perspective(points, places):
    """Pillow's coefficients of the map that takes places back to points."""
    rows, values = [], []
    for (x, y), (u, v) in zip(places, points):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows, float), np.array(values, float))


def photographed(scan):
    """On a brown desk, from a side, with the soft shadow of a hand; no resolution is declared."""
    width, height = scan.size
    margin = int(0.08 * max(width, height))
    size = (width + 2 * margin, height + 2 * margin)
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    places = [(margin + x + scan.random.uniform(-0.6, 0.6) * margin, margin + y + scan.random.uniform(-0.6, 0.6) * margin)
              for x, y in corners]
    back = perspective(corners, places)
    paper = scan.picture.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    mask = Image.new("L", scan.size, 255).transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    desk = Image.new("RGB", size, (88, 74, 60))
    desk.paste(paper, (0, 0), mask)
    x, y = np.linspace(0, 1, size[0])[None, :], np.linspace(0, 1, size[1])[:, None]
    shadow = 1 - 0.45 / (1 + np.exp(-(x * 0.7 + y * 0.6 - 0.75) * 14))
    light = np.asarray(desk).astype(np.float32) * shadow[..., None].astype(np.float32)
    light += scan.noise((size[1], size[0], 1), 4)
    return Image.fromarray(light.clip(0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(0.7)), None, 80


SINGLE = {
    "same": None,
    "turned 90°": turned(90),
    "turned 180°": turned(180),
    "turned 270°": turned(270),
    "150 dpi": at(150),
    "600 dpi": at(600),
    "JPEG 50": compressed,
    "photo": photographed,
    "skew 2.5°": skewed,
    "grey, pale, noisy": greyed,
    "blur 1.2 px": blurred,
}
PAIRS = {"two, one below the other": False, "two, side by side": True}


def save(picture, path, dpi, quality):
    options = {"dpi": (round(dpi), round(dpi))} if dpi else {}
    picture.save(path, quality=quality, **options)


def together(first, second, beside):
    """Two slips on the black bed of a scanner, at the first one's resolution."""
    a, b = first.picture, second.picture
    factor = first.dpi / second.dpi
    b = b.resize((round(b.width * factor), round(b.height * factor)), Image.Resampling.LANCZOS)
    gap = round(first.dpi * 0.5)
    if beside:
        size = (a.width + b.width + 3 * gap, max(a.height, b.height) + 2 * gap)
        place = (a.width + 2 * gap, gap)
    else:
        size = (max(a.width, b.width) + 2 * gap, a.height + b.height + 3 * gap)
        place = (gap, a.height + 2 * gap)
    sheet = Image.new("RGB", size, BED)
    sheet.paste(a, (gap, gap))
    sheet.paste(b, place)
    return sheet


def make(name, scans, folder):
    """Makes a transformation's pictures and their truth."""
    slips = folder / "slips"
    slips.mkdir(parents=True)
    truths = []
    if name in PAIRS:
        # A picture with a bed of its own would lie on two, one that was turned would stand beside the other.
        paths = [scan for scan in scans if not re.search("bed|desk|rotated", " ".join(scan[1]["damage_notes"]))]
        for first, second in zip(paths[::2], paths[1::2]):
            a, b = Scan(*first), Scan(*second)
            file = f"{a.name}+{b.name}.jpg"
            save(together(a, b, PAIRS[name]), slips / file, a.dpi, 90)
            truths += [dict(slip.truth, file=f"{file}#{number}") for number, slip in ((1, a), (2, b))]
    else:
        for path, truth in scans:
            change = SINGLE[name]
            if change is None:
                shutil.copyfile(path, slips / path.name)
                truths.append(truth)
                continue
            scan = Scan(path, truth)
            picture, dpi, quality = change(scan)
            file = scan.name + ".jpg"
            save(picture, slips / file, dpi, quality)
            truths.append(dict(truth, file=file))
    with open(folder / "truth.jsonl", "w", encoding="utf-8") as out:
        for truth in truths:
            out.write(json.dumps(truth, ensure_ascii=False) + "\n")


def read(folder, catalog, jobs):
    """Reads a transformation's pictures into an archive, and notes the processor time."""
    command = [BIN / "slipway", "process", folder / "slips", "--catalog", catalog, "--archive", folder / "archive",
               "--jobs", str(jobs), "--format", "jsonl"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(folder / "reviews.jsonl", "w", encoding="utf-8") as out, open(folder / "log", "w", encoding="utf-8") as log:
        # 1: some slip could not be read, which is measured like any other misreading.
        if subprocess.run(command, stdout=out, stderr=log).returncode not in (0, 1):
            sys.exit(f"slipway process failed: see {folder / 'log'}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    (folder / "seconds").write_text(f"{seconds:.1f}\n")


def report(folder, catalog):
    command = [BIN / "slip-measure", "report", folder, catalog, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def row(name, folder, catalog):
    """One row of the table, of the counts of ‘slip-measure report’ and of what it does not see: slips without a review."""
    figures = report(folder, catalog)
    with open(folder / "truth.jsonl", encoding="utf-8") as file:
        printed = {truth["file"]: len(truth["items"]) for truth in map(json.loads, file)}
    with open(folder / "reviews.jsonl", encoding="utf-8") as file:
        read = {os.path.basename(review["source"]): len(review["items"]) for review in map(json.loads, file)}
    lost = [name for name in printed if name not in read]
    items = figures["all"]
    strange = sum(count for name, count in read.items() if name not in printed)
    given = items["items"]["all"] + strange
    right = items["items"]["right"]
    lines = sum(printed.values())
    certain = items["certain"]
    fields = figures["fields"].values()
    silent = sum(field["silently_wrong"] + field["invented"] for field in fields)
    shares = [f"{figures['fields'][key]['right']}/{figures['fields'][key]['printed']}" for key in FIELDS]
    cells = [
        name, len(printed), len(lost), items["perfect"], items["accepted"], items["accepted_wrong"], lines,
        lines - items["printed"] + items["missed"], items["invented"] + strange, f"{200 * right / (lines + given):.1f} %",
        f"{100 * certain['all'] / max(1, given):.1f} %", certain["all"] - certain["right"], *shares, silent,
        f"{float((folder / 'seconds').read_text()):.0f} s"]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


HEADINGS = (["scanned", "slips", "lost", "perfect", "accepted", "of them wrong", "lines", "missed", "invented", "F1", "certain",
             "of them wrong", *FIELDS, "fields silently wrong", "processor"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("slips", type=pathlib.Path, help="a folder of pictures and truth.jsonl")
    parser.add_argument("--catalog", required=True, type=pathlib.Path, help="the catalog from which they were made")
    parser.add_argument("--to", required=True, type=pathlib.Path, help="the folder for what is made and read")
    parser.add_argument("--only", action="append", help="one transformation by its name; may be given again", choices=[*SINGLE, *PAIRS])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth slip only")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    with open(options.slips / "truth.jsonl", encoding="utf-8") as file:
        truths = [json.loads(text) for text in file]
    scans = [(options.slips / truth["file"], truth) for truth in truths][:: options.every]
    print("| " + " | ".join(HEADINGS) + " |")
    print("|---|" + "--:|" * (len(HEADINGS) - 1), flush=True)
    for name in options.only or [*SINGLE, *PAIRS]:
        folder = options.to / re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        if not (folder / "seconds").exists():
            if not (folder / "truth.jsonl").exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(name, scans, folder)
            shutil.rmtree(folder / "archive", ignore_errors=True)
            read(folder, options.catalog, options.jobs)
        print(row(name, folder, options.catalog), flush=True)


if __name__ == "__main__":
    main()
