public import Catalog
public import Slips

/// A slip as persons have corrected it, ready to be reviewed anew.
///
/// It is what a further correction goes on from, and is archived with each.
public struct CorrectedSlip: Hashable, Codable, Sendable {
    public private(set) var slip: Slip
    public private(set) var rulings: SlipRulings

    /// A slip as it was read.
    public init(_ slip: Slip) {
        self.slip = slip
        rulings = .none
    }

    /// Makes one change.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - review: The review that the person had before the eyes: the findings that can be decided stand in it.
    ///   - catalog: The catalog that the slip will be reviewed by.
    /// - Throws: ``SlipChangeError``; nothing is changed then.
    public mutating func apply(
        _ change: SlipChange, on review: SlipReview, catalog: Catalog
    ) throws(SlipChangeError) {
        switch change {
        case .column(let line, let column, let text):
            let index = try index(of: line)
            try set(column, of: &slip.items[index], to: text)
            slip.items[index].settleDoubt()
        case .field(let field, let text): try set(field, to: text)
        case .entry(let line, let code):
            _ = try index(of: line)
            guard !catalog.rows(code: code).isEmpty else {
                let identity = catalog.identity
                throw .unknownEntry(code: code, catalog: "\(identity.id) \(identity.edition)")
            }
            rulings.settle(line) { $0.entry = .entry(code) }
        case .outOfCatalog(let line):
            _ = try index(of: line)
            rulings.settle(line) { $0.entry = .outOfCatalog }
        case .confirm(let line):
            try slip.items[index(of: line)].confirm()
            rulings.settle(line) { $0.isConfirmed = true }
        case .remove(let line):
            slip.items.remove(at: try index(of: line))
            rulings.remove(line)
            for index in slip.subtotals.indices { slip.subtotals[index].lines.removeAll { $0 == line } }
        case .add(let page, let columns): try add(page: page, columns)
        case .finding(let line, let ruling): try decide(ruling, line: line, on: review)
        case .complete: rulings.isComplete = true
        }
    }

    private func index(of line: Int) throws(SlipChangeError) -> Int {
        guard let index = slip.items.firstIndex(where: { $0.line == line }) else { throw .noSuchLine(line) }
        return index
    }

    private mutating func add(page: Int, _ columns: [ItemColumn: String]) throws(SlipChangeError) {
        guard slip.pages.contains(where: { $0.number == page }) else {
            throw .noValue(
                column: "page", text: "\(page)", wanted: "a page of the slip, 1 to \(slip.pages.count)")
        }
        func typed<Value>(_ value: Value) -> Reading<Value> {
            Reading(value: value, confidence: 1, needsReview: false)
        }
        let line = (slip.items.map(\.line).max() ?? 0) + 1
        var item = Item(
            line: line, place: Place(page: page, x: 0, y: 0, width: 0, height: 0), name: typed(""),
            quantity: typed(Quantity(1)), amount: typed(.zero))
        for column in ItemColumn.allCases {
            if let text = columns[column] {
                try set(column, of: &item, to: text)
            } else if column.isRequired {
                throw .required(column: column.rawValue)
            }
        }
        slip.items.append(item)
        rulings.settle(line) { $0.isConfirmed = true }
    }

    private mutating func decide(
        _ ruling: FindingRuling, line: Int?, on review: SlipReview
    ) throws(SlipChangeError) {
        guard !ruling.reason.allSatisfy(\.isWhitespace) else { throw .noReason }
        let flags = line.map { line in review.items.first { $0.line == line }?.flags ?? [] } ?? review.flags
        guard flags.contains(where: { $0.rule != nil && $0.code == ruling.code && $0.rule == ruling.rule })
        else { throw .noSuchFinding(code: ruling.code.rawValue, line: line) }
        func replace(_ rulings: inout [FindingRuling]) {
            rulings.removeAll { $0.code == ruling.code && $0.rule == ruling.rule }
            rulings.append(ruling)
        }
        if let line {
            _ = try index(of: line)
            rulings.settle(line) { replace(&$0.findings) }
        } else {
            replace(&rulings.findings)
        }
    }
}

// MARK: Values

extension CorrectedSlip {
    private func set(_ column: ItemColumn, of item: inout Item, to text: String?) throws(SlipChangeError) {
        if !column.isRequired { try Self.checkNotBlank(text, column.rawValue) }
        guard let text = text.map(Self.trimmed), !text.isEmpty else {
            switch column {
            case .date: item.date = nil
            case .code: item.code = nil
            case .spec: item.spec = nil
            case .unit: item.unit = nil
            case .unitPrice: item.unitPrice = nil
            case .insuranceClass: item.insuranceClass = nil
            case .name, .quantity, .amount: throw .required(column: column.rawValue)
            }
            return
        }
        switch column {
        case .date: item.date = item.date.typed(try Self.date(text, "date"))
        case .code: item.code = item.code.typed(try Self.text(text, "code"))
        case .name:
            item.name = Optional(item.name).typed(try Self.text(text, "name"))
            item.isNameCutOff = false
        case .spec: item.spec = item.spec.typed(try Self.text(text, "specification"))
        case .unit: item.unit = item.unit.typed(try Self.text(text, "unit"))
        case .quantity:
            guard let quantity = Quantity(printed: text), quantity != Quantity(0) else {
                throw .noValue(column: "quantity", text: text, wanted: "a number such as 2 or 1.5")
            }
            item.quantity = Optional(item.quantity).typed(quantity)
        case .unitPrice: item.unitPrice = item.unitPrice.typed(try Self.money(text, "unit price"))
        case .amount: item.amount = Optional(item.amount).typed(try Self.money(text, "amount"))
        case .insuranceClass:
            guard InsuranceClass(rawValue: text) != nil else {
                throw .noValue(column: "class", text: text, wanted: "甲, 乙 or 丙")
            }
            item.insuranceClass = item.insuranceClass.typed(text)
        }
    }

