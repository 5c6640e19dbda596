#!/usr/bin/env python3
"""Makes the tables of catalog/rules/ from the published lists of knowledge points.

Takes codes, names, classes and numbers only. A limit's sentence becomes parameters and a few words of our own; the
sentence itself is never copied. What the lists do not publish as points but is common knowledge of the trade
(groups of drugs that act alike, what the typical violations call contained) stands
in Scripts/rule-knowledge.json.

    Scripts/compile-rules.py --from LISTS --to catalog/rules
"""
import argparse
import collections
import csv
import json
import pathlib
import re
import sys

HEAD = ["code", "limit", "basis", "valid_from", "valid_to"]
LIMITS = "国家医保局知识点（药品支付限定）"
SERVICES = "国家医保局知识点（医疗服务项目）"
PAIRS = "国家医保局知识点（重复收费）"
CASES = "医保函〔2025〕2号典型问题清单"


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def drug_prefixes(codes, with_spec=False):
    """What the codes of one drug in one form have in common: maker and pack come after it.

    Limits that hold for one strength alone, such as a child's, need the two digits of the specification too.
    """
    lengths = {"X": 16, "Z": 13, "T": 10} if with_spec else {"X": 14, "Z": 11, "T": 10}
    return sorted({code[: lengths[code[0]]] for code in codes if code and code[0] in lengths})


class Tables:
    def __init__(self):
        self.rows = collections.defaultdict(dict)
        self.columns = {}

    def add(self, table, code, basis, limit="", key=None, **parameters):
        columns = list(parameters)
        known = self.columns.setdefault(table, columns)
        if known != columns:
            sys.exit(f"{table}: columns {columns}, but {known} before")
        row = [code, limit, basis, "", ""] + [str(value) for value in parameters.values()]
        self.rows[table].setdefault((code, key), row)

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in self.rows.items():
            with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(HEAD + self.columns[table])
                writer.writerows(sorted(rows.values()))
            print(f"{table}.csv: {len(rows)} points")


def ages(sentence):
    """The ages that a sentence names, as years; children are younger than 18 where it names none."""
    text = sentence.replace("－", "-").replace("～", "-").replace("~", "-")
    spans = [(int(a), int(b)) for a, b in re.findall(r"(\d+)岁?(?:-|至)(\d+)岁", text)]
    if spans:
        return min(a for a, _ in spans), max(b for _, b in spans), ""
    least = re.search(r"(\d+)岁(?:及|以上)", text)
    return (int(least.group(1)) if least else ""), 17, 14


def days(sentence):
    """The days for which a sentence pays; nothing where it names none."""
    found = re.search(r"(?:不超过|最多支付|总时间不超过)(\d+)[天日]", sentence)
    if found:
        return int(found.group(1))
    return 365 if "不超过一年" in sentence else None


def level(sentence):
    if re.search(r"三级(?:及以上)?(?:医疗机构|医院)", sentence) and "二级" not in sentence:
        return 3
    return 2


