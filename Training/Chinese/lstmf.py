"""Training lines in Tesseract's .lstmf files: pictures with their texts (after ImageData::Serialize of Tesseract 5.3)."""

import os
import struct

import shared  # noqa: F401
import tesseract_model as model


def read(path):
    """Pairs of PNG bytes and text."""
    with open(path, "rb") as file:
        reader = model.Reader(file.read())
    result = []
    for _ in range(reader.take("I")):
        if not reader.take("b"):
            continue
        reader.text()
        reader.take("i")
        picture = reader.bytes(reader.take("I"))
        reader.text()
        text = reader.text()
        reader.bytes(8 * reader.take("I"))
        for _ in range(reader.take("I")):
            reader.text()
        reader.take("b")
        result.append((picture, text))
    return result


def write(path, lines):
    """Writes pairs of PNG bytes and text; the file gets its name when it is whole."""
    parts = []
    for number, (picture, text) in enumerate(lines):
        words = model.packed_text(text)
        parts += [
            b"\1",
            model.packed_text(""),
            struct.pack("<iI", number, len(picture)),
            picture,
            model.packed_text(""),
            words,
            struct.pack("<II", 0, 1),
            words,
            b"\0",
        ]
    with open(path + ".new", "wb") as file:
        file.write(struct.pack("<I", len(parts) // 9))
        file.writelines(parts)
    os.replace(path + ".new", path)
