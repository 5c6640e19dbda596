/// Which slip to make.
public struct SlipRequest: Sendable, Hashable {
    public var layout: SlipLayout
    /// The same seed and catalog give the same slip.
    public var seed: UInt64
    /// Dots per inch of the painted page.
    public var dpi: Int
    /// How many charged lines; nil for what is usual on the paper.
    ///
    /// A duplicate or a refund adds one.
    public var items: Int?
    public var findings: Set<PlantedFinding>
    /// Whether one drug or article was partly given back.
    public var refund: Bool
    public var damage: DamageLevel
    /// Steps to do instead of those drawn for the level; nil for the level's.
    public var steps: [DamageStep]?
    /// Another seed for the damage alone: the same printed sheet, scanned another time; nil for the slip's own.
    public var damageSeed: UInt64?

    public init(
        layout: SlipLayout, seed: UInt64, dpi: Int = 300, items: Int? = nil,
        findings: Set<PlantedFinding> = [],
        refund: Bool = false, damage: DamageLevel = .none, steps: [DamageStep]? = nil,
        damageSeed: UInt64? = nil
    ) {
        self.layout = layout
        self.seed = seed
        self.dpi = dpi
        self.items = items
        self.findings = findings
        self.refund = refund
        self.damage = damage
        self.steps = steps
        self.damageSeed = damageSeed
    }
}