def compile_drugs(tables, lists, codes_by_name):
    for row in read(lists / "nhsa_drug_payment_limits.csv"):
        name = row["drug"].strip()
        codes = set(row["first_codes"].split()) | codes_by_name.get(name, set())
        sentence = row["limit_text"]
        kind = row["rule_class"]
        for code in drug_prefixes(codes, with_spec=kind == "药品限儿童使用"):
            if kind == "药品限工伤保险":
                tables.add("drug-work-injury", code, LIMITS, "限工伤保险")
            elif kind == "药品限生育保险":
                tables.add("drug-maternity", code, LIMITS, "限生育保险")
            elif kind == "中药饮片单复方均不予支付":
                tables.add("slice-never-paid", code, LIMITS)
            elif kind == "中药饮片单方使用不予支付":
                tables.add("slice-not-alone", code, LIMITS, "单方不予支付")
            elif kind == "药品限二线使用":
                tables.add("drug-second-line", code, LIMITS, "限二线用药")
            elif kind == "药品限适应症":
                tables.add("drug-indications", code, LIMITS, "限定适应症")
            elif kind == "药品限儿童使用":
                low, high, ask = ages(sentence)
                words = f"限{low}至{high}岁" if low != "" else "限儿童"
                tables.add(
                    "drug-children", code, LIMITS, words, min_years=low, max_years=high, max_days="", ask_above=ask)
            elif kind == "药品限医疗机构级别":
                least = level(sentence)
                words = {2: "限二级及以上机构", 3: "限三级机构"}[least]
                tables.add("drug-hospital-level", code, LIMITS, words, min_level=least)
            elif kind == "药品限就医方式":
                urgent = re.search("急诊|抢救|急救", sentence) is not None
                words = "限住院或急诊" if urgent else "限住院"
                tables.add(
                    "drug-care-type", code, LIMITS, words, care="inpatient", emergency="yes" if urgent else "no")
            elif kind == "药品限支付疗程":
                count = days(sentence)
                if count:
                    tables.add("drug-course", code, LIMITS, f"限{count}天", max_days=count)
                else:
                    print(f"  no days in the limit of {name}", file=sys.stderr)
            elif kind == "超互联网医院药品支付范围":
                tables.add("drug-not-online", code, LIMITS, "互联网诊疗不得开具")
            else:
                sys.exit(f"unknown class {kind}")


def compile_services(tables, lists):
    for row in read(lists / "nhsa_service_limits.csv"):
        kind, basis = row["rule_class"], row["basis"]
        for code in row["codes"].split():
            if kind == "手术项目未按规定折价收费":
                tables.add("operation-groups", code, SERVICES, group=basis, share="0.5")
            elif kind == "医疗服务项目限定频次":
                most, units = {"小时": (24, "小时|时"), "日": (1, "日|天|床日"), "天": (1, "日|天|床日")}[basis]
                tables.add("service-frequency", code, SERVICES, f"每日限{most}", max=most, days=1, units=units)
            elif kind == "医疗服务项目周期超频次":
                cycle = re.search(r"不短于(\d+)天", basis)
                if cycle:
                    length = int(cycle.group(1))
                elif "每周" in basis:
                    length = 7
                else:
                    # The shorter end of what the test reflects: weeks or months.
                    span = re.search(r"(\d+)-\d+(周|个月)", basis)
                    length = int(span.group(1)) * (7 if span.group(2) == "周" else 30)
                tables.add("service-cycle", code, SERVICES, f"{length}天内限1次", max=1, days=length, units="")
            elif kind == "医疗服务项目限支付疗程":
                tables.add("service-course", code, SERVICES, f"限{days(basis)}天", max_days=days(basis))
            elif kind == "医疗服务项目限年龄":
                tables.add(
                    "service-age", code, SERVICES, "限法定就业年龄", min_years=16, max_years=63, max_days="",
                    ask_above=50)
            else:
                sys.exit(f"unknown class {kind}")
    for row in read(lists / "nhsa_service_duplicate_pairs.csv"):
        tables.add("service-contained", row["code_a"], PAIRS, key=row["code_b"], other=row["code_b"])


