"""Layouts of bills as hospitals' programs that print by a browser set them; none of them is slip-generator's.

A layout is a function of a Bill that gives the page's HTML, its size in CSS pixels, and which fields of the header it prints.
"""

from html import escape

from bill import Bill, capitals, money

CELLS = "text-align:center;padding:3px 5px;font-size:12px"
RULED = f".g{{border-collapse:collapse;width:100%}}.g td,.g th{{border:1px solid #000;{CELLS}}}"
ALIGNED = ".g .l{text-align:left}.g .r{text-align:right}"


def rows(bill, row, items=None):
    return "".join(f"<tr>{row(n, item)}</tr>" for n, item in enumerate(items or bill.items, 1))


def cells(*texts):
    """Cells of a row; a text that begins with < or > stands left or right."""
    def cell(text):
        text = str(text)
        side = {"<": " class=l", ">": " class=r"}.get(text[:1], "")
        return f"<td{side}>{escape(text[1:] if side else text)}</td>"
    return "".join(map(cell, texts))


def heads(*texts):
    return "<tr>" + "".join(f"<th>{text}</th>" for text in texts) + "</tr>"


def title(*lines):
    return "".join(f"<div style='text-align:center;font-size:{20 - 4 * n}px;font-weight:bold;margin:4px'>{line}</div>"
                   for n, line in enumerate(lines))


def ruled_with_codes(bill):
    """Fully ruled; codes so long that they are broken in their cell; a date in each line; the total in the last row."""
    h = bill.header
    body = rows(bill, lambda n, i: cells(n, i.date, "", "<" + i.name, i.spec, i.unit, ">" + i.quantity, ">" + i.unit_price,
                                         ">" + i.amount, i.insurance).replace("<td></td>", f"<td class=c>{i.code}</td>", 1))
    return (f"{title(h['hospital'] + '住院费用明细清单')}<p>姓名：{h['patient']}　性别：{h['sex']}　年龄：{h['age']}岁　住院号：{h['record_no']}<br>"
            f"入院日期：{h['admission_date']}　出院日期：{h['discharge_date']}　费别：{h['insurance_type']}</p><table class=g>"
            f"{heads('序号', '费用日期', '医保编码', '项目名称', '规格', '单位', '数量', '单价', '金额', '医保等级')}{body}"
            f"<tr><td colspan=8>合　　计</td><td class=r>{bill.total}</td><td></td></tr></table><p>打印日期：{h['issue_date']}　审核：____</p>",
            RULED + ALIGNED + ".c{font-size:9px;word-break:break-all;max-width:90px}", (794, 1123),
            "hospital patient sex age record_no admission_date discharge_date insurance_type issue_date")


def e_receipt(bill):
    """Two columns of items side by side, quantity and unit in one, no prices; red form; the other information below."""
    bill.forget("unit_price", "spec")
    h, half = bill.header, (len(bill.items) + 1) // 2
    def cell(item):
        return cells("<" + item.name, f"{item.quantity}/{item.unit}", ">" + item.amount, "") if item else "<td></td>" * 4
    body = "".join(f"<tr>{cell(bill.items[n])}{cell(bill.items[half + n] if half + n < len(bill.items) else None)}</tr>" for n in range(half))
    fund = money(bill.total * 6 / 10)
    return (f"<h1>江苏省医疗门诊收费票据（电子）</h1><div class=two><span>票据代码：{h['receipt_code']}<br>交款人统一社会信用代码：<br>交款人：{h['patient']}"
            f"</span><span>票据号码：{h['receipt_no']}<br>校验码：{h['check_code']}<br>开票日期：{h['issue_date']}</span></div><table class=t>"
            f"{heads(*['项目名称', '数量/单位', '金额（元）', '备注'] * 2)}{body}</table><div class=sum>金额合计（大写）{capitals(bill.total)}　　（小写）{bill.total}"
            f"</div><div class=o>业务流水号：{bill.random.randint(10**11, 10**12)}　医疗机构类型：综合医院　性别：{h['sex']}　医保类型：{h['insurance_type']}<br>"
            f"医保统筹基金支付：{fund}　个人现金支付：{bill.total - fund}　个人自付：{bill.total - fund}　个人自费：0.00</div>"
            f"<div class=two><span>收款单位（章）：{h['hospital']}</span><span>收款人：{bill.person()}</span></div>",
            "h1{color:#a33;text-align:center;font-size:26px;font-weight:normal}.two{display:flex;justify-content:space-between;margin:8px 0;line-height:1.7}"
            f".t{{border:2px solid #a33;border-collapse:collapse;width:100%}}.t th{{border-bottom:1px solid #a33;color:#a33;font-weight:normal;padding:5px}}"
            f".t td{{{CELLS}}}.t .l{{text-align:left}}.t .r{{text-align:right}}.sum,.o{{border:2px solid #a33;border-top:0;padding:8px;line-height:1.7}}",
            (1000, 640), "hospital patient sex receipt_code receipt_no check_code issue_date insurance_type")


