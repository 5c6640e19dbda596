public import Catalog
public import Review
import Slips

/// Judges made lines by the rules of their catalog before they are printed, as a reviewer will who reads them well.
public struct RuleJudge: Sendable {
    private let catalog: Catalog
    private let rules: RuleLibrary

    /// - Parameters:
    ///   - catalog: The catalog that the lines are charged from.
    ///   - rules: The rules that were loaded of it.
    public init(catalog: Catalog, rules: RuleLibrary) {
        self.catalog = catalog
        self.rules = rules
    }

    /// What the rules find on the lines of a slip.
    ///
    /// - Parameters:
    ///   - lines: The lines of one slip, in their order.
    ///   - header: What the slip's head says of the patient.
    ///   - kind: The paper's kind, by the contract's name; only a fee list prints the days of a stay.
    /// - Returns: The contract's codes of the findings by the lines' indices; lines without any are left out.
    func findings(
        on lines: [SlipContent.Line], header: SlipTruth.Header, kind: String
    ) -> [Int: Set<String>] {
        let review = review(of: lines, header: header, kind: kind)
        return rules.flags(on: review, catalog: catalog).reduce(into: [:]) { result, finding in
            guard let line = finding.line else { return }
            result[line - 1, default: []].insert(finding.flag.code.rawValue)
        }
    }

    private func review(
        of lines: [SlipContent.Line], header: SlipTruth.Header, kind: String
    ) -> SlipReview {
        let identity = catalog.identity
        let sum = lines.reduce(Money.zero) { $0 + $1.amount }
        var fields: [SlipField: String] = [
            .hospital: header.hospital, .sex: header.sex, .age: header.age, .idNumber: header.idNumber,
            .insuranceType: header.insuranceType, .issueDate: header.issueDate,
            .receiptCode: header.receiptCode,
        ]
        if kind == SlipKind.feeList.rawValue {
            fields[.admissionDate] = header.admissionDate
            fields[.dischargeDate] = header.dischargeDate
        }
        return SlipReview(
            id: "", source: "", kind: SlipKind(rawValue: kind) ?? .other,
            catalog: ReviewCatalog(id: identity.id, edition: identity.edition, sha256: identity.sha256),
            pages: [],
            fields: Dictionary(
                uniqueKeysWithValues: fields.map { ($0.key.rawValue, Self.reading($0.value)) }),
            items: lines.enumerated().map { Self.item($1, number: $0 + 1) }, flags: [],
            totals: ReviewTotals(items: sum, printed: sum, isClosed: true, split: .zero),
            decision: .accepted)
    }

    private static func item(_ line: SlipContent.Line, number: Int) -> ReviewedItem {
        ReviewedItem(
            line: number, place: nil, date: reading(line.date.description), name: reading(line.printedName),
            unit: reading(line.unit), quantity: reading(line.quantity.description),
            unitPrice: reading(line.price.description), amount: reading(line.amount.description),
            match: ReviewMatch(
                status: line.entry == nil ? .outOfCatalog : .matched, code: line.entry?.code,
                name: line.entry?.name, score: 1, candidates: []),
            split: AmountSplit(selfPaid: line.amount), flags: [], needsReview: false)
    }

    private static func reading(_ text: String) -> ReviewReading {
        ReviewReading(value: text, raw: text, confidence: 1, place: nil, needsReview: false)
    }
}
