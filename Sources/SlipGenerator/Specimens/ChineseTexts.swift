/// Makes the names, headings, labels and other words that slips print, as they are printed but without spaces.
struct ChineseTexts {
    private let entries: [ShelfEntry]
    private let numbers = NumberTexts()

    init(entries: [ShelfEntry]) {
        self.entries = entries
    }

    func text(random: inout SeededRandom) -> (text: String, kind: SpecimenText) {
        switch random.integer(in: 0...99) {
        case 0..<50: (name(random: &random), .name)
        case 50..<63: (label(random: &random), .label)
        case 63..<67: (person(random: &random), .person)
        case 67..<73: (random.pick(Self.units, else: "盒"), .unit)
        case 73..<79: (spec(random: &random), .spec)
        default: (characters(random: &random), .characters)
        }
    }

    /// A printed name: an entry's, decorated, cut or with its spec behind, now and then.
    func name(random: inout SeededRandom) -> String {
        guard let entry = entries.isEmpty ? nil : random.pick(entries, else: entries[0]) else {
            return characters(random: &random)
        }
        var text = entry.name.filter { $0 != " " }
        if text.count > 6, random.chance(0.15) {
            text = String(text.prefix(random.integer(in: 4...text.count)))
        } else if text.count > 8, random.chance(0.15) {
            // A line of a wrapped name.
            text = String(text.dropFirst(random.integer(in: 2...text.count - 3)))
        }
        if text.count > 24 { text = String(text.prefix(24)) }
        if random.chance(0.12) { text = random.pick(Self.marks, else: "★") + text }
        if random.chance(0.08) { text += random.pick(Self.marks, else: "(甲)") }
        if random.chance(0.06), !entry.spec.isEmpty { text += entry.spec.filter { $0 != " " } }
        return widened(text, random: &random)
    }

    private func label(random: inout SeededRandom) -> String {
        var text = random.pick(Self.labels, else: "姓名")
        if random.chance(0.4) { text += random.word(":", "：") }
        if random.chance(0.12) {
            text = random.word("第", "共") + "\(random.integer(in: 1...30))" + random.word("页", "次", "张")
        }
        if random.chance(0.1) {
            let provider = MadeProvider(isPharmacy: random.chance(0.3), random: &random)
            text = random.chance(0.5) ? provider.name : random.pick(provider.departments, else: "骨科")
        }
        return widened(text, random: &random)
    }

    private func person(random: inout SeededRandom) -> String {
        if random.chance(0.3) {
            return (0..<random.integer(in: 2...3)).map { _ in
                String(random.pick(CommonCharacters.levelOne, else: "王"))
            }.joined()
        }
        let surname = random.pick(
            Array(
                "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
            ), else: "王")
        return String(surname)
            + (0..<random.integer(in: 1...2)).map { _ in
                String(random.pick(CommonCharacters.levelOne, else: "明"))
            }.joined()
    }

    private func spec(random: inout SeededRandom) -> String {
        if random.chance(0.5), let entry = entries.isEmpty ? nil : random.pick(entries, else: entries[0]),
            !entry.spec.isEmpty
        {
            return String(entry.spec.filter { $0 != " " }.prefix(24))
        }
        return numbers.spec(random: &random)
    }

    /// Characters at random, so that every one occurs and no word is learned by heart.
    private func characters(random: inout SeededRandom) -> String {
        var text = ""
        for _ in 0..<random.integer(in: 2...9) {
            if random.chance(0.04) {
                text += random.pick(Self.punctuation, else: "、")
            } else if random.chance(0.12), !entries.isEmpty {
                // Rare characters of the catalog beyond GB 2312's first level.
                let entry = random.pick(entries, else: entries[0])
                text += String(random.pick(entry.name.filter { $0 != " " }.map { $0 }, else: "药"))
            } else {
                text += String(random.pick(CommonCharacters.levelOne, else: "药"))
            }
        }
        return text
    }

