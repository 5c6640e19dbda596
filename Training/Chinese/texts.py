"""Texts for training lines, and a text as a model writes it."""

import csv
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
LEVEL_ONE = [
    bytes([row, cell]).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF)
    if not (row == 0xD7 and cell > 0xF9)
]
MARKS = "△▲★※☆*◆"
HEADINGS = """项目名称 项目编码 规格 规格型号 单位 数量 单价 金额 合计 小计 费用类别 医保类别 甲类 乙类 丙类 自费 自理比例 开单科室 执行科室
药品名称 剂型 产地 生产厂家 批号 有效期 收费日期 发票号 票据代码 票据号码 校验码 交款人 统一社会信用代码 住院号 门诊号 病历号 姓名 性别 年龄 床号 科别
病区 入院日期 出院日期 住院天数 结算方式 医保支付 统筹支付 个人账户支付 个人现金支付 其他支付 本页小计 累计 总计 大写 金额合计 收款人 复核人 开票日期 西药费
中成药费 中草药费 检查费 化验费 治疗费 手术费 护理费 床位费 诊察费 材料费 输血费 输氧费 一般诊疗费 挂号费 备注 医院住院费用清单
医疗门诊收费票据（电子） 序号 明细 自付一 自付二 先行自付 限价 片 盒 支 瓶 袋 粒 次 日 项 人次 小时 部位 丸 贴 克 毫升""".split()
TOWNS = """北京 上海 广州 南京 武汉 成都 杭州 西安 重庆 天津 沈阳 长沙 郑州 济南 合肥 福州 昆明 兰州 贵阳 太原 石家庄 哈尔滨 长春 乌鲁木齐
银川 西宁 海口 南宁 呼和浩特 拉萨 苏州 无锡 常州 徐州 宁波 温州 厦门 泉州 青岛 烟台 潍坊 洛阳 宜昌 襄阳 岳阳 株洲 珠海 佛山 东莞 绵阳 亳州 滁州
衢州 丽水 赣州""".split()
PATRONS = "第一 第二 中心 人民 中医 妇幼保健 儿童 肿瘤 口腔 协和 仁济 瑞金 华山 同济 湘雅 红十字 惠民".split()
HOUSES = "医院 人民医院 医院有限公司 大药房 大药房连锁有限公司 卫生服务中心 大学附属医院".split()
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香玲飞红玉萍建国华志文辉力琴凤洁梅琳素云莲真环雪荣爱妹晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露"
    "瑶怡婵雁蓓仪荷丹蓉眉君蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思梓轩宇"
    "浩然子涵煜鑫"
)
DIGITS = "零壹贰叁肆伍陆柒捌玖"

_written = {0xFF01 + offset: 0x21 + offset for offset in range(94) if chr(0xFF01 + offset) != "，"}
_written.update({ord(a): ord(b) for a, b in zip("\u3000—–−￥∶‘’﹕～", " ---¥:'':~")})


