"""Measures models on lines that none of them was trained on: exact cells by kind, layer and damage, and how sure it was.

Usage: measure.py FOLDER MODEL.traineddata:PSM[:WHITELIST] ...
Lines that hold a character outside the whitelist are left out.
"""

import collections
import ctypes
import os
import sys
import time

import shared  # noqa: F401
import lines
import tesseract

SYMBOL = 4
_tesseract, _leptonica = tesseract._tesseract, tesseract._leptonica
_tesseract.TessBaseAPIGetIterator.restype = ctypes.c_void_p
_tesseract.TessResultIteratorGetUTF8Text.restype = ctypes.c_void_p
_tesseract.TessResultIteratorGetUTF8Text.argtypes = [ctypes.c_void_p, ctypes.c_int]
_tesseract.TessResultIteratorConfidence.restype = ctypes.c_float
_tesseract.TessResultIteratorConfidence.argtypes = [ctypes.c_void_p, ctypes.c_int]
_tesseract.TessResultIteratorNext.argtypes = [ctypes.c_void_p, ctypes.c_int]
_tesseract.TessResultIteratorDelete.argtypes = [ctypes.c_void_p]


class Engine(tesseract.Engine):
    """A model with the settings of the program's reader."""

    def __init__(self, path, mode, whitelist):
        super().__init__(os.path.dirname(path) or ".", os.path.basename(path).removesuffix(".traineddata"))
        for name, value in (
            ("lstm_choice_mode", "2"), ("lstm_rating_coefficient", "1"), ("tessedit_char_whitelist", whitelist)):
            _tesseract.TessBaseAPISetVariable(self.handle, name.encode(), value.encode())
        _tesseract.TessBaseAPISetPageSegMode(self.handle, mode)

    def symbols(self, png):
        """Characters and the confidence of each, 0 to 1."""
        picture = ctypes.c_void_p(_leptonica.pixReadMem(png, ctypes.c_size_t(len(png))))
        _leptonica.pixSetResolution(picture, 300, 300)
        _tesseract.TessBaseAPISetImage2(self.handle, picture)
        _leptonica.pixDestroy(ctypes.byref(picture))
        if _tesseract.TessBaseAPIRecognize(self.handle, None) != 0:
            return
        iterator = _tesseract.TessBaseAPIGetIterator(self.handle)
        while iterator:
            text = _tesseract.TessResultIteratorGetUTF8Text(iterator, SYMBOL)
            if text:
                symbol = ctypes.string_at(text).decode()
                _tesseract.TessDeleteText(text)
                if symbol.strip():
                    yield symbol, _tesseract.TessResultIteratorConfidence(iterator, SYMBOL) / 100
            if not _tesseract.TessResultIteratorNext(iterator, SYMBOL):
                _tesseract.TessResultIteratorDelete(iterator)
                break


def measure(engine, chosen):
    shares, sureness, wrong = collections.defaultdict(list), [], []
    for line in chosen:
        symbols = list(engine.symbols(line.png))
        text = "".join(symbol for symbol, _ in symbols)
        surest = min((confidence for _, confidence in symbols), default=0)
        for key in ("all", line.kind, line.layer, line.damage):
            shares[key].append(text == line.text)
        sureness.append((surest, text == line.text))
        if text != line.text:
            wrong.append((surest, line.layer, line.text, text))
    return shares, sureness, wrong


def main(folder, *models):
    every = lines.read(folder)
    for model in models:
        path, mode, whitelist = (model.split(":", 2) + [""])[:3]
        chosen = [line for line in every if not whitelist or set(line.text) <= set(whitelist)]
        start = time.process_time()
        shares, sureness, wrong = measure(Engine(path, int(mode), whitelist), chosen)
        spent = (time.process_time() - start) / len(chosen) * 1000
        print(f"{os.path.basename(path)}, mode {mode}, {len(chosen)} lines, {spent:.1f} ms a line")
        print("   " + ", ".join(f"{key} {sum(hits) / len(hits):.3f}" for key, hits in sorted(shares.items())))
        for limit in (0.8, 0.9, 0.95, 0.97, 0.975, 0.98, 0.985):
            sure = [hit for confidence, hit in sureness if confidence >= limit]
            print(f"   every character {limit} sure: {len(sure) / len(chosen):.3f} of lines, {sure.count(False)} wrong")
        for row in sorted(wrong, reverse=True)[: int(os.environ.get("SHOW", "0"))]:
            print("   ", *row)


if __name__ == "__main__":
    main(*sys.argv[1:])
