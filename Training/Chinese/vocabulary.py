"""Writes a catalog folder whose entries `slip-generator lines --kind chinese` prints.

Usage: vocabulary.py FOLDER LIST.csv...
The names of the lists, and beside them rare characters, symbols, capitals and hospitals.
"""

import csv
import random
import sys
from pathlib import Path

import texts

HEADER = "code,name,aliases,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to,cap_note,illustrative".split(
    ","
)


def main(folder, *lists):
    chance = random.Random(20240101)
    names = texts.names(lists)
    maker = texts.Texts(names)
    rows = [name for name in names if len(name) <= 24]
    count = len(rows)
    rows += [maker.characters(chance, 0.5) for _ in range(count * 30 // 100)]
    rows += [maker.inserted(chance)[:18] for _ in range(count * 6 // 100)]
    rows += [maker.capitals(chance) for _ in range(count * 10 // 100)]
    rows += [maker.house(chance) for _ in range(count * 5 // 100)]
    Path(folder).mkdir(parents=True, exist_ok=True)
    with open(Path(folder) / "drugs.csv", "w", newline="", encoding="utf8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number, name in enumerate(rows):
            writer.writerow([f"T{number:09}", name, "", maker.spec(chance), "盒", "甲", "0", "", "", "", "", ""])
    print(f"{folder}: {len(rows)} entries, {count} of them names of the lists")


if __name__ == "__main__":
    main(*sys.argv[1:])
