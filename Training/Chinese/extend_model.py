"""Makes a model that lstmtraining can continue out of Debian's chi_sim, with more characters.

Usage: extend_model.py CHI_SIM.traineddata HAN.txt SYMBOLS.txt OUT.traineddata

The integer network becomes an equal one of floating-point weights. chi_sim writes a Chinese character as its Wubi code,
a letter a place (places 1 to 4 have codes of their own, a fifth parts characters of one code), so characters that it lacks
need no new outputs: they get their Wubi code. Symbols get an output each, which starts as a copy of a symbol of like shape.
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy

import shared  # noqa: F401
import tesseract_model as model

PLACES = (121, 146, 171, 197)
FIFTH = 222
# What the copy of another symbol's output starts below it, so that it takes nothing from it untrained.
HANDICAP = 2.0


def wubi_code(letters):
    return tuple(first + ord(letter) - ord("a") for first, letter in zip(PLACES, letters))


def free_code(choices, taken):
    """The shortest of a character's Wubi codes that no other has; where all are taken, the longest and a fifth place."""
    longest = wubi_code(choices[-1])
    for code in (*map(wubi_code, choices), (*longest, FIFTH)):
        if code not in taken:
            return code
    # As a last resort another fourth place: some codes belong to three characters.
    for value in range(PLACES[3] - 1, FIFTH):
        if (*longest[:3], value) not in taken:
            return (*longest[:3], value)
    raise ValueError(f"no code is free for {choices}")


def unichar_line(text, number, han):
    properties, script, direction = (1, "Han", 0) if han else (0, "Common", 10)
    hexadecimal = " ".join(f"{ord(c):x}" for c in text)
    kind = "x" if han else ""
    return (
        f"{text} {properties} 0,255,0,255,0,0,0,0,0,0 {script} {number} {direction} {number} {text}"
        f"\t# {text} [{hexadecimal} ]{kind}"
    )


def extend(folder, han, symbols):
    part = {name: folder / f"m.{name}" for name in ("lstm", "lstm-unicharset", "lstm-recoder")}
    recognizer = model.Recognizer.read(part["lstm"].read_bytes())
    codes = model.read_recoder(part["lstm-recoder"].read_bytes())
    lines = part["lstm-unicharset"].read_text(encoding="utf8").split("\n")
    characters = lines[1 : len(codes) + 1]
    known = {line.split(" ")[0]: number for number, line in enumerate(characters)}
    taken = set(codes)
    for text, choices in han:
        if text in known:
            continue
        code = free_code(choices, taken)
        taken.add(code)
        codes.append(code)
        characters.append(unichar_line(text, len(characters), True))
    output = recognizer.network.inner[-1]
    weights = output.weights[0]
    for text, like in symbols:
        if text in known:
            continue
        row = weights.values[codes[known[like]][0]].copy()
        row[-1] -= HANDICAP
        codes.append((len(weights.values),))
        weights.values = numpy.vstack([weights.values, row])
        characters.append(unichar_line(text, len(characters), False))
    output.outputs = recognizer.network.outputs = len(weights.values)
    recognizer.iterations = (0, 0)
    part["lstm"].write_bytes(recognizer.packed())
    part["lstm-recoder"].write_bytes(model.packed_recoder(codes))
    part["lstm-unicharset"].write_text("\n".join([str(len(characters)), *characters, ""]), encoding="utf8")
    return len(characters), len(weights.values)


def table(path):
    rows = [line.split("\t") for line in pathlib.Path(path).read_text(encoding="utf8").splitlines()]
    return [(row[0], row[1]) for row in rows]


def main(source, han, symbols, result):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(["combine_tessdata", "-u", source, folder / "m."], check=True, capture_output=True)
        size = extend(folder, [(text, codes.split(" ")) for text, codes in table(han)], table(symbols))
        subprocess.run(["combine_tessdata", folder / "m."], check=True, capture_output=True)
        pathlib.Path(result).write_bytes((folder / "m.traineddata").read_bytes())
    print(f"{result}: {size[0]} characters, {size[1]} outputs")


if __name__ == "__main__":
    main(*sys.argv[1:])
