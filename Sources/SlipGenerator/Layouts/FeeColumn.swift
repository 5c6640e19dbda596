/// A column of a fee list.
enum FeeColumn: String, CaseIterable, Hashable {
    case serial, date, code, name, spec, unit, quantity, price, amount, insuranceClass, ratio
    /// Columns of ``SlipLayout/varied`` and its kin only.
    case category, department, doctor, payable, discount, selfPaid, insured

    /// The columns of the lists with fixed orders.
    static let common: [FeeColumn] = [
        .serial, .date, .code, .name, .spec, .unit, .quantity, .price, .amount, .insuranceClass, .ratio,
    ]

    /// Headings that hospitals use for the column.
    var headings: [String] {
        switch self {
        case .serial: ["序号", "No"]
        case .date: ["日期", "收费日期", "费用日期"]
        case .code: ["项目编码", "编码", "医保编码", "国家编码", "收费编码"]
        case .name: ["项目名称", "收费项目", "名称", "费用名称", "项目名称"]
        case .spec: ["规格", "规格型号", "规格"]
        case .unit: ["单位", "计价单位", "单位"]
        case .quantity: ["数量", "总量", "数量", "次数"]
        case .price: ["单价", "价格", "单价(元)", "单价"]
        case .amount: ["金额", "金额(元)", "总价", "金额"]
        case .insuranceClass: ["类别", "医保类别", "等级", "费用等级"]
        case .ratio: ["自付比例"]
        case .category: ["费用类别", "收费类别", "费用分类"]
        case .department: ["执行科室", "开单科室", "科室"]
        case .doctor: ["医生", "开单医生"]
        case .payable: ["应收金额", "应收"]
        case .discount: ["优惠金额", "优惠", "减免金额"]
        case .selfPaid: ["自付金额", "个人自付", "自理金额", "自付"]
        case .insured: ["医保金额", "可报金额", "统筹金额", "医保范围"]
        }
    }

    /// Further headings in use, rarer ones too.
    var allHeadings: [String] {
        switch self {
        case .serial: ["序号", "No", "行号", "序"]
        case .date: ["日期", "收费日期", "费用日期", "发生日期", "记账日期", "计费时间", "收费时间", "明细日期"]
        case .code:
            ["项目编码", "编码", "医保编码", "国家编码", "收费编码", "医保代码", "项目代码", "国家医保编码", "收费代码", "医保项目编码"]
        case .name:
            [
                "项目名称", "收费项目", "名称", "费用名称", "药品", "药品名称", "诊疗项目", "项目", "收费项目名称", "药品/项目名称",
                "医嘱名称", "费用项目", "医疗服务项目", "品名", "费用名称/规格", "收费项目/药品名称",
            ]
        case .spec: ["规格", "规格型号", "包装规格", "规格/型号", "型号"]
        case .unit: ["单位", "计价单位", "计量单位"]
        case .quantity: ["数量", "总量", "次数", "用量", "数量", "计费数量", "数量/次数"]
        case .price: ["单价", "价格", "单价(元)", "单价", "标准单价", "单价（元）", "执行单价"]
        case .amount: ["金额", "金额(元)", "总价", "合计", "金额", "总金额", "费用金额", "金额（元）", "费用(元)"]
        case .insuranceClass:
            ["类别", "医保类别", "等级", "费用等级", "医保等级", "医保属性", "甲乙类", "报销类别", "医保标识"]
        case .ratio: ["自付比例", "自理比例", "自付%", "先自付比例", "自付率"]
        default: headings
        }
    }

    var alignment: SheetWriter.Alignment {
        switch self {
        case .quantity, .price, .amount, .payable, .discount, .selfPaid, .insured: .right
        case .serial, .date, .unit, .insuranceClass, .ratio, .category, .department, .doctor: .centre
        case .code, .name, .spec: .left
        }
    }

    /// The role of the column's cells in the truth.
    var role: String {
        switch self {
        case .price: "item.unit_price"
        case .insuranceClass: "item.class"
        default: "item." + rawValue
        }
    }

    /// Columns that a list can do without, the first to go first.
    static let dispensable: [FeeColumn] = [
        .doctor, .department, .insured, .ratio, .serial, .selfPaid, .discount, .payable, .category, .code,
        .insuranceClass,
    ]

    /// Columns and an order that some hospital may have chosen: name and amount always, the others mostly.
    static func anyOrder(fewer: Bool, random: inout SeededRandom) -> [FeeColumn] {
        let chances: [(FeeColumn, Double)] = [
            (.serial, 0.3), (.date, 0.6), (.code, 0.35), (.category, 0.15), (.spec, 0.75), (.unit, 0.8),
            (.quantity, 1), (.price, 0.93), (.payable, 0.1), (.insuranceClass, 0.5), (.ratio, 0.25),
            (.selfPaid, 0.12), (.insured, 0.1), (.department, 0.15), (.doctor, 0.1),
        ]
        var chosen = Set(chances.filter { random.chance(fewer ? $0.1 * $0.1 : $0.1) }.map(\.0))
        if chosen.contains(.payable), random.chance(0.6) { chosen.insert(.discount) }
        chosen.formUnion([.name, .amount, .quantity])
        let usual: [FeeColumn] = [
            .serial, .date, .code, .category, .name, .spec, .unit, .quantity, .price, .payable, .discount,
            .amount, .insuranceClass, .ratio, .selfPaid, .insured, .department, .doctor,
        ]
        var order = usual.filter { chosen.contains($0) }
        if random.chance(0.25) { return random.shuffled(order) }
        // Most programs keep close to the usual order: a few columns stand elsewhere.
        for _ in 0..<random.integer(in: 0...3) {
            let moved = order.remove(at: random.integer(in: 0...order.count - 1))
            order.insert(moved, at: random.integer(in: 0...order.count))
        }
        return order
    }

    /// Orders in which hospitals print the columns.
    static let orders: [[FeeColumn]] = [
        [.date, .code, .name, .spec, .unit, .quantity, .price, .amount, .insuranceClass],
        [.date, .name, .spec, .unit, .quantity, .price, .amount, .insuranceClass],
        [.serial, .name, .spec, .unit, .price, .quantity, .amount, .insuranceClass, .ratio],
        [.serial, .date, .name, .spec, .quantity, .unit, .price, .amount],
        [.code, .name, .spec, .unit, .quantity, .price, .amount, .date],
        [.date, .insuranceClass, .name, .spec, .unit, .quantity, .price, .amount],
        [.name, .spec, .unit, .quantity, .price, .amount, .insuranceClass],
        [.date, .name, .spec, .price, .quantity, .unit, .amount, .insuranceClass],
    ]
}
