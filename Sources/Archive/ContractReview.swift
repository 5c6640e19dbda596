internal import Slips

/// The contract's review (`slipway.review.v1`) as the archive reads it, whichever edition of the program wrote it.
///
/// Only what the schema requires is required here; what an item or a finding may lack may be absent.
struct ContractReview: Decodable {
    /// A value that was read from the slip.
    struct Read: Decodable {
        var value: String?
        var raw: String?
        var needsReview: Bool?

        enum CodingKeys: String, CodingKey {
            case value, raw
            case needsReview = "needs_review"
        }

        /// Whether there is a value that no person must check.
        var isCertain: Bool { value != nil && needsReview != true }

        /// What the reading means, else what was seen; nil when there is nothing.
        var text: String? {
            [value, raw].compactMap(\.self).first { !$0.isEmpty }
        }
    }

    /// A finding.
    struct Flag: Decodable {
        var code: String
        var severity: String?
        var message: String?
        /// The national code of the class of rules that found it.
        var rule: String?
        var basis: String?
        /// Yuan.
        var amount: String?
        /// The lines that it was judged with.
        var related: [Int]?
        /// What would clear it.
        var clearedBy: String?
        /// What a person decided about it.
        var ruling: String?
        var rulingReason: String?

        enum CodingKeys: String, CodingKey {
            case code, severity, message, rule, basis, amount, related, ruling
            case clearedBy = "cleared_by"
            case rulingReason = "ruling_reason"
        }

        /// Whether it asks a person to decide it.
        var isOpen: Bool { ruling == nil && severity.map { $0 != "definite" } ?? false }
    }

    struct Page: Decodable {
        var sha256: String
    }

    /// What an item was found to be in the catalog.
    struct Match: Decodable {
        var status: String
        var code: String?
        var name: String?

        var matchedCode: String? { status == "matched" ? code : nil }
        var matchedName: String? { status == "matched" ? name : nil }
    }

    /// The four parts of an amount, in yuan.
    struct Split: Decodable {
        var selfPaid: String?
        var overCap: String?
        var firstSelfPaid: String?
        var inScope: String?

        enum CodingKeys: String, CodingKey {
            case selfPaid = "self_paid"
            case overCap = "over_cap"
            case firstSelfPaid = "first_self_paid"
            case inScope = "in_scope"
        }

        /// The parts in the order of the contract.
        var parts: [String?] { [selfPaid, overCap, firstSelfPaid, inScope] }
    }

    /// A charged line.
    struct Item: Decodable {
        var line: Int
        var date: Read?
        var code: Read?
        var name: Read
        var spec: Read?
        var unit: Read?
        var quantity: Read
        var unitPrice: Read?
        var amount: Read
        var match: Match
        var split: Split?
        var flags: [Flag]
        var needsReview: Bool

        enum CodingKeys: String, CodingKey {
            case line, date, code, name, spec, unit, quantity, amount, match, split, flags
            case unitPrice = "unit_price"
            case needsReview = "needs_review"
        }

        /// The texts of the line that are searched, one a line.
        var searchText: String {
            [name.text, match.matchedName, spec?.text, code?.text, match.matchedCode]
                .compactMap(\.self).joined(separator: "\n")
        }
    }

    /// Sums in yuan.
    struct Totals: Decodable {
        var items: String?
        var printed: String?
        var closed: Bool
    }

    var schema: String
    var id: String
    var source: String
    var kind: String
    var catalog: CatalogEdition
    var pages: [Page]
    var fields: [String: Read]
    var items: [Item]
    var flags: [Flag]
    var totals: Totals
    /// The split of the items’ amounts together, from the same object as ``totals``.
    var split: Split
    var decision: String

    enum CodingKeys: String, CodingKey {
        case schema, id, source, kind, catalog, pages, fields, items, flags, totals, decision
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        schema = try container.decode(String.self, forKey: .schema)
        id = try container.decode(String.self, forKey: .id)
        source = try container.decode(String.self, forKey: .source)
        kind = try container.decode(String.self, forKey: .kind)
        catalog = try container.decode(CatalogEdition.self, forKey: .catalog)
        pages = try container.decode([Page].self, forKey: .pages)
        fields = try container.decode([String: Read].self, forKey: .fields)
        items = try container.decode([Item].self, forKey: .items)
        flags = try container.decode([Flag].self, forKey: .flags)
        totals = try container.decode(Totals.self, forKey: .totals)
        split = try container.decode(Split.self, forKey: .totals)
        decision = try container.decode(String.self, forKey: .decision)
    }
}

extension ContractReview {
    /// What the review says of the receipt that the slip is or belongs to.
    var receipt: ReceiptFacts? {
        func field(_ name: SlipField) -> Read? { fields[name.rawValue] }
        func isCertain(_ name: SlipField) -> Bool { field(name)?.isCertain ?? false }
        guard let number = field(.receiptNumber)?.text,
            let key = ReceiptKey(number: number, code: field(.receiptCode)?.text)
        else { return nil }
        return ReceiptFacts(
            key: key,
            checkCode: isCertain(.checkCode) ? field(.checkCode)?.value.map(ReceiptKey.plain) : nil,
            total: (totals.printed ?? field(.total)?.value).flatMap { Money($0) },
            isReceipt: kind != "fee_list",
            isCertain: isCertain(.receiptNumber) && (key.code == nil || isCertain(.receiptCode)),
            isTotalCertain: field(.total)?.isCertain ?? totals.closed)
    }
}
