#!/usr/bin/env python3
"""Slips in layouts of other programs: set as HTML, drawn by Chromium, scanned a little askew, read, and compared with what was set.

slip-generator's layouts are those that Slipway was built with; these are not, and show what it does with lists that nobody of
the project thought of. For each layout the table says how many items are right (quantity, price, amount and the entry's name),
how many of those that are marked certain are wrong (none may be), and how many of the printed fields are right.
docs/accuracy.md says what was measured. Needs Python 3.11 with Pillow and numpy, Chromium, and Chinese fonts.

Example:
  swift build -c release
  Scripts/browser-pages/browser-pages.py --count 26 --seed 1 --to /tmp/pages
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess

import numpy as np
from PIL import Image, ImageFilter

import layouts
from bill import Bill, Catalog

HOME = pathlib.Path(__file__).resolve().parent.parent.parent
FONTS = ["Noto Sans CJK SC", "Noto Serif CJK SC", "AR PL UMing CN", "LXGW WenKai", "AR PL UKai CN", "Noto Sans Mono CJK SC"]


def draw(body, style, size, font, picture):
    page = picture.with_suffix(".html")
    page.write_text(f"<!doctype html><meta charset=utf-8><style>*{{box-sizing:border-box}}body{{margin:40px 46px;font:13px '{font}'}}{style}</style>{body}",
                    encoding="utf-8")
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2.0833",
                    f"--window-size={size[0]},{size[1]}", f"--screenshot={picture}", page.resolve().as_uri()], check=True, capture_output=True)


def scan(picture, rng):
    """The drawn page as a scanner gives it: a little askew, blurred, grey and noisy, JPEG at 200 dpi."""
    image = Image.open(picture).convert("RGB")
    picture.unlink()
    image = image.rotate(rng.uniform(-0.8, 0.8), expand=True, fillcolor=(252, 251, 248), resample=Image.BICUBIC)
    if rng.random() < 0.6:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.9)))
    pixels = np.asarray(image).astype(float)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(2, 9), pixels.shape[:2])
    pixels = (pixels * rng.uniform(0.88, 1) + noise[..., None]).clip(0, 255).astype("uint8")
    Image.fromarray(pixels).save(picture.with_suffix(".jpg"), quality=rng.choice([60, 75, 85]), dpi=(200, 200))


def make(folder, catalog, count, seed):
    made = {}
    for number in range(count):
        layout = layouts.ALL[number % len(layouts.ALL)]
        rng = random.Random(f"{seed}-{number}")
        bill = Bill(rng, catalog, layout.__name__)
        body, style, size, fields = layout(bill)
        picture = folder / f"{number:03}-{layout.__name__}.png"
        draw(body, style, size, rng.choice(FONTS), picture)
        scan(picture, rng)
        made[picture.with_suffix(".jpg").name] = (layout.__name__, bill, fields.split() + ["total"])
    return made


def text(part, key):
    reading = part.get(key)
    return (reading.get("value") if isinstance(reading, dict) else reading) or ""


def judge(made, reviews):
    """The counts of each layout."""
    counts = collections.defaultdict(collections.Counter)
    for name, (layout, bill, fields) in made.items():
        count, review = counts[layout], reviews.get(name)
        count["slips"] += 1
        count["items"] += len(bill.items)
        count["fields"] += len(fields)
        if review is None:
            continue
        printed = dict(bill.header, total=str(bill.total))
        for field in fields:
            reading = review["fields"].get(field, {})
            isRight = reading.get("value") == printed[field]
            count["fields right"] += isRight
            count["silent"] += not isRight and reading.get("value") is not None and not reading["needs_review"]
        left = list(bill.items)
        for item in review["items"]:
            def isItem(truth):
                return (truth.quantity, truth.unit_price, truth.amount) == (text(item, "quantity"), text(item, "unit_price"), text(item, "amount"))
            match = item.get("match") or {}
            truth = next((t for t in left if isItem(t) and match.get("name") == t.name), None) or next((t for t in left if isItem(t)), None)
            isRight = truth is not None and match.get("name") == truth.name
            if truth:
                left.remove(truth)
            count["right"] += isRight
            count["certain"] += not item["needs_review"]
            count["silent"] += not isRight and not item["needs_review"]
            count["invented"] += truth is None
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2 * len(layouts.ALL), help="slips, the layouts in turn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--catalog", default=HOME / "catalog", type=pathlib.Path)
    parser.add_argument("--to", required=True, type=pathlib.Path, help="a folder for the pages and the archive; must not exist")
    options = parser.parse_args()
    options.to.mkdir(parents=True)
    made = make(options.to, Catalog(options.catalog), options.count, options.seed)
    done = subprocess.run([HOME / ".build/release/slipway", "process", *sorted(options.to.glob("*.jpg")), "--catalog", options.catalog, "--archive",
                           options.to / "archive", "--format", "jsonl"], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    reviews = {pathlib.Path(r["source"].split("#")[0]).name: r for r in map(json.loads, done.stdout.splitlines())}
    counts = judge(made, reviews)
    counts["all"] = sum(counts.values(), collections.Counter())
    print("| layout | slips | items | right, % | certain, % | invented | certain and wrong | fields right, % |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for layout, c in counts.items():
        print(f"| {layout.replace('_', ' ')} | {c['slips']} | {c['items']} | {100 * c['right'] / c['items']:.1f} | {100 * c['certain'] / c['items']:.1f} | "
              f"{c['invented']} | {c['silent']} | {100 * c['fields right'] / c['fields']:.1f} |")


if __name__ == "__main__":
    main()