def written(text):
    """The text as the model writes it: half-width, as chi_sim does, with single spaces."""
    text = "".join(unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" else c for c in text)
    return re.sub(" +", " ", text.translate(_written)).strip()


def first_column(name):
    lines = (HERE / "characters" / name).read_text(encoding="utf8").splitlines()
    return [line.split("\t")[0] for line in lines]


def names(paths):
    """Every cell of some CSV files that looks like a name."""
    found = set()
    for path in paths:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                found.update(cell.strip() for cell in row)
    return sorted(n for n in found if 1 < len(n) <= 26 and "\n" not in n and re.search("[\u4e00-\u9fff]", n))


class Texts:
    """Draws texts as slips print them, rare characters oftener than slips do."""

    def __init__(self, names):
        self.names = names
        self.rare = first_column("han.tsv")
        self.symbols = first_column("symbols.tsv")

    def capitals(self, chance):
        """An amount in capitals."""
        amount = str(chance.randrange(1, 10 ** chance.randint(1, 7)))
        places = ["", "拾", "佰", "仟", "万", "拾", "佰", "仟"]
        text, gap = "", False
        for place, digit in zip(range(len(amount) - 1, -1, -1), amount):
            if digit == "0":
                gap = True
                text += "万" if place == 4 else ""
            else:
                text += ("零" if gap and text else "") + DIGITS[int(digit)] + places[place]
                gap = False

        def digit():
            return DIGITS[chance.randint(1, 9)]

        ends = ["整", "正", digit() + "角" + chance.choice(["", "整"]), f"{digit()}角{digit()}分", f"零{digit()}分"]
        return text + chance.choice("元圆") + chance.choice(ends)

    def spec(self, chance):
        size = chance.choice("0.5 0.25 10 20 100 5 1 2.5 50 500 0.1 250 40 75 0.9".split())
        unit = chance.choice("g mg ml μg IU 万单位 万U L mL".split())
        pieces = chance.choice([6, 7, 10, 12, 20, 24, 28, 30, 48, 100])
        substance = chance.choice("头孢 阿莫西林 青霉素 氨溴索 甲硝唑".split())
        return chance.choice(
            [
                size + unit,
                f"{size}{unit}×{pieces}{chance.choice('片粒支丸袋')}",
                f"{size}{unit}*{pieces}{chance.choice('片粒支s')}/{chance.choice('盒瓶')}",
                f"{chance.randint(1, 500)}{unit}:{size}{unit}",
                f"{size}{unit}/{chance.choice('支瓶盒袋片')}",
                f"每{chance.choice('片粒支袋')}{size}{unit}",
                f"{size}%{chance.randint(1, 500)}ml",
                f"{size}{unit}(以{substance}计)",
            ]
        )

    def house(self, chance):
        return (
            chance.choice(TOWNS)
            + chance.choice(["市", "省", "", "市"])
            + chance.choice(PATRONS)
            + chance.choice(HOUSES)
        )

    def characters(self, chance, share):
        """Characters at random, a share of them such as chi_sim lacks."""
        length = chance.randint(2, 9)
        return "".join(chance.choice(self.rare if chance.random() < share else LEVEL_ONE) for _ in range(length))

    def name(self, chance):
        text = chance.choice(self.names)
        if chance.random() < 0.12:
            text = chance.choice(MARKS) + text
        if chance.random() < 0.12:
            inner = chance.choice(["甲", "乙", "丙", "自费", self.spec(chance), "片", "注射剂", "国产", "进口"])
            text += chance.choice("（(") + inner + chance.choice("）)")
        if chance.random() < 0.08:
            text += " " + self.spec(chance)
        return text

    def inserted(self, chance):
        """A name with a rare character or a symbol where none belongs, so that shapes are read, not words."""
        text = list(chance.choice(self.names))
        for _ in range(chance.randint(1, 2)):
            pool = self.rare if chance.random() < 0.7 else self.symbols
            text.insert(chance.randrange(len(text) + 1), chance.choice(pool))
        return "".join(text)

    def heading(self, chance):
        text = chance.choice(HEADINGS)
        if chance.random() < 0.5:
            text += chance.choice(["：", ":", "： ", "（元）", "(元)"])
        if chance.random() < 0.3:
            year, month, day = f"20{chance.randint(10, 26)}", chance.randint(1, 12), chance.randint(1, 28)
            text += chance.choice(
                [
                    chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN),
                    str(chance.randint(0, 99999)),
                    f"{chance.randint(0, 9999)}.{chance.randint(0, 99):02}",
                    f"{year}-{month:02}-{day:02}",
                    f"¥{chance.randint(0, 9999)}.{chance.randint(0, 99):02}",
                    f"{year}年{month}月{day}日",
                ]
            )
        return text

    def person(self, chance):
        rare = GIVEN + "".join(self.rare[:60])
        given = "".join(chance.choice(rare if chance.random() < 0.3 else GIVEN) for _ in range(chance.randint(1, 2)))
        return chance.choice(SURNAMES) + given + chance.choice(["", "", "女", "男", "  女  63岁"])

    def text(self, chance):
        draws = (
            (0.45, self.name),
            (0.17, lambda c: self.characters(c, 0.45)),
            (0.08, self.inserted),
            (0.05, lambda c: self.characters(c, 0)),
            (0.08, self.heading),
            (0.05, lambda c: c.choice(["", "", "合计（大写）：", "大写：", "人民币（大写）"]) + self.capitals(c)),
            (0.06, self.spec),
            (0.03, self.house),
            (0.03, self.person),
        )
        return chance.choices([draw for _, draw in draws], [share for share, _ in draws])[0](chance)
