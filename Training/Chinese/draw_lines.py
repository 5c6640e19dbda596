"""Draws lines of print with simple damage and writes them as .lstmf files.

Usage: draw_lines.py OUT.lstmf SEED COUNT LIST.csv...

Quick to make and of endless variety, beside the lines of `slip-generator lines`, which come through whole pages and the
program's own preparation. A line's seed is SEED plus its number; seeds from 1000000 on are for measuring only.
"""

import io
import random
import sys

import cv2
import numpy
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageDraw, ImageFont

import lstmf
import texts

# File, face in the file, weight.
FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2, 4),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2, 4),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, 4),
    ("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, 6),
    ("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", 0, 2),
    ("/usr/share/fonts/truetype/arphic/uming.ttc", 0, 4),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2, 1),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2, 1),
)
# Damage from none to more than the generator's heaviest, with weights.
LEVELS = ((0, 0.33, 0.66, 1.0, 1.35), (2, 3, 4, 4, 2))
LONGEST = 30


class Faces:
    def __init__(self):
        self.fonts = {}
        self.characters = []
        for path, face, _ in FONTS:
            font = TTCollection(path).fonts[face] if path.endswith("ttc") else TTFont(path)
            self.characters.append(set(font.getBestCmap()))

    def pick(self, text, chance):
        """A face that has every character; None where there is none."""
        able = [i for i, has in enumerate(self.characters) if all(ord(c) in has or c == " " for c in text)]
        return chance.choices(able, [FONTS[i][2] for i in able])[0] if able else None

    def font(self, number, size):
        key = number, size
        if key not in self.fonts:
            path, face, _ = FONTS[number]
            self.fonts[key] = ImageFont.truetype(path, size, index=face, layout_engine=ImageFont.Layout.BASIC)
        return self.fonts[key]


def struck(text, font, chance, noise):
    """Ink of a 24-pin printer, and the height of its characters in pixels."""
    width = int(font.getlength(text)) + 2
    image = Image.new("L", (width, 30), 0)
    ImageDraw.Draw(image).text((1, 1), text, font=font, fill=255)
    rows, columns = numpy.nonzero(numpy.asarray(image) > 88)
    kept = noise.rand(len(rows)) > chance.choice([0.004, 0.004, 0.02])
    pitch, fine = chance.uniform(1.45, 2.0), 3
    height, width = int(30 * pitch * fine) + 8, int(width * pitch * fine) + 8
    y, x = (
        ((place[kept] + 0.5 + noise.randn(kept.sum()) * 0.06) * pitch * fine).astype(int) for place in (rows, columns)
    )
    dots = numpy.zeros((height, width), numpy.uint8)
    dots[y.clip(0, height - 1), x.clip(0, width - 1)] = 255
    radius = max(1, round(chance.uniform(0.85, 1.3) * fine))
    pin = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    size = (width // fine, height // fine)
    return cv2.resize(cv2.dilate(dots, pin), size, interpolation=cv2.INTER_AREA), 24 * pitch


def printed(text, font, size, chance):
    """Ink of a laser printer."""
    gap = chance.choice([0, 0, 0, 0, 1, 2, 4]) if chance.random() < 0.3 else 0
    image = Image.new("L", (int(font.getlength(text)) + 4 + gap * len(text), int(size * 1.45)), 0)
    draw, x = ImageDraw.Draw(image), 1.0
    for part in text if gap else [text]:
        draw.text((x, int(size * 0.1)), part, font=font, fill=255)
        x += font.getlength(part) + gap
    return numpy.asarray(image)


def cut(ink, em, chance):
    """The ink with about the margins that the program leaves: its row's height, an 11th and a 5th of an em."""
    strong = ink > 100
    rows, columns = numpy.nonzero(strong.any(1))[0], numpy.nonzero(strong.any(0))[0]
    if len(rows) == 0:
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    lacking = int(em * chance.uniform(0.85, 1.0)) - (bottom - top)
    if lacking > 0:
        above = chance.randint(0, lacking) if bottom - top < em * 0.5 else lacking // 2
        top, bottom = top - above, bottom + lacking - above
    margin = max(4, int(em / 5 * chance.uniform(0.6, 1.35)))
    side = max(2, int(em / 11 * chance.uniform(0.6, 2.2)))
    top, bottom = top - margin - chance.randint(-2, 2), bottom + margin + chance.randint(-2, 2)
    left, right = int(columns[0]) - side, int(columns[-1]) + 1 + side
    result = numpy.zeros((bottom - top, right - left), numpy.float32)
    rows = slice(max(0, top), min(ink.shape[0], bottom))
    columns = slice(max(0, left), min(ink.shape[1], right))
    result[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = ink[rows, columns] / 255
    return result


def bent(ink, em, level, chance):
    """Skewed, wavy, scanned too coarsely."""
    height, width = ink.shape
    if chance.random() < 0.5 * bool(level):
        slope = chance.uniform(-1, 1) * 0.012 * level
        shear = numpy.float32([[1, chance.uniform(-0.04, 0.04) * level, 0], [slope, 1, -slope * width / 2]])
        ink = cv2.warpAffine(ink, shear, (width, height))
    if chance.random() < 0.35 * level:
        y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
        wave = numpy.sin(x / chance.uniform(60, 200) + chance.uniform(0, 6)) * chance.uniform(0, 1.5) * level
        ink = cv2.remap(ink, x, y + wave, cv2.INTER_LINEAR)
    if chance.random() < 0.25 * level:
        share = chance.uniform(0.45, 0.8)
        size = max(2, int(width * share)), max(2, int(height * share))
        coarse = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
        method = chance.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])
        ink = cv2.resize(coarse, (width, height), interpolation=method).clip(0, 1)
    return ink