    /// A value of white space alone is a slip of the hand: that the paper prints nothing is said by no value at all.
    private static func checkNotBlank(_ text: String?, _ column: String) throws(SlipChangeError) {
        guard let text, trimmed(text).isEmpty else { return }
        throw .noValue(
            column: column, text: text, wanted: "what is printed, or null where the paper prints nothing")
    }

    private mutating func set(_ field: SlipField, to text: String?) throws(SlipChangeError) {
        try Self.checkNotBlank(text, field.rawValue)
        guard let text = text.map(Self.trimmed), !text.isEmpty else {
            slip.fields[field] = nil
            if field == .total { slip.total = nil }
            if field == .totalCapitals { slip.totalInCapitals = nil }
            rulings.settle(field, isAbsent: true)
            return
        }
        switch field {
        case .total: slip.total = slip.total.typed(try Self.money(text, "total"))
        case .totalCapitals:
            let money = CapitalAmount(text)?.money ?? Money(printed: text)
            guard let money else {
                throw .noValue(
                    column: "total in capitals", text: text, wanted: "it as printed, or the amount in figures"
                )
            }
            slip.totalInCapitals = slip.totalInCapitals.typed(money)
        case .admissionDate, .dischargeDate, .issueDate:
            let date = try Self.date(text, field.englishName)
            slip.fields[field] = slip.fields[field].typed(date.description)
        case .sex:
            // Rules judge by it: any other word would silence them.
            guard ["男", "女"].contains(text) else {
                throw .noValue(column: field.englishName, text: text, wanted: "男 or 女")
            }
            slip.fields[field] = slip.fields[field].typed(text)
        default: slip.fields[field] = slip.fields[field].typed(try Self.text(text, field.englishName))
        }
        rulings.settle(field, isAbsent: false)
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Characters of a text that a person may type into a cell.
    private static let longestText = 300

    private static func text(_ text: String, _ column: String) throws(SlipChangeError) -> String {
        let isControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard text.count <= longestText, !isControl else {
            throw .noValue(
                column: column, text: String(text.prefix(40)),
                wanted: "one line of at most \(longestText) characters")
        }
        return text
    }

    private static func money(_ text: String, _ column: String) throws(SlipChangeError) -> Money {
        guard let money = Money(printed: text) else {
            throw .noValue(column: column, text: text, wanted: "yuan such as 12.50")
        }
        // Prices may have more decimals than can be paid.
        guard column == "unit price" || money.isWholeFen else {
            throw .noValue(
                column: column, text: text, wanted: "yuan with two decimals at most, such as 12.50")
        }
        return money
    }

    private static func date(_ text: String, _ column: String) throws(SlipChangeError) -> CalendarDate {
        guard let date = CalendarDate(printed: text) else {
            throw .noValue(column: column, text: text, wanted: "a date such as 2026-05-31")
        }
        return date
    }
}

extension Optional {
    /// The reading with the value that a person typed in its place; what the engine saw stays beside it.
    fileprivate func typed<Value>(_ value: Value) -> Reading<Value> where Wrapped == Reading<Value> {
        Reading(value: value, raw: self?.raw, confidence: 1, place: self?.place, needsReview: false)
    }
}

extension Item {
    /// Takes the doubt from the line when none of its readings is in doubt.
    fileprivate mutating func settleDoubt() {
        let texts = [code, name, spec, unit, insuranceClass].compactMap { $0?.needsReview }
        let numbers = [
            quantity.needsReview, unitPrice?.needsReview, amount.needsReview, date?.needsReview,
        ].compactMap(\.self)
        needsReview = (texts + numbers).contains(true)
    }

    /// Takes the doubt from the line and from every reading of it that has a value.
    fileprivate mutating func confirm() {
        func confirmed<Value>(_ reading: Reading<Value>?) -> Reading<Value>? {
            guard var reading, reading.value != nil else { return reading }
            reading.confidence = 1
            reading.needsReview = false
            reading.characterConfidences = []
            return reading
        }
        date = confirmed(date)
        code = confirmed(code)
        name = confirmed(name) ?? name
        spec = confirmed(spec)
        unit = confirmed(unit)
        quantity = confirmed(quantity) ?? quantity
        unitPrice = confirmed(unitPrice)
        amount = confirmed(amount) ?? amount
        insuranceClass = confirmed(insuranceClass)
        settleDoubt()
    }
}
