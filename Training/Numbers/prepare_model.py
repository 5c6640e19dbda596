"""Makes a trainable number model out of Debian's eng: its layers, and an output for each character of the lines.

Usage: prepare_model.py ENG.traineddata CHARACTERS.txt OUT.traineddata
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy

import shared  # noqa: F401
import tesseract_model as model

# A new output starts unlikely, so that it takes nothing from the known ones.
HANDICAP = -4.0


def unichar_line(text, number):
    code = " ".join(f"{ord(c):x}" for c in text)
    if text.isdigit():
        properties, script, direction, kind = 8, "Common", 2, "0"
    elif "\u3400" <= text <= "\u9fff":
        properties, script, direction, kind = 1, "Han", 0, "x"
    elif text.isalpha():
        lower = text.islower()
        properties, script, direction, kind = (3 if lower else 5), "Latin", 0, ("a" if lower else "A")
    else:
        properties, script, direction, kind = 16, "Common", 10, "p"
    return (f"{text} {properties} 0,255,0,255,0,0,0,0,0,0 {script} {number} {direction} {number} {text}"
            f"\t# {text} [{code} ]{kind}")


def prepare(folder, wanted):
    part = {name: folder / f"m.{name}" for name in ("lstm", "lstm-unicharset", "lstm-recoder")}
    recognizer = model.Recognizer.read(part["lstm"].read_bytes())
    codes = model.read_recoder(part["lstm-recoder"].read_bytes())
    lines = part["lstm-unicharset"].read_text(encoding="utf8").split("\n")[1 : len(codes) + 1]
    known = {line.split(" ")[0]: code[0] for line, code in zip(lines, codes)}
    output = recognizer.network.inner[-1]
    weights = output.weights[0]
    chance = numpy.random.default_rng(1)
    # Tesseract wants its three special entries first; the second and the third are never read and share the blank's code.
    rows, names = [weights.values[codes[0][0]]], lines[:3]
    for character in wanted:
        if character in known:
            row = weights.values[known[character]]
        else:
            row = chance.normal(0, 0.05, weights.values.shape[1])
            row[-1] = HANDICAP
        rows.append(row)
        names.append(unichar_line(character, len(names)))
    rows.append(weights.values[recognizer.null_code])
    blank = len(rows) - 1
    weights.values = numpy.stack(rows)
    output.outputs = recognizer.network.outputs = len(rows)
    recognizer.null_code = blank
    recognizer.iterations = (0, 0)
    part["lstm"].write_bytes(recognizer.packed())
    part["lstm-recoder"].write_bytes(model.packed_recoder([(0,), (blank,), (blank,), *((i,) for i in range(1, blank))]))
    part["lstm-unicharset"].write_text("\n".join([str(len(names)), *names, ""]), encoding="utf8")


def main(source, characters, result):
    wanted = [c for c in pathlib.Path(characters).read_text(encoding="utf8") if not c.isspace()]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(["combine_tessdata", "-u", source, folder / "m."], check=True, capture_output=True)
        prepare(folder, wanted)
        for dictionary in folder.glob("m.*dawg"):
            dictionary.unlink()
        subprocess.run(["combine_tessdata", folder / "m."], check=True, capture_output=True)
        pathlib.Path(result).write_bytes((folder / "m.traineddata").read_bytes())
    print(f"{result}: {len(wanted)} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
