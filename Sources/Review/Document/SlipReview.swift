public import Slips

/// What is to be done with a slip.
public enum Decision: String, Codable, Sendable {
    /// Every reading is proven or certain, and nothing asks for a person.
    case accepted
    case needsReview = "needs_review"
    /// Nothing could be read.
    case unreadable
}

/// The sums of a slip.
public struct ReviewTotals: Hashable, Sendable {
    /// The sum of the items' amounts that were read; yuan.
    public var items: Money
    /// The total as printed; nil when there is none or it was not read; yuan.
    public var printed: Money?
    /// Whether every identity that the slip allows holds.
    public var isClosed: Bool
    /// The sums of the items' splits.
    public var split: AmountSplit

    public init(items: Money, printed: Money?, isClosed: Bool, split: AmountSplit) {
        self.items = items
        self.printed = printed
        self.isClosed = isClosed
        self.split = split
    }
}

extension ReviewTotals: Codable {
    private enum CodingKeys: String, CodingKey {
        case items
        case printed
        case isClosed = "closed"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        items = try container.decode(Money.self, forKey: .items)
        printed = try container.decode(Money?.self, forKey: .printed)
        isClosed = try container.decode(Bool.self, forKey: .isClosed)
        split = try AmountSplit(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encode(printed, forKey: .printed)
        try container.encode(isClosed, forKey: .isClosed)
        try split.encode(to: encoder)
    }
}

/// The catalog that a review was made with.
public struct ReviewCatalog: Hashable, Codable, Sendable {
    public var id: String
    public var edition: String
    /// In lower-case hexadecimal.
    public var sha256: String

    public init(id: String, edition: String, sha256: String) {
        self.id = id
        self.edition = edition
        self.sha256 = sha256
    }
}

/// A reviewed slip: the JSON object of the contract, `slipway.review.v1`.
public struct SlipReview: Hashable, Sendable {
    public static let schema = "slipway.review.v1"

    /// Stable for the same input bytes: derived from their SHA-256.
    public var id: String
    /// The input path as given.
    public var source: String
    public var kind: SlipKind
    public var catalog: ReviewCatalog
    public var pages: [SlipPage]
    /// By the contract's names; a key is absent where the slip has no such field.
    public var fields: [String: ReviewReading]
    public var items: [ReviewedItem]
    public var flags: [Flag]
    public var totals: ReviewTotals
    public var decision: Decision
    /// Pages of the slip's file that could not be read, from 1: the slip may lack them.
    public var lostPages: [Int]
    /// What the cover sheet before the slip says of its claim's pages; nil where it says nothing.
    public var coverCount: CoverCount?

    public init(
        id: String, source: String, kind: SlipKind, catalog: ReviewCatalog, pages: [SlipPage],
        fields: [String: ReviewReading], items: [ReviewedItem], flags: [Flag], totals: ReviewTotals,
        decision: Decision, lostPages: [Int] = [], coverCount: CoverCount? = nil
    ) {
        self.id = id
        self.source = source
        self.kind = kind
        self.catalog = catalog
        self.pages = pages
        self.fields = fields
        self.items = items
        self.flags = flags
        self.totals = totals
        self.decision = decision
        self.lostPages = lostPages
        self.coverCount = coverCount
    }
}

extension SlipReview: Codable {
    private enum CodingKeys: String, CodingKey {
        case schema
        case id
        case source
        case kind
        case catalog
        case pages
        case fields
        case items
        case flags
        case totals
        case decision
        case lostPages = "lost_pages"
        case coverCount = "cover_count"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let schema = try container.decode(String.self, forKey: .schema)
        guard schema == Self.schema else {
            throw DecodingError.dataCorruptedError(
                forKey: .schema, in: container, debugDescription: "“\(schema)” is not \(Self.schema)")
        }
        id = try container.decode(String.self, forKey: .id)
        source = try container.decode(String.self, forKey: .source)
        kind = try container.decode(SlipKind.self, forKey: .kind)
        catalog = try container.decode(ReviewCatalog.self, forKey: .catalog)
        pages = try container.decode([SlipPage].self, forKey: .pages)
        fields = try container.decode([String: ReviewReading].self, forKey: .fields)
        items = try container.decode([ReviewedItem].self, forKey: .items)
        flags = try container.decode([Flag].self, forKey: .flags)
        totals = try container.decode(ReviewTotals.self, forKey: .totals)
        decision = try container.decode(Decision.self, forKey: .decision)
        lostPages = try container.decodeIfPresent([Int].self, forKey: .lostPages) ?? []
        coverCount = try container.decodeIfPresent(CoverCount.self, forKey: .coverCount)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(id, forKey: .id)
        try container.encode(source, forKey: .source)
        try container.encode(kind, forKey: .kind)
        try container.encode(catalog, forKey: .catalog)
        try container.encode(pages, forKey: .pages)
        try container.encode(fields, forKey: .fields)
        try container.encode(items, forKey: .items)
        try container.encode(flags, forKey: .flags)
        try container.encode(totals, forKey: .totals)
        try container.encode(decision, forKey: .decision)
        if !lostPages.isEmpty { try container.encode(lostPages, forKey: .lostPages) }
        try container.encodeIfPresent(coverCount, forKey: .coverCount)
    }
}