def faded(ink, em, dots, level, chance, noise):
    """Grey of the ink on paper: pale, patchy, banded by a ribbon, blurred."""
    height, width = ink.shape
    strength = chance.uniform(0.75, 1)
    if chance.random() < 0.6 * bool(level):
        strength *= 1 - chance.uniform(0.1, 0.45) * (0.4 + 0.6 * level)
        if chance.random() < 0.5:
            patches = noise.rand(2, max(2, width // 60)).astype(numpy.float32)
            ink = ink * (1 - 0.3 * level * cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC))
    if dots and chance.random() < 0.5:
        phase = numpy.arange(height)[:, None] / chance.uniform(3, 12) + chance.uniform(0, 6)
        ink = ink * (1 - chance.uniform(0, 0.35) * (0.5 + 0.5 * numpy.sin(phase)))
    if chance.random() < 0.5 * level:
        ink = cv2.GaussianBlur(ink, (0, 0), chance.uniform(0.5, 1.1) * (0.5 + level) * em / 44)
    return 245 - ink * strength * chance.uniform(190, 235)


def marked(grey, level, chance):
    """What else is on the paper: rests of rulings, of a seal, a fold, specks."""
    height, width = grey.shape
    if chance.random() < 0.16 * level:
        y = chance.choice([chance.randint(0, height - 1), chance.randint(0, 4), height - 1 - chance.randint(0, 4)])
        ends = sorted((chance.randint(-width, width), chance.randint(0, 2 * width)))
        tilt = chance.randint(-1, 1)
        cv2.line(grey, (ends[0], y), (ends[1], y + tilt), chance.uniform(60, 190), chance.randint(1, 2))
    if chance.random() < 0.1 * level:
        x = chance.choice([chance.randint(0, 3), width - 1 - chance.randint(0, 3)])
        cv2.line(grey, (x, 0), (x, height), chance.uniform(60, 170), chance.randint(1, 2))
    if chance.random() < 0.1 * level:
        centre = chance.randint(0, width), chance.randint(-height * 3, height * 4)
        radius = chance.randint(height, height * 4)
        cv2.circle(grey, centre, radius, chance.uniform(90, 200), chance.randint(1, 5))
    if chance.random() < 0.2 * level:
        away = (numpy.arange(width) - chance.randint(0, width)) / chance.uniform(3, 40)
        grey = grey - chance.uniform(5, 25) * numpy.exp(-(away**2))[None]
    if chance.random() < 0.3 * level:
        for _ in range(chance.randint(1, 4)):
            place = chance.randint(0, width), chance.randint(0, height)
            cv2.circle(grey, place, chance.randint(1, 2), chance.uniform(20, 120), -1)
    return grey


def scanned(grey, level, chance, noise):
    if level:
        grey = grey + noise.randn(*grey.shape) * (1.5 + 6 * level * chance.random())
    grey = grey.clip(0, 255).astype(numpy.uint8)
    if chance.random() < 0.7 * bool(level):
        quality = int(95 - level * chance.uniform(5, 40))
        grey = cv2.imdecode(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    return grey


def prepared(grey, chance):
    """PNG of the line, black-and-white or grey, about as the program prepares both."""
    if chance.random() < 0.5:
        threshold, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
        threshold += chance.choice([0, 5, 10, 15, 15, 20])
        image = Image.fromarray(((grey > threshold) * 255).astype(numpy.uint8)).convert("1", dither=Image.Dither.NONE)
    else:
        black, white = chance.uniform(0, 60), numpy.percentile(grey, 85) * chance.uniform(0.92, 1.0)
        spread = (grey.astype(numpy.float32) - black) / max(white - black, 20) * 255
        image = Image.fromarray(spread.clip(0, 255).astype(numpy.uint8))
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=1)
    return data.getvalue()


def line(seed, maker, faces):
    """PNG and text of one line."""
    chance, noise = random.Random(seed), numpy.random.RandomState(seed)
    while True:
        text = maker.text(chance)
        face = faces.pick(text, chance) if len(text) <= LONGEST else None
        if face is None:
            continue
        dots = chance.random() < 0.22
        if dots:
            ink, em = struck(text, faces.font(face, 24), chance, noise)
        else:
            em = chance.randint(30, 50)
            ink = printed(text, faces.font(face, em), em, chance)
        ink = cut(ink, em, chance)
        if ink is not None:
            break
    level = chance.choices(*LEVELS)[0]
    grey = faded(bent(ink, em, level, chance), em, dots, level, chance, noise)
    return prepared(scanned(marked(grey, level, chance), level, chance, noise), chance), texts.written(text)


def main(out, seed, count, *lists):
    maker, faces = texts.Texts(texts.names(lists)), Faces()
    lstmf.write(out, (line(int(seed) + number, maker, faces) for number in range(int(count))))


if __name__ == "__main__":
    main(*sys.argv[1:])