def typewriter(bill):
    """Columns kept by blanks, lines of = and -, groups with subtotals."""
    def width(text):
        return sum(2 if ord(c) > 255 else 1 for c in text)
    def left(text, columns):
        return text + " " * max(1, columns - width(text))
    def right(text, columns):
        return " " * max(1, columns - width(text)) + text
    h = bill.header
    lines = [" " * 26 + h["hospital"] + "费用清单", "",
             "患者姓名: " + left(h["patient"], 14) + "住院号: " + left(h["record_no"], 14) + "费用类别: " + h["insurance_type"], "=" * 100,
             left("项目", 40) + left("规格", 22) + left("单位", 8) + right("单价", 8) + right("数量", 8) + right("金额", 11), "-" * 100]
    for name, group in bill.groups():
        lines.append(f"【{name}】")
        lines += [left(i.name, 40) + left(i.spec[:20], 22) + left(i.unit, 8) + right(i.unit_price, 8) + right(i.quantity, 8)
                  + right(i.amount, 11) for i in group]
        lines.append(right(f"小计: {sum(i.money for i in group)}", 97))
    lines += ["=" * 100, right(f"总计: {bill.total}", 97)]
    return (f"<pre style=\"font:13.6px/1.45 'Noto Sans Mono CJK SC'\">{escape(chr(10).join(lines))}</pre>", "", (794, 1123),
            "hospital patient record_no insurance_type")


def grey_landscape(bill):
    """Pale grey rulings, the amount before the quantity, shares and what the patient pays behind it."""
    h = bill.header
    body = rows(bill, lambda n, i: cells(n, i.date[5:], i.category, "<" + i.name, i.spec, ">" + i.amount, ">" + i.quantity, i.unit,
                                         ">" + i.unit_price, f"{i.share * 100:.0f}%", f">{money(i.money * i.share)}", "心内科"))
    return (f"{title(h['hospital'], '患者费用清单（按日）')}<p>病人姓名 {h['patient']}　　病案号 {h['record_no']}　　性别 {h['sex']}　　医保类型 {h['insurance_type']}</p>"
            f"<table class=g>{heads('序', '日期', '类别', '收费项目', '规格型号', '总额', '数量', '计价单位', '单价（元）', '自付比例', '自付金额', '执行科室')}{body}</table>"
            f"<p style='text-align:right'>总费用：￥{bill.total}</p>",
            f".g{{border-collapse:collapse;width:100%}}.g th{{background:#ddd;border:1px solid #888}}.g td,.g th{{border:1px solid #bbb;{CELLS}}}" + ALIGNED,
            (1123, 794), "hospital patient sex record_no insurance_type")


def till(bill):
    """A roll of paper: the name with its number, below it price × quantity and the amount."""
    shop = bill.random.choice(["国大药房", "老百姓大药房", "益丰大药房"]) + "青山店"
    bill.header["hospital"] = shop
    lines = "".join(f"<div>{n}.{escape(i.name)} {escape(i.spec)}</div><div class=k><span>{i.unit_price}×{i.quantity}{i.unit}</span>"
                    f"<span>{i.amount}</span></div>" for n, i in enumerate(bill.items, 1))
    return (f"<div style='text-align:center;font-size:17px'>{shop}</div><div style='text-align:center'>销售小票</div><div>日期：{bill.header['issue_date']} 15:20</div>"
            f"<div>会员：{bill.header['patient']}</div><hr>{lines}<hr><div class=k><span>件数：{len(bill.items)}</span><span>应收合计：{bill.total}</span></div>"
            f"<div class=k><span>医保支付：{bill.total}</span><span>找零：0.00</span></div>",
            ".k{display:flex;justify-content:space-between}body{margin:14px}hr{border:0;border-top:1px dashed #000}", (300, 200 + 42 * len(bill.items)),
            "hospital patient issue_date")


