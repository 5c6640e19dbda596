"""A made bill: who, where, and items of a catalog with numbers that prove each other."""

import csv
import dataclasses
import itertools
import pathlib
from decimal import ROUND_HALF_UP, Decimal

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玉萍红鹏飞建国志梅鑫波宁辉云莉凤洁琳素晶妍婷雪峰凯旭东海燕"
PLACES = ["江宁", "临川", "安平", "宁海", "阳城", "永安", "长兴", "青山", "海阳", "武川", "昌平", "定远"]
HOSPITALS = ["{}市第一人民医院", "{}市中心医院", "{}县人民医院", "{}省立医院", "{}市中医医院", "{}大学附属第二医院", "{}市妇幼保健院"]
CATEGORIES = {"drugs": "西药费", "services": "诊疗费", "consumables": "材料费"}
FIGURES = "零壹贰叁肆伍陆柒捌玖"


def money(value):
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def capitals(amount):
    """An amount under a hundred million yuan as it is written by law (field guide: 大写)."""
    yuan, rest = divmod(int(amount * 100), 100)
    text, zero = "", False
    for place, figure in zip(range(len(str(yuan)) - 1, -1, -1), str(yuan)):
        if figure == "0":
            zero = True
        else:
            text += ("零" if zero and text else "") + FIGURES[int(figure)] + ["", "拾", "佰", "仟"][place % 4]
            zero = False
        if place == 4:
            text += "万"
    text = (text or "零") + "元"
    if rest == 0:
        return text + "整"
    jiao, fen = divmod(rest, 10)
    text += FIGURES[jiao] + "角" if jiao else "零"
    return text + (FIGURES[fen] + "分" if fen else "整")


@dataclasses.dataclass
class Item:
    name: str
    spec: str
    unit: str
    code: str
    quantity: str
    unit_price: str
    amount: str
    insurance: str
    share: Decimal
    category: str
    date: str

    @property
    def money(self):
        return Decimal(self.amount)


class Catalog:
    def __init__(self, folder):
        self.rows = {}
        for kind in CATEGORIES:
            with open(pathlib.Path(folder) / f"{kind}.csv", encoding="utf-8", newline="") as file:
                # Names that fit a narrow column in one line.
                self.rows[kind] = [row for row in csv.DictReader(file) if 2 <= len(row["name"]) <= 18]

    def item(self, random, kinds):
        kind = random.choice([kind for kind in kinds if self.rows[kind]])
        row = random.choice(self.rows[kind])
        price = money(random.randint(80, 40000) / Decimal(100))
        if row.get("price_cap"):
            price = min(price, money(row["price_cap"])) or price
        quantity = Decimal(random.choice(["1", "1", "1", "2", "3", "5", "7", "10", "14", "20"]))
        insurance = row.get("class") or "丙"
        return Item(row["name"], row.get("spec") or "", row.get("unit") or "次", row["code"], str(quantity), str(price), str(money(price * quantity)),
                    insurance, Decimal(1) if insurance == "丙" else Decimal(row.get("self_pay_ratio") or 0), CATEGORIES[kind],
                    f"2024-03-{random.randint(1, 28):02}")


class Bill:
    def __init__(self, random, catalog, layout):
        self.random = random
        kinds = ["drugs"] if layout in ("till", "prescription") else ["drugs", "services", "services", "consumables"]
        count = random.randint(4, 8) if layout == "till" else random.randint(8, 18)
        items = {}
        while len(items) < count:
            item = catalog.item(random, kinds)
            items.setdefault(item.name, item)
        order = list(CATEGORIES.values())
        self.items = sorted(items.values(), key=lambda item: item.date if layout == "by_days" else order.index(item.category))
        self.header = {
            "hospital": random.choice(HOSPITALS).format(random.choice(PLACES)), "patient": self.person(), "sex": random.choice("男女"),
            "age": str(random.randint(18, 88)), "record_no": str(random.randint(10**6, 10**7 - 1)),
            "receipt_code": str(random.randint(10**7, 10**8 - 1)), "receipt_no": f"{random.randint(10**8, 10**9 - 1):010}",
            "check_code": f"{random.randrange(2**24):06x}", "insurance_type": random.choice(["城镇职工基本医疗保险", "城乡居民基本医疗保险"]),
            "admission_date": "2024-03-01", "discharge_date": "2024-03-28", "issue_date": "2024-03-28"}

    @property
    def total(self):
        return sum((item.money for item in self.items), Decimal(0))

    def person(self):
        return self.random.choice(SURNAMES) + "".join(self.random.choice(GIVEN) for _ in range(self.random.choice([1, 2, 2])))

    def forget(self, *columns):
        """For layouts that do not print them."""
        for item in self.items:
            for column in columns:
                setattr(item, column, "")

    def groups(self):
        return [(name, list(items)) for name, items in itertools.groupby(self.items, key=lambda item: item.category)]

    def days(self):
        return [(day, list(items)) for day, items in itertools.groupby(self.items, key=lambda item: item.date)]
