public import Catalog
public import Slips

/// What an item's match with the catalog says.
public struct ReviewMatch: Hashable, Sendable {
    public var status: CatalogMatch.Status
    /// The entry; for an ambiguous item the likeliest one, if any is near.
    public var code: String?
    public var name: String?
    public var score: Double
    public var candidates: [CatalogMatch.Candidate]

    public init(
        status: CatalogMatch.Status, code: String?, name: String?, score: Double,
        candidates: [CatalogMatch.Candidate]
    ) {
        self.status = status
        self.code = code
        self.name = name
        self.score = score
        self.candidates = candidates
    }
}

extension ReviewMatch {
    /// The catalog's names that may be meant, likeliest first: the matched one alone, or three at most.
    public var likelyNames: [String] {
        switch status {
        case .matched: [name].compactMap(\.self)
        case .ambiguous:
            candidates.reduce(into: []) { names, candidate in
                if names.count < 3, !names.contains(candidate.name) { names.append(candidate.name) }
            }
        case .outOfCatalog: []
        }
    }
}

extension ReviewMatch: Codable {
    private enum CodingKeys: String, CodingKey {
        case status
        case code
        case name
        case score
        case candidates
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        status = try container.decode(CatalogMatch.Status.self, forKey: .status)
        code = try container.decode(String?.self, forKey: .code)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        score = try container.decodeIfPresent(Double.self, forKey: .score) ?? 0
        candidates = try container.decodeIfPresent([CatalogMatch.Candidate].self, forKey: .candidates) ?? []
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(status, forKey: .status)
        try container.encode(code, forKey: .code)
        try container.encode(name, forKey: .name)
        try container.encode(score, forKey: .score)
        try container.encode(candidates, forKey: .candidates)
    }
}

/// One line of a slip, judged.
public struct ReviewedItem: Hashable, Sendable {
    public var line: Int
    public var place: Place?
    public var date: ReviewReading?
    public var code: ReviewReading?
    public var name: ReviewReading
    public var spec: ReviewReading?
    public var unit: ReviewReading?
    public var quantity: ReviewReading
    public var unitPrice: ReviewReading?
    public var amount: ReviewReading
    public var insuranceClass: ReviewReading?
    public var match: ReviewMatch
    /// Nil when the amount cannot be split without a person.
    public var split: AmountSplit?
    /// What the split of a settled entry depends on and is not known.
    public var splitNeeds: [SettingUnknown]
    public var flags: [Flag]
    public var needsReview: Bool

    public init(
        line: Int, place: Place?, date: ReviewReading? = nil, code: ReviewReading? = nil, name: ReviewReading,
        spec: ReviewReading? = nil, unit: ReviewReading? = nil, quantity: ReviewReading,
        unitPrice: ReviewReading? = nil, amount: ReviewReading, insuranceClass: ReviewReading? = nil,
        match: ReviewMatch, split: AmountSplit?, splitNeeds: [SettingUnknown] = [], flags: [Flag],
        needsReview: Bool
    ) {
        self.line = line
        self.place = place
        self.date = date
        self.code = code
        self.name = name
        self.spec = spec
        self.unit = unit
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.insuranceClass = insuranceClass
        self.match = match
        self.split = split
        self.splitNeeds = splitNeeds
        self.flags = flags
        self.needsReview = needsReview
    }
}

extension ReviewedItem: Codable {
    private enum CodingKeys: String, CodingKey {
        case line
        case page
        case box
        case date
        case code
        case name
        case spec
        case unit
        case quantity
        case unitPrice = "unit_price"
        case amount
        case insuranceClass = "class"
        case match
        case split
        case splitNeeds = "split_needs"
        case flags
        case needsReview = "needs_review"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func reading(_ key: CodingKeys) throws -> ReviewReading? {
            try container.decodeIfPresent(ReviewReading.self, forKey: key)
        }
        line = try container.decode(Int.self, forKey: .line)
        place = try Place(from: container, page: .page, box: .box)
        date = try reading(.date)
        code = try reading(.code)
        name = try container.decode(ReviewReading.self, forKey: .name)
        spec = try reading(.spec)
        unit = try reading(.unit)
        quantity = try container.decode(ReviewReading.self, forKey: .quantity)
        unitPrice = try reading(.unitPrice)
        amount = try container.decode(ReviewReading.self, forKey: .amount)
        insuranceClass = try reading(.insuranceClass)
        match = try container.decode(ReviewMatch.self, forKey: .match)
        split = try container.decodeIfPresent(AmountSplit.self, forKey: .split)
        splitNeeds = try container.decodeIfPresent([SettingUnknown].self, forKey: .splitNeeds) ?? []
        flags = try container.decode([Flag].self, forKey: .flags)
        needsReview = try container.decode(Bool.self, forKey: .needsReview)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line, forKey: .line)
        try container.encodeIfPresent(place?.page, forKey: .page)
        try container.encodeIfPresent(place?.box, forKey: .box)
        try container.encodeIfPresent(date, forKey: .date)
        try container.encodeIfPresent(code, forKey: .code)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(spec, forKey: .spec)
        try container.encodeIfPresent(unit, forKey: .unit)
        try container.encode(quantity, forKey: .quantity)
        try container.encodeIfPresent(unitPrice, forKey: .unitPrice)
        try container.encode(amount, forKey: .amount)
        try container.encodeIfPresent(insuranceClass, forKey: .insuranceClass)
        try container.encode(match, forKey: .match)
        try container.encodeIfPresent(split, forKey: .split)
        if !splitNeeds.isEmpty { try container.encode(splitNeeds, forKey: .splitNeeds) }
        try container.encode(flags, forKey: .flags)
        try container.encode(needsReview, forKey: .needsReview)
    }
}
