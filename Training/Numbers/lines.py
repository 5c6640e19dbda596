"""Lines that `slip-generator lines` wrote: pictures and what they say."""

import glob
import io
import os
import pickle
import typing

from PIL import Image

import shared  # noqa: F401
import leptonica


class Line(typing.NamedTuple):
    png: bytes
    text: str
    kind: str
    layer: str
    damage: str


def read(folder):
    """The lines of a folder, a cell's two layers one after the other."""
    result, name, image = [], None, None
    for path in sorted(glob.glob(f"{folder}/*.tsv")):
        with open(path, encoding="utf8") as rows:
            for row in rows:
                file, page, layer, kind, damage, _, text = row.rstrip("\n").split("\t")
                if file != name:
                    image, name = Image.open(f"{folder}/{file}.tif"), file
                image.seek(int(page))
                data = io.BytesIO()
                image.save(data, "PNG")
                result.append(Line(data.getvalue(), text, kind, layer, damage))
    return result


def scaled(folder, height):
    """The lines of a folder as the network takes them, kept beside its files."""
    cache = f"{folder}/lines-{height}.pickle"
    if os.path.exists(cache):
        with open(cache, "rb") as file:
            return pickle.load(file)
    result = [(leptonica.scaled(line.png, height), *line[1:]) for line in read(folder)]
    with open(cache + ".new", "wb") as file:
        pickle.dump(result, file)
    os.replace(cache + ".new", cache)
    return result
