/// The items of some slips, beside the lines that are printed on them.
public struct ItemTally: Hashable, Sendable {
    public internal(set) var slips = 0
    /// Slips of which every printed line was read right, and no other.
    public internal(set) var perfect = 0
    /// Slips that were accepted; right are those of which nothing is wrong.
    public internal(set) var accepted = Share()
    /// Printed lines.
    public internal(set) var printed = 0
    /// Printed lines that no item was read from.
    public internal(set) var missed = 0
    /// Items that were read from no line.
    public internal(set) var invented = 0
    /// Items, and how many of them are right.
    public internal(set) var items = Share()
    /// Items of which nothing asks for a person.
    public internal(set) var certain = Share()

    public init() {}

    /// Right items of those in the reviews, 0…1; nil where there are none.
    public var precision: Double? { items.rate }

    /// Right items of the printed lines, 0…1; nil where there are none.
    public var recall: Double? { printed == 0 ? nil : Double(items.right) / Double(printed) }

    /// The harmonic mean of precision and recall; nil where nothing is printed and nothing read.
    public var f1: Double? {
        let sum = printed + items.all
        return sum == 0 ? nil : 2 * Double(items.right) / Double(sum)
    }
}

extension ItemTally: Encodable {
    private enum CodingKeys: String, CodingKey {
        case slips, perfect, accepted, printed, missed, invented, items, certain, precision, recall, f1
        case acceptedWrong = "accepted_wrong"
        case certainWrong = "certain_wrong"
        case certainWrongBound = "certain_wrong_bound_95"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(slips, forKey: .slips)
        try container.encode(perfect, forKey: .perfect)
        try container.encode(accepted.all, forKey: .accepted)
        try container.encode(accepted.wrong, forKey: .acceptedWrong)
        try container.encode(printed, forKey: .printed)
        try container.encode(missed, forKey: .missed)
        try container.encode(invented, forKey: .invented)
        try container.encode(items, forKey: .items)
        try container.encode(certain, forKey: .certain)
        try container.encode(precision, forKey: .precision)
        try container.encode(recall, forKey: .recall)
        try container.encode(f1, forKey: .f1)
        try container.encode(certain.wrongRate, forKey: .certainWrong)
        try container.encode(certain.wrongRateBound, forKey: .certainWrongBound)
    }
}