def prescription(bill):
    """Hardly a ruling; the total and its capitals in one line under words of its own."""
    h = bill.header
    body = rows(bill, lambda n, i: cells(n, "<" + i.name, i.spec, i.quantity, i.unit, ">" + i.unit_price, ">" + i.amount))
    return (f"{title(h['hospital'] + '门诊处方费用单')}<p>姓名：{h['patient']} 性别：{h['sex']} 年龄：{h['age']}岁 门诊号：{h['record_no']} 日期：{h['issue_date']}</p>"
            f"<table class=g>{heads('#', '药品名称', '药品规格', '总量', '单位', '零售价', '药费')}{body}</table><hr>"
            f"<p>药费合计：{bill.total}元　人民币大写：{capitals(bill.total)}</p><p>医师：{bill.person()} 药师：{bill.person()}</p>",
            f".g{{width:100%}}.g td{{{CELLS}}}" + ALIGNED, (720, 240 + 30 * len(bill.items)), "hospital patient sex age record_no issue_date")


def two_tables(bill):
    """Two tables side by side without units, their sum in a line below the left one."""
    bill.forget("spec", "unit")
    half, h = len(bill.items) // 2, bill.header
    def table(items):
        return (f"<table class=g>{heads('项目名称', '单价', '数量', '金额')}"
                f"{rows(bill, lambda n, i: cells('<' + i.name, '>' + i.unit_price, '>' + i.quantity, '>' + i.amount), items)}</table>")
    return (f"{title(h['hospital'] + '住院病人费用一日清单')}<p>床号 12　姓名 {h['patient']}　住院号 {h['record_no']}　日期 {h['issue_date']}</p>"
            f"<div style='display:flex;gap:18px'><div style='flex:1'>{table(bill.items[:half])}</div><div style='flex:1'>{table(bill.items[half:])}</div></div>"
            f"<p>当日合计：{bill.total}</p>",
            f".g{{width:100%}}.g th{{border-top:1px solid;border-bottom:1px solid}}.g td{{{CELLS}}}" + ALIGNED, (900, 240 + 18 * len(bill.items)),
            "hospital patient record_no issue_date")


def names_with_specs(bill):
    """Name and specification in one column, four decimals of the price, the total in a row of its own words."""
    h = bill.header
    body = rows(bill, lambda n, i: cells(f"<{i.name}　{i.spec}".rstrip("　"), i.unit, f">{float(i.unit_price):.4f}", f">{float(i.quantity):.2f}",
                                         ">" + i.amount, i.insurance))
    return (f"{title(h['hospital'], '出院病人费用清单')}<p>姓名: {h['patient']}　住院号: {h['record_no']}　身份: {h['insurance_type']}</p><table class=g>"
            f"{heads('药品/项目名称及规格', '单位', '单价', '数量', '费用', '类别')}{body}<tr><th colspan=4>费用总额</th><th class=r>{bill.total}</th><th></th></tr></table>",
            RULED + ALIGNED + ".g .l{max-width:260px}", (794, 1000), "hospital patient record_no insurance_type")


def categories_beside(bill):
    """The kind of charge and its sum in a cell beside all its lines."""
    h, body = bill.header, ""
    for name, group in bill.groups():
        for n, item in enumerate(group):
            first = f"<td rowspan={len(group)}>{name}<br>{sum(i.money for i in group)}</td>" if n == 0 else ""
            body += f"<tr>{first}{cells(item.code, '<' + item.name, item.spec, item.unit, '>' + item.quantity, '>' + item.unit_price, '>' + item.amount)}</tr>"
    return (f"{title(h['hospital'] + '住院费用汇总清单')}<table class=g><tr>{cells('姓名', h['patient'], '性别', h['sex'], '住院号', h['record_no'])}</tr><tr>"
            f"{cells('入院日期', h['admission_date'], '出院日期', h['discharge_date'], '年龄', h['age'])}</tr></table><br><table class=g>"
            f"{heads('费用类别', '项目代码', '项目名称', '规格', '单位', '数量', '单价', '金额')}{body}"
            f"<tr><td colspan=7>合计（大写）：{capitals(bill.total)}</td><td class=r>{bill.total}</td></tr></table>",
            RULED + ALIGNED + ".g td{font-size:11.5px}", (900, 1100), "hospital patient sex age record_no admission_date discharge_date")


