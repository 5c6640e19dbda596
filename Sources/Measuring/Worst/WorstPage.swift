internal import Foundation
public import Layout
public import Review
internal import SlipGenerator
internal import Slips

/// A page that was read badly, and what went wrong on it.
public struct WorstPage: Sendable {
    public var reading: MadeSlips.Reading
    public var review: SlipReview
    /// From 1.
    public var page: Int
    /// Printed lines of the page, and how many of them were read right.
    public var lines: Share
    /// Items that were read from no line.
    public var invented: Int
    /// What went wrong, in words; the gravest first.
    public var causes: [String]

    /// The layout of the page.
    public var layout: PageLayout { reading.layouts[page - 1] }

    /// How bad it is: the share of lines that are not right or should not be there.
    public var badness: Double {
        Double(lines.wrong + invented) / Double(max(1, lines.all))
    }
}

extension WorstPage {
    /// Whether more is wrong than on another page: by share, then by number.
    public func isWorse(than other: WorstPage) -> Bool {
        (badness, lines.wrong) > (other.badness, other.lines.wrong)
    }

    /// The worst page of a slip.
    ///
    /// - Parameters:
    ///   - reading: The slip as it was read.
    ///   - review: Its review.
    ///   - read: The review beside the truth.
    public init(_ reading: MadeSlips.Reading, review: SlipReview, read: ReadAgainstTruth) {
        let pages = reading.layouts.indices.map { index in
            Self.page(index + 1, reading, review, read)
        }
        let first = WorstPage(
            reading: reading, review: review, page: 1, lines: Share(), invented: 0, causes: [])
        self = pages.max { $0.badness < $1.badness } ?? first
    }

    private static func page(
        _ page: Int, _ reading: MadeSlips.Reading, _ review: SlipReview, _ read: ReadAgainstTruth
    ) -> WorstPage {
        let truth = reading.truth
        func isHere(_ line: SlipTruth.Item) -> Bool {
            let number = truth.items.firstIndex(of: line).map { $0 + 1 }
            return page == truth.cells.first { $0.role == "item.name" && $0.line == number }?.page ?? 1
        }
        let pairs = read.pairs.filter { pair in pair.truth.map(isHere) ?? (pair.item.place?.page == page) }
        let found = pairs.filter { $0.truth != nil }
        let missed = read.missed.filter(isHere)
        let invented = pairs.filter { $0.truth == nil }
        var causes = columnCauses(of: reading, page: page)
        if !missed.isEmpty {
            causes.append(
                "\(missed.count) of \(found.count + missed.count) lines were not found: "
                    + names(missed.map(\.name)))
        }
        if !invented.isEmpty {
            causes.append(
                "\(invented.count) items are no lines: " + names(invented.map { $0.item.name.value ?? "–" }))
        }
        causes += pairCauses(of: found)
        let silent = pairs.count { !$0.isRight && !$0.item.needsReview }
        causes.append(
            silent == 0 ? "everything wrong is marked for review" : "\(silent) wrong items are marked certain"
        )
        return WorstPage(
            reading: reading, review: review, page: page,
            lines: Share(all: found.count + missed.count, right: found.count(where: \.isRight)),
            invented: invented.count, causes: causes)
    }

    /// Columns that are printed and were not found, and a table that was not.
    private static func columnCauses(of reading: MadeSlips.Reading, page: Int) -> [String] {
        let tables = reading.layouts[page - 1].tables
        guard !tables.isEmpty else { return ["no table was found"] }
        let columns: [(role: String, kinds: Set<ColumnKind>)] = [
            ("item.name", [.name]), ("item.quantity", [.quantity, .quantityAndUnit]),
            ("item.unit_price", [.unitPrice]), ("item.amount", [.amount]),
        ]
        let printed = Set(reading.truth.cells.filter { $0.page == page }.map(\.role))
        return tables.flatMap { table in
            let kinds = Set(table.columns.map(\.kind))
            let lost = columns.filter { printed.contains($0.role) && kinds.isDisjoint(with: $0.kinds) }
            return lost.isEmpty
                ? []
                : [
                    "the headings named no column for "
                        + lost.map { $0.role.dropFirst("item.".count).replacing("_", with: " ") }
                        .joined(separator: ", ")
                        + (table.hasHeadings ? "" : " (the page prints none, or none were found)")
                ]
        }
    }

    private static func pairCauses(of pairs: [ReadAgainstTruth.Pair]) -> [String] {
        var wrong = pairs.filter { !$0.hasNumbers }
        var causes: [String] = []
        func take(
            _ text: String, _ examples: ((ReadAgainstTruth.Pair) -> String)?,
            _ isMeant: (ReadAgainstTruth.Pair) -> Bool
        ) {
            let meant = wrong.filter(isMeant)
            wrong.removeAll(where: isMeant)
            guard !meant.isEmpty else { return }
            causes.append(
                "\(text) on \(meant.count) lines" + (examples.map { ": " + names(meant.map($0)) } ?? ""))
        }
        take("quantity and unit price are swapped", nil, \.isSwapped)
        take("no quantity or no amount was read", nil) {
            $0.item.quantity.value == nil || $0.item.amount.value == nil
        }
        take("the amount is wrong", { "\($0.item.amount.value ?? "–") for \($0.truth?.amount ?? "–")" }) {
            !$0.hasAmount
        }
        take("the quantity is wrong", { "\($0.item.quantity.value ?? "–") for \($0.truth?.quantity ?? "–")" })
        {
            !$0.hasQuantity
        }
        take(
            "the unit price is wrong",
            { "\($0.item.unitPrice?.value ?? "–") for \($0.truth?.unitPrice ?? "–")" }, { _ in true })
        let entries = pairs.filter { !$0.hasEntry }
        if !entries.isEmpty {
            let unlisted = entries.count { $0.item.match.code == nil }
            causes.append(
                "the entry is wrong on \(entries.count) lines (\(unlisted) of them without one): "
                    + names(entries.map { "“\($0.item.name.value ?? "–")” for “\($0.truth?.name ?? "–")”" }))
        }
        return causes
    }

    private static func names(_ all: [String]) -> String {
        all.prefix(3).joined(separator: ", ") + (all.count > 3 ? ", …" : "")
    }
}

extension ReadAgainstTruth.Pair {
    /// Whether quantity and unit price have changed places.
    fileprivate var isSwapped: Bool {
        guard !hasQuantity, let truth, let printedPrice = truth.unitPrice, let quantity = item.quantity.value,
            let price = item.unitPrice?.value
        else { return false }
        return Money(quantity) == Money(printedPrice) && Money(price) == Money(truth.quantity)
    }
}