    /// Half-width brackets and colons as full-width ones, now and then.
    private func widened(_ text: String, random: inout SeededRandom) -> String {
        guard random.chance(0.35) else { return text }
        let wide: [Character: Character] = ["(": "（", ")": "）", ":": "：", ",": "，", ";": "；"]
        return String(text.map { wide[$0] ?? $0 })
    }

    static let units = [
        "片", "粒", "支", "袋", "瓶", "盒", "丸", "包", "个", "次", "日", "天", "张", "套", "根", "条", "只", "副", "块", "枚",
        "贴", "板", "卷", "桶", "筒", "管", "项", "例", "人次", "小时", "部位", "每部位", "单侧", "双侧", "每根", "床日", "克", "毫升",
        "公斤", "g", "ml", "kg", "甲", "乙", "丙", "甲类", "乙类", "丙类", "自费", "无自付", "有自付", "男", "女", "岁", "月",
    ]
    private static let marks = [
        "(甲)", "(乙)", "(丙)", "[甲]", "[乙]", "[丙]", "【甲】", "【乙】", "(自费)", "(国产)", "(进口)", "[集采]", "★", "▲", "△",
        "◆", "*", "#", "※", "●", "(基)", "(国基)", "(医保)", "甲类", "乙类",
    ]
    private static let punctuation = [
        "(", ")", "（", "）", "、", "，", "。", "：", "；", "-", "/", "《", "》", "“", "”", "·", "+", "×", "%", "℃",
        "≥", "≤",
        "±", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "α", "β", "γ", "μ", "【", "】", "[", "]", "~", "¥", "￥", "A", "B", "C", "D",
        "N", "T",
    ]
    static let labels = [
        "序号", "日期", "收费日期", "费用日期", "项目编码", "编码", "医保编码", "国家编码", "收费编码", "项目名称", "收费项目", "名称", "费用名称",
        "药品名称",
        "规格", "规格型号", "单位", "计价单位", "数量", "总量", "次数", "单价", "价格", "单价(元)", "金额", "金额(元)", "总价", "合计", "小计",
        "本页小计", "总计", "类别", "医保类别", "等级", "费用等级", "自付比例", "备注", "姓名", "患者姓名", "病人姓名", "性别", "年龄", "住院号",
        "病案号",
        "病历号", "门诊号", "科室", "科别", "床号", "医保类型", "费别", "险种类型", "身份证号", "医保编号", "社会保障号码", "入院日期", "出院日期",
        "住院天数",
        "结算日期", "开票日期", "打印日期", "打印时间", "收款人", "收费员", "复核人", "票据代码", "票据号码", "校验码", "交款人", "交款人统一社会信用代码",
        "业务流水号",
        "医疗机构类型", "其他信息", "金额合计(大写)", "合计(大写)", "(小写)", "医保统筹基金支付", "其他支付", "个人账户支付", "个人现金支付", "个人自付",
        "个人自费", "现金支付",
        "实收", "应收", "找零", "西药费", "中成药费", "中草药费", "中药饮片费", "床位费", "诊察费", "检查费", "化验费", "治疗费", "护理费", "手术费",
        "卫生材料费",
        "输血费", "麻醉费", "挂号费", "药事服务费", "一般诊疗费", "其他费用", "住院费用明细清单", "费用明细清单", "医疗费用明细清单", "门诊费用清单", "医疗收费票据",
        "住院收费票据", "门诊收费票据", "城镇职工基本医疗保险", "城乡居民基本医疗保险", "自费", "公费", "新农合", "职工医保", "居民医保", "电子票据", "财政部监制",
        "收费专用章",
        "发票联", "购药小票", "零售药店", "店员", "会员", "谢谢惠顾", "请妥善保管", "此联不作报销凭证", "一次性使用", "先行自付", "起付线", "本次支付", "余额",
        "处方",
        "医师", "药师", "生产厂家", "批号", "有效期至", "用法用量", "口服", "静脉滴注", "肌肉注射", "外用", "每日三次", "一日两次", "饭后", "国药准字",
    ]
}
