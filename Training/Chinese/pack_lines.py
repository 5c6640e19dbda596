"""Packs the lines that slip-generator made into one .lstmf file, with a list of what each is beside it.

Usage: pack_lines.py FOLDER OUT.lstmf [COUNT SEED]
With COUNT only so many, drawn at random.
"""

import io
import random
import sys
from pathlib import Path

from PIL import Image

import lstmf
import texts


def main(folder, out, count=None, seed=0):
    rows = []
    for path in sorted(Path(folder).glob("*.tsv")):
        rows += [line.split("\t") for line in path.read_text(encoding="utf8").splitlines()]
    if count is not None:
        rows = random.Random(int(seed)).sample(rows, int(count))
    rows.sort(key=lambda row: (row[0], int(row[1])))

    def lines():
        name, image = None, None
        for row in rows:
            if row[0] != name:
                name, image = row[0], Image.open(f"{folder}/{row[0]}.tif")
            image.seek(int(row[1]))
            data = io.BytesIO()
            image.save(data, "PNG", compress_level=1)
            yield data.getvalue(), texts.written(row[6])

    lstmf.write(out, lines())
    described = ["\t".join([*row[2:6], texts.written(row[6])]) + "\n" for row in rows]
    Path(out + ".tsv").write_text("".join(described), encoding="utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
