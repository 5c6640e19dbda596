/// What a column of a published table says of its rows, known by its heading.
///
/// Sources: headings of the national catalogs of drugs, medical services and consumables, and of provincial price lists
/// of medical services, as their columns are named there.
enum ImportField: Hashable {
    case code
    case name
    case aliases
    case spec
    case unit
    case insuranceClass
    case selfPayRatio
    case priceCap
    /// The cap in hospitals of one level, 1 to 3.
    case levelCap(Int)
    case validFrom
    case validTo
    case dosageForm
    /// Numbers the rows of the table and says nothing of them.
    case rowNumber
    /// Says something that no verdict rests on: it is kept beside the row under its heading.
    case kept

    /// The field of a column of the contract's own name, for columns that are mapped by hand.
    init?(named name: String) {
        let named: [String: ImportField] = [
            "code": .code, "name": .name, "aliases": .aliases, "spec": .spec, "unit": .unit,
            "class": .insuranceClass, "self_pay_ratio": .selfPayRatio, "price_cap": .priceCap,
            "price_cap_1": .levelCap(1), "price_cap_2": .levelCap(2), "price_cap_3": .levelCap(3),
            "valid_from": .validFrom, "valid_to": .validTo, "dosage_form": .dosageForm, "keep": .kept,
            "skip": .rowNumber,
        ]
        guard let field = named[name] else { return nil }
        self = field
    }

    /// The field of a published heading; nil for one that is not known.
    init?(heading: String) {
        let plain = Self.plain(heading)
        if let field = ImportField(named: plain) ?? Self.headings[plain] {
            self = field
        } else if let level = Self.level(plain) {
            self = .levelCap(level)
        } else {
            return nil
        }
    }

    /// Headings of one table that say the same, the best first: the others are kept beside the rows.
    ///
    /// Source: the columns of the national database of drug codes, which has the registered name, form and specification of
    /// each product beside the name and the form of the drug list.
    private static let alternatives = [
        ["注册名称", "药品名称", "医保药品名称", "医保通用名", "医保通用名称"], ["实际规格", "规格", "注册规格"],
        ["医保剂型", "合并剂型", "剂型", "实际剂型", "注册剂型"],
    ]

    /// Those of a table's headings, in plain form, of which it has a better one.
    static func besideOthers(_ headings: Set<String>) -> Set<String> {
        Set(alternatives.flatMap { $0.filter(headings.contains).dropFirst() })
    }

    /// A heading without white space, marks of duty, the edition before it, and what stands in brackets at its end, such as
    /// its unit.
    static func plain(_ heading: String) -> String {
        var scalars = withoutEdition(NormalText(heading).scalars[...])
        while scalars.first == "*" { scalars = scalars.dropFirst() }
        while scalars.last == "*" { scalars = scalars.dropLast() }
        if scalars.last == ")", let open = scalars.lastIndex(of: "("), open > scalars.startIndex {
            scalars = scalars[..<open]
        }
        // Normal text has no underscores, which the contract's own names have.
        let text = NormalText(scalars: scalars).text
        return contractNames[text] ?? text
    }

    /// A heading without the edition that it speaks of: 2024版甲乙类.
    private static func withoutEdition(_ heading: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        let rest = heading.drop(while: \.isDigit)
        let edition = rest.prefix { $0 == "年" || $0 == "版" }
        guard rest.startIndex - heading.startIndex == 4, !edition.isEmpty else { return heading }
        return rest.dropFirst(edition.count)
    }

    private static let contractNames = Dictionary(
        uniqueKeysWithValues: [
            "self_pay_ratio", "price_cap", "price_cap_1", "price_cap_2", "price_cap_3", "valid_from",
            "valid_to",
            "dosage_form",
        ].map { (NormalText($0).text, $0) })

