/// Something wrong that a made slip shows on demand; raw values are the flags of the review's contract.
public enum PlantedFinding: String, CaseIterable, Hashable, Sendable, Codable {
    /// A unit price over the cap of the catalog entry.
    case overCap = "over_cap"
    /// A line whose name no catalog has.
    case outOfCatalog = "out_of_catalog"
    /// The same entry, day, quantity and amount on two lines.
    case duplicateCharge = "duplicate_charge"
    /// A line whose amount is not quantity × unit price.
    case amountMismatch = "amount_mismatch"
    /// A printed total, the same in figures and capitals, that is not the sum of the lines.
    case totalMismatch = "total_mismatch"
    /// A drug that is paid only within a limit which no slip can show to hold; the catalog needs rules.
    case limitUnproved = "limit_unproved"
    /// An item for the other sex; the catalog needs rules.
    case wrongSex = "wrong_sex"

    /// Whether a rule of the catalog finds it.
    var isOfRules: Bool { self == .limitUnproved || self == .wrongSex }
}
