#!/usr/bin/env python3
"""Makes an archive of any number of slips, to measure the web page on: web_load.py says how.

Each slip is one of the samples under another ID, with another patient, hospital, number, date and total; its events, its review and its
pages are there, so that the archive can be searched, looked at and proved. The pages' pictures are the samples', kept once, and the kept
readings are empty, or every slip would seem to be another scan of the same paper.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import random
import sqlite3
import subprocess

SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周施吕", "敏秀洋静小明伟芳娜强磊军洁勇艳杰娟涛超霞平刚"
PLACES = ["长岭", "海州", "青云", "临江", "平泽", "安澜", "石桥", "云溪", "松原", "白河"]
KINDS = ["市第一人民医院", "市中医院", "县人民医院", "大学附属医院", "妇幼保健院", "区中心医院"]


def text(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def without_print(layout):
    """The kept reading of a page with nothing on it."""
    return {name: [] if isinstance(value, list) else value for name, value in layout.items()}


class Folder:
    """An archive's folder, in which nobody else works."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.database = sqlite3.connect(self.path / "archive.sqlite")
        self.database.execute("PRAGMA synchronous = OFF")
        self.number = self.database.execute("SELECT ifnull(max(sequence), 0) FROM event").fetchone()[0]

    def blob(self, digest):
        return self.path / "blobs/sha256" / digest[:2] / digest[2:4] / digest

    def content(self, digest):
        return self.blob(digest).read_bytes()

    def keep(self, content):
        digest = hashlib.sha256(content).hexdigest()
        place = self.blob(digest)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            place.chmod(0o440)
        return digest

    def add(self, kind, at, body):
        self.number += 1
        self.database.execute("INSERT INTO event VALUES (?, ?, ?, ?)", (self.number, kind, at, text(body)))
        return self.number

    def templates(self):
        """The newest reviews of the slips that are there, with their catalogs and pages."""
        reviews = {}
        for number, kind, body in self.database.execute("SELECT sequence, type, body FROM event ORDER BY sequence").fetchall():
            fact = json.loads(body)
            if kind == "review":
                reviews[number] = (json.loads(self.content(fact["document"])), fact["catalog"], [])
            elif kind == "page" and fact["review"] in reviews:
                page = fact["page"]
                layout = without_print(json.loads(self.content(page["layout"])))
                page["layout"] = self.keep(text(layout).encode())
                reviews[fact["review"]][2].append(page)
        return list(reviews.values())


def made(review, number):
    """A sample's review as another slip's."""
    lot = random.Random(number)
    review = json.loads(text(review))
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=lot.randrange(1050))
    hospital = f"{lot.choice(PLACES)}{lot.randrange(1, 6)}{lot.choice(KINDS)}"
    values = {
        "patient": lot.choice(SURNAMES) + lot.choice(GIVEN) + lot.choice(GIVEN), "hospital": hospital,
        "id_number": f"43068219{lot.randrange(10**10):010}", "receipt_no": f"{number:010}", "issue_date": day.isoformat(),
        "record_no": f"{lot.randrange(10**8):08}",
    }
    for name, value in values.items():
        if name in review["fields"]:
            review["fields"][name]["value"] = value
    total = f"{lot.randrange(1000, 3_000_000) / 100:.2f}"
    if review["totals"].get("printed") is not None:
        review["totals"]["printed"] = total
        if "total" in review["fields"]:
            review["fields"]["total"]["value"] = total
    return review


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the built slipway")
    parser.add_argument("archive", help="the folder to make; nothing may be there")
    parser.add_argument("--slips", type=int, default=100_000)
    options = parser.parse_args()
    if pathlib.Path(options.archive).exists():
        raise SystemExit(f"{options.archive} is there already: name a folder that is not")
    run = subprocess.run(
        [options.program, "process", "samples", "--archive", options.archive], stdout=subprocess.DEVNULL)
    if run.returncode > 1:
        raise SystemExit(f"slipway process ended with {run.returncode}")
    folder = Folder(options.archive)
    templates = folder.templates()
    begin = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    at = begin.isoformat().replace("+00:00", "Z")
    for number in range(1, options.slips - len(templates) + 1):
        review, catalog, pages = templates[number % len(templates)]
        original = folder.keep(f"made slip {number}\n".encode())
        source = f"made/{number:07}.jpg"
        review = made(review, number)
        review["id"], review["source"] = original, source
        document = folder.keep(text(review).encode())
        folder.add("submission", at, {"original": original, "source": source, "claim": f"CL{number // 3}"})
        event = folder.add("review", at, {"slip": original, "document": document, "catalog": catalog})
        for page in pages:
            folder.add("page", at, {"page": page, "review": event})
        if number % 5_000 == 0:
            folder.database.commit()
            print(f"{number} slips", flush=True)
    folder.database.commit()
    folder.database.close()
    # The tables follow from the events.
    subprocess.run([options.program, "archive", "rebuild", "--archive", options.archive], check=True)
    subprocess.run([options.program, "checkpoint", "--archive", options.archive], check=True, stdout=subprocess.DEVNULL)


main()