    private static let headings: [String: ImportField] = {
        let words: [(ImportField, String)] = [
            (
                .code,
                "药品代码 收费项目编码 收费项目代码 国家医保药品代码 医保药品代码 国家药品代码 药品编码 国家医保代码 国家医保编码 医保代码 医保编码 国家编码 国家代码 项目编码 项目代码 国家项目代码 "
                    + "医疗服务项目代码 医疗服务项目编码 国家医疗服务项目代码 国家医疗服务项目编码 耗材代码 耗材编码 医用耗材代码 医用耗材编码 国家医保耗材代码 "
                    + "医保耗材代码 编码 代码 目录编码 医保目录编码 中药饮片代码"
            ),
            (
                .name,
                "药品名称 收费项目名称 收费项目 注册名称 通用名 通用名称 药品通用名 药品通用名称 医保通用名 项目名称 医疗服务项目名称 国家项目名称 耗材名称 医用耗材名称 医保通用名称 产品名称 名称 "
                    + "目录名称 中药饮片名称 饮片名称"
            ),
            (.aliases, "商品名 商品名称 别名 曾用名 其他名称"),
            (.spec, "规格 注册规格 实际规格 包装规格 规格型号 型号规格 型号 规格包装"),
            (.unit, "单位 计价单位 计量单位 收费单位 最小包装单位 最小计价单位 销售单位"),
            (
                .insuranceClass,
                "甲乙类 甲乙分类 医保类别 医保等级 费用等级 收费项目等级 支付类别 报销类别 医保支付类别 目录类别 医保甲乙类 甲乙丙类 甲乙丙"
            ),
            (
                .selfPayRatio,
                "自付比例 先行自付比例 个人先行自付比例 首自付比例 首付比例 自理比例 个人自付比例 个人自理比例 先自付比例"
            ),
            (
                .priceCap,
                "限价 最高限价 医保限价 医保最高限价 支付标准 医保支付标准 最高支付限价 最高支付标准 医保支付价 最高价格 最高价 价格 政府指导价 项目价格 支付限价 限额 医保最高限额 最高限额"
            ),
            (.validFrom, "开始日期 生效日期 启用日期 执行日期 有效期起 有效开始日期 开始时间 生效时间"),
            (.validTo, "结束日期 失效日期 停用日期 终止日期 有效期止 有效结束日期 结束时间 失效时间"),
            (.dosageForm, "剂型 注册剂型 实际剂型 医保剂型 合并剂型"),
            (.rowNumber, "序号 行号"),
            (
                .kept,
                "备注 说明 项目内涵 除外内容 计价说明 生产企业 药品企业 企业名称 上市许可持有人 批准文号 药品本位码 注册证号 注册备案号 注册证编号 包装材质 "
                    + "最小包装数量 最小制剂单位 转换比 限定支付范围 医保支付范围 支付范围 医保限定支付范围 协议有效期 编号 财务分类 归集口径 材质 一级分类 二级分类 三级分类 "
                    + "药品类别 药品分类 分包装企业 分包装企业名称 市场状态 原批准文号 原药品代码 批次 目录编号 医保编号 单件产品名称 特征 品牌 地区 项目类别 国家项目说明"
            ),
        ]
        return Dictionary(
            words.flatMap { field, words in words.split(separator: " ").map { (String($0), field) } },
            uniquingKeysWith: { first, _ in first })
    }()

    /// The level of hospitals of whose caps a heading tells: `三级医院价格`.
    private static func level(_ plain: String) -> Int? {
        let levels = ["一级": 1, "二级": 2, "三级": 3]
        guard let level = levels[String(plain.prefix(2))] else { return nil }
        let rest = plain.dropFirst(2)
        let hospitals = ["", "医院", "医疗机构", "公立医院", "公立医疗机构"]
        let prices = ["", "价格", "限价", "最高限价", "最高价", "指导价", "支付标准"]
        return hospitals.contains { hospital in prices.contains { rest == hospital + $0 } } ? level : nil
    }
}