def compile_names(tables, codes, knowledge):
    """Points that the published classes give by their codes alone, and what names tell of them."""
    sexes = [(sex, re.compile(words)) for sex, words in knowledge["sex_words"]]
    for code, kind, name, source in codes:
        if source.endswith(":药品区分性别使用"):
            prefixes = drug_prefixes([code])
            sex = next((s for s, beginnings in knowledge["sex_drugs"] if code.startswith(tuple(beginnings))), None)
            sex = next((s for s, names in knowledge["sex_drug_names"] if name in names), sex)
            if sex:
                tables.add("drug-sex", prefixes[0], "国家医保局知识点（药品区分性别使用）", sex=sex)
        elif source.endswith(":医疗服务项目区分性别使用"):
            found = {sex for sex, words in sexes if words.search(name)}
            # By its chapter, where the name does not say.
            sex = found.pop() if len(found) == 1 else knowledge["sex_services"].get(code[:6])
            if sex:
                tables.add("service-sex", code, "国家医保局知识点（医疗服务项目区分性别使用）", sex=sex)
        elif source.endswith(":药品儿童专用"):
            tables.add(
                "drug-childrens", drug_prefixes([code], with_spec=True)[0], "国家医保局知识点（药品儿童专用）", "儿童专用",
                min_years="", max_years=17, max_days="", ask_above="")
        elif source.endswith(":医疗服务项目儿童专用"):
            newborn = "新生儿" in name
            tables.add(
                "service-childrens", code, "国家医保局知识点（医疗服务项目儿童专用）",
                "新生儿专用" if newborn else "儿童专用", min_years="", max_years=0 if newborn else 17, max_days="",
                ask_above="")
        # The last digits name variants too, which replace the service instead of adding to it.
        if kind == "service_15" and code[13:] != "00" and "加收" in name:
            main = code[:11].rstrip("0") if code[7:11] == "0000" else code[:11]
            tables.add("service-surcharges", code, "全国医疗服务项目编码规则", "加收", needs=main[: max(6, len(main))])


def compile_knowledge(tables, codes, knowledge):
    every = {code: name for code, kind, name, _ in codes if kind == "service_15"}
    services = {code: name for code, name in every.items() if "加收" not in name}

    def services_named(pattern, among=services):
        found = [code for code, name in among.items() if re.search(pattern, name)]
        if not found:
            print(f"  no service is named {pattern}", file=sys.stderr)
        return sorted(found)

    def basis(row):
        return f"{CASES}第{row['no']}条" if "no" in row else row["basis"]

    for row in knowledge["contained"]:
        # A surcharge tells by what way an operation was done.
        for whole in services_named(row["whole"], every if row.get("surcharges") else services):
            for part in services_named(row["part"]):
                if whole[:13] != part[:13]:
                    tables.add("service-contained", whole, basis(row), key=part, other=part)
    for row in knowledge["frequencies"]:
        for code in services:
            if code.startswith(row["chapter"]):
                tables.add(
                    "service-frequency", code, row["basis"], row["limit"], key=row["units"], max=row["max"],
                    days=row["days"], units=row["units"])
    for row in knowledge["parts"]:
        for part in services_named(row["part"]):
            tables.add(
                "service-parts", part, f"{CASES}第{row['no']}条", key=row["whole"], whole=row["whole"],
                least=row["least"])
    for row in knowledge["drug_groups"]:
        for code in row["codes"]:
            tables.add("drug-groups", code, row["basis"], group=row["group"], share="")
    for row in knowledge["drugs_not_for_children"]:
        tables.add(
            "drug-not-children", row["code"], row["basis"], f"{row['min_years']}岁以下禁用",
            min_years=row["min_years"], max_years="", max_days="", ask_above="")
    for row in knowledge["drug_needs_service"]:
        tables.add("drug-needs-service", row["code"], row["basis"], needs="|".join(row["needs"]))
    for row in knowledge["sex_chapters"]:
        tables.add("service-sex", row["code"], "全国医疗服务项目分章", row["limit"], sex=row["sex"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="lists", type=pathlib.Path, required=True, help="folder of the published lists")
    parser.add_argument("--to", type=pathlib.Path, required=True, help="folder of the tables")
    arguments = parser.parse_args()
    knowledge = json.loads((pathlib.Path(__file__).parent / "rule-knowledge.json").read_text("utf-8"))
    codes = [
        (row["code"], row["kind"], row["name"].strip(), row["source"])
        for row in read(arguments.lists / "nhsa_codes_names.csv")
    ]
    codes_by_name = collections.defaultdict(set)
    for code, kind, name, _ in codes:
        if kind != "service_15":
            codes_by_name[name].add(code)
    tables = Tables()
    compile_drugs(tables, arguments.lists, codes_by_name)
    compile_services(tables, arguments.lists)
    compile_names(tables, codes, knowledge)
    compile_knowledge(tables, codes, knowledge)
    tables.write(arguments.to)


if __name__ == "__main__":
    main()
