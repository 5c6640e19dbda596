import Catalog
import Review
import Slips

/// What of a review must stay as it is, a line for each field, item, finding and sum, for people to compare.
struct ReviewLines {
    let lines: [String]

    init(_ review: SlipReview) {
        let totals = review.totals
        lines =
            [
                "source \(review.source)", "kind \(review.kind.rawValue)",
                "catalog \(review.catalog.id) \(review.catalog.edition)",
                "decision \(review.decision.rawValue)",
            ]
            + review.pages.map { "page \($0.number), turned by \($0.rotation)°" }
            + review.fields.sorted { $0.key < $1.key }.map { "\($0.key) \(Self.text($0.value))" }
            + review.items.map(Self.text)
            + review.flags.map { "finding \(Self.text($0))" }
            + [
                "totals items \(totals.items), printed \(totals.printed?.description ?? "–"), "
                    + "\(totals.isClosed ? "closed" : "not closed"), split \(Self.text(totals.split))"
            ]
    }

    private static func text(_ reading: ReviewReading?) -> String {
        guard let reading else { return "–" }
        return (reading.value ?? "unread") + (reading.needsReview ? " ?" : "")
    }

    private static func text(_ flag: Flag) -> String {
        "\(flag.code.rawValue) (\(flag.severity.rawValue))"
    }

    private static func text(_ split: AmountSplit?) -> String {
        guard let split else { return "–" }
        return "\(split.selfPaid) + \(split.overCap) + \(split.firstSelfPaid) + \(split.inScope)"
    }

    private static func text(_ item: ReviewedItem) -> String {
        var cells = [
            "item \(item.line) \(text(item.name))", text(item.spec), text(item.unit),
            "\(text(item.quantity)) × \(text(item.unitPrice)) = \(text(item.amount))",
            "\(item.match.status.rawValue) \(item.match.code ?? "–")", "split \(text(item.split))",
        ]
        if let date = item.date { cells.append(text(date)) }
        if let code = item.code { cells.append("code \(text(code))") }
        cells += item.flags.map(text)
        if item.needsReview { cells.append("for review") }
        return cells.joined(separator: " | ")
    }

    /// Where everything in a review stands, in an order that equal lines share.
    static func places(_ review: SlipReview) -> [(name: String, place: Place?)] {
        review.fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.place) }
            + review.items.flatMap { item in
                [
                    ("", item.place), (" date", item.date?.place), (" code", item.code?.place),
                    (" name", item.name.place), (" spec", item.spec?.place), (" unit", item.unit?.place),
                    (" quantity", item.quantity.place), (" unit price", item.unitPrice?.place),
                    (" amount", item.amount.place),
                ].map { (name: "item \(item.line)\($0.0)", place: $0.1) }
            }
    }
}