def money_marks(bill):
    """¥ and commas in all money, quantity and unit in one cell, the capitals in brackets behind the total."""
    h = bill.header
    body = rows(bill, lambda n, i: cells(f"{n:02}", "<" + i.name, i.spec, i.quantity + i.unit, f">￥{float(i.unit_price):,.2f}", f">￥{i.money:,.2f}",
                                         i.insurance + "类"))
    return (f"{title(h['hospital'], '门诊费用清单')}<p>患者：{h['patient']}　性别：{h['sex']}　就诊号：{h['record_no']}　打印时间：{h['issue_date']} 09:12</p>"
            f"<table class=g>{heads('No.', '收费项目', '规格型号', '数量', '单价', '金额', '医保类别')}{body}</table>"
            f"<p style='text-align:right'>合计金额：￥{bill.total:,.2f}（{capitals(bill.total)}）</p>",
            f".g{{border-collapse:collapse;width:100%}}.g th{{border-bottom:2px solid #000}}.g td{{border-bottom:1px solid #ccc;{CELLS}}}" + ALIGNED,
            (860, 900), "hospital patient sex record_no issue_date")


def by_days(bill):
    """A row for each day, its items, its sum; the total at the end."""
    h, body = bill.header, ""
    for day, group in bill.days():
        body += f"<tr><td colspan=6 class=l><b>{day}</b></td></tr>"
        body += "".join(f"<tr>{cells('<　' + i.name, i.spec, i.unit, '>' + i.quantity, '>' + i.unit_price, '>' + i.amount)}</tr>" for i in group)
        body += f"<tr><td colspan=5 class=r>日小计</td><td class=r>{sum(i.money for i in group)}</td></tr>"
    return (f"{title(h['hospital'], '住院患者每日费用清单')}<p>姓名：{h['patient']}　住院号：{h['record_no']}　病区：心内科　床号：08</p><table class=g>"
            f"{heads('项目名称', '规格', '单位', '数量', '单价', '金额')}{body}<tr><td colspan=5 class=r>总　计</td><td class=r>{bill.total}</td></tr></table>",
            RULED + ALIGNED, (794, 1400), "hospital patient record_no")


def headings_of_two_rows(bill):
    """费用 over 单价, 数量 and 金额; 医保 over class, share and what the patient pays."""
    h = bill.header
    body = rows(bill, lambda n, i: cells("<" + i.name, i.spec, i.unit, ">" + i.unit_price, ">" + i.quantity, ">" + i.amount, i.insurance,
                                         f"{i.share:g}", f">{money(i.money * i.share)}"))
    return (f"{title(h['hospital'] + '住院收费明细')}<p>姓名：{h['patient']}　住院号：{h['record_no']}　入院日期：{h['admission_date']}　出院日期：{h['discharge_date']}</p>"
            "<table class=g><tr><th rowspan=2>项目名称<th rowspan=2>规格<th rowspan=2>单位<th colspan=3>费用<th colspan=3>医保</tr>"
            f"{heads('单价', '数量', '金额', '等级', '自付比例', '自付金额')}{body}</table><p>费用合计：{bill.total}</p>",
            RULED + ALIGNED, (900, 1000), "hospital patient record_no admission_date discharge_date")


def refunds(bill):
    """Two lines taken back; a dark heading; every other line on grey."""
    for item in bill.random.sample(bill.items, 2):
        item.quantity, item.amount = "-" + item.quantity, "-" + item.amount
    h = bill.header
    body = rows(bill, lambda n, i: cells(i.code, "<" + i.name, i.spec, ">" + i.quantity, i.unit, ">" + i.unit_price, ">" + i.amount))
    return (f"{title(h['hospital'] + '费用明细清单')}<p>患者姓名：{h['patient']}　住院号：{h['record_no']}　结算日期：{h['issue_date']}</p><table class=g>"
            f"{heads('国家医保编码', '项目名称', '规格', '数量', '单位', '单价', '金额')}{body}<tr><td colspan=6>合计</td><td class=r>{bill.total}</td></tr></table>",
            f".g{{border-collapse:collapse;width:100%}}.g td{{{CELLS}}}.g th{{background:#4a6a8a;color:#fff;padding:5px}}.g tr:nth-child(even){{background:#eee}}" + ALIGNED,
            (900, 900), "hospital patient record_no issue_date")


ALL = [ruled_with_codes, e_receipt, typewriter, grey_landscape, till, prescription, two_tables, names_with_specs, categories_beside, money_marks,
       by_days, headings_of_two_rows, refunds]
