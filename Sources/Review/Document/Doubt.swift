internal import Catalog
internal import Slips

/// Something on a slip that a person must look at, and why.
public struct Doubt: Hashable, Sendable {
    /// The item's line; nil for a field or the slip as a whole.
    public var line: Int?
    /// What is in doubt: Chinese, then English.
    public var subject: String
    /// What was read there; nil where nothing was.
    public var text: String?
    /// Why: Chinese, then English.
    public var reason: String
}

extension SlipReview {
    /// Everything that a person must look at: the fields, then the items in their order, then the sums.
    public var doubts: [Doubt] {
        fieldDoubts + items.flatMap(\.doubts) + sumDoubts
    }

    private var fieldDoubts: [Doubt] {
        SlipField.allCases.compactMap { field in
            guard let reading = fields[field.rawValue] else { return nil }
            return Doubt(reading, line: nil, subject: "\(field.chineseName) \(field.englishName)")
        }
    }

    private var sumDoubts: [Doubt] {
        func doubt(_ reason: String) -> [Doubt] {
            [Doubt(line: nil, subject: "合计 Total", text: totals.printed?.description, reason: reason)]
        }
        guard kind != .blank else { return [] }
        if items.isEmpty { return doubt("没有读到明细 no items were found") }
        guard let printed = totals.printed else {
            return doubt("没有可核对的票面合计 no printed total to check the lines by")
        }
        guard !totals.isClosed else { return [] }
        if printed != totals.items {
            let difference = printed - totals.items
            return doubt(
                "明细合计\(totals.items)，相差\(difference) the lines sum to \(totals.items), which is \(difference) off"
            )
        }
        return doubt("各项未全部勾稽 some line or subtotal does not close")
    }
}

extension ReviewedItem {
    /// What a person must look at on the line.
    public var doubts: [Doubt] {
        (needsReview ? readingDoubts : []) + ruleDoubts
    }

    /// What rules ask of a person; the line itself may be read and matched for certain.
    private var ruleDoubts: [Doubt] {
        flags.filter(\.isOpen).map { flag in
            Doubt(line: line, subject: "规则 rule", text: name.value, reason: flag.message)
        }
    }

    private var readingDoubts: [Doubt] {
        let readings: [(ReviewReading?, String)] = [
            (date, "日期 date"), (code, "编码 code"), (name, "名称 name"), (spec, "规格 spec"), (unit, "单位 unit"),
            (quantity, "数量 quantity"), (unitPrice, "单价 unit price"), (amount, "金额 amount"),
        ]
        var doubts = readings.compactMap { reading, subject in
            reading.flatMap { Doubt($0, line: line, subject: subject) }
        }
        if let product, let printed = amount.value.flatMap({ Money($0) }), product != printed {
            doubts.append(
                Doubt(
                    line: line, subject: "金额 amount", text: amount.value,
                    reason: "数量×单价=\(product) quantity × unit price is \(product)"))
        }
        if let doubt = matchDoubt { doubts.append(doubt) }
        if doubts.isEmpty {
            doubts.append(
                Doubt(
                    line: line, subject: "整行 line", text: name.value,
                    reason: "未能确认 it could not be settled what the line says"))
        }
        return doubts
    }

    /// Quantity × unit price, where both were read.
    private var product: Money? {
        guard let quantity = quantity.value.flatMap({ Quantity($0) }),
            let price = unitPrice?.value.flatMap({ Money($0) })
        else { return nil }
        return Money.amount(quantity: quantity, unitPrice: price)
    }

    private var matchDoubt: Doubt? {
        guard split == nil else { return nil }
        let reason: String
        if !splitNeeds.isEmpty {
            return Doubt(
                line: line, subject: "限价与自付 cap and share", text: match.name ?? name.value,
                reason: splitNeeds.map(\.reason).joined(separator: "；"))
        }
        switch match.status {
        case .ambiguous where match.candidates.isEmpty:
            reason = "目录中没有相近的项目 nothing in the catalog is near"
        case .ambiguous:
            reason = "目录中可能是 may be \(match.likelyNames.joined(separator: " / "))"
        case .matched: reason = "对应“\(match.name ?? "")”尚不确定 the match is not certain"
        case .outOfCatalog: reason = "目录中未找到，名称可能误读 not in the catalog, unless the name is misread"
        }
        return Doubt(line: line, subject: "目录 catalog", text: name.value ?? name.raw, reason: reason)
    }
}

extension Doubt {
    /// Nil for a reading that may be trusted.
    init?(_ reading: ReviewReading, line: Int?, subject: String) {
        guard reading.needsReview || reading.value == nil else { return nil }
        let reason: String
        if reading.value != nil {
            let percent = Int((reading.confidence * 100).rounded(.down))
            reason = "未经证实，把握\(percent)% not proven, \(percent)% sure"
        } else if let raw = reading.raw, !raw.isEmpty {
            reason = "读不成值 no value can be made of it"
        } else {
            reason = reading.place == nil ? "没有找到 not found" : "有印迹，未读出 printed, not read"
        }
        self.init(line: line, subject: subject, text: reading.value ?? reading.raw, reason: reason)
    }
}

extension SettingUnknown {
    /// Why a split waits for it: Chinese, then English, and what to do.
    fileprivate var reason: String {
        switch self {
        case .date: "服务日期未能确认，请补填日期 it depends on the day of service: give the date"
        case .hospitalLevel:
            "因医院级别而异，定点名单providers.csv未载明，或同名机构级别不一 it depends on the hospital's level, which providers.csv "
                + "does not tell, or tells otherwise of two of the name"
        case .region:
            "因地区而异，定点名单providers.csv未载明医院所在地区，或同名机构地区不一 it depends on the hospital's region, which "
                + "providers.csv does not tell, or tells otherwise of two of the name"
        case .insurance: "因险种而异，险种未能确认，请补填 it depends on the kind of insurance: give it"
        case .catalog: "目录中有互相矛盾的行，请更正目录 rows of the catalog contradict each other: mend the catalog"
        }
    }
}
