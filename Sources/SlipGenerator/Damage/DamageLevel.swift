/// How badly a slip is treated.
public enum DamageLevel: String, CaseIterable, Hashable, Sendable {
    case none, light, medium, heavy

    /// Steps drawn at random for the level, in the order in which they happen.
    ///
    /// A blur is wider in pixels at higher resolutions.
    public func steps(dpi: Int, random: inout SeededRandom) -> [DamageStep] {
        let strength: Double =
            switch self {
            case .none: 0
            case .light: 0.33
            case .medium: 0.66
            case .heavy: 1
            }
        guard strength > 0 else { return [] }
        let sharpness = Double(dpi) / 300
        var steps: [DamageStep] = []
        if random.chance(0.45) { steps.append(.seal) }
        if random.chance(0.2 * strength) {
            steps.append(.handwriting(strokes: random.integer(in: 1...3)))
        }
        if random.chance(0.75) {
            steps.append(.faintInk(random.number(in: 0.1...0.3) * (0.5 + strength * 0.9)))
        }
        let photographed = self == .heavy && random.chance(0.35)
        if photographed {
            steps.append(.desk(margin: random.number(in: 0.04...0.1)))
        } else if random.chance(0.5) {
            steps.append(.scannerBed(margin: random.number(in: 0.02...0.08)))
        }
        steps.append(.skew(degrees: random.bell() * strength * 0.9))
        if photographed || (self != .light && random.chance(0.35)) {
            steps.append(.perspective(0.012 + 0.02 * strength))
        }
        if random.chance(0.5) { steps.append(.shading(0.1 + 0.22 * strength)) }
        if random.chance(0.4) { steps.append(.fold(0.3 + 0.5 * strength)) }
        if random.chance(0.5) {
            steps.append(.blur(random.number(in: 0.5...1.1) * sharpness * (0.5 + strength)))
        }
        steps.append(.noise(1.5 + 5 * strength * random.unit()))
        if random.chance(0.4) { steps.append(.specks(20 + 120 * strength)) }
        if random.chance(0.25 * strength) {
            steps.append(.quarterTurns(random.pick([1, 2, 3], else: 1)))
        }
        steps.append(.jpeg(quality: 92 - Int(strength * 30 * random.unit())))
        return steps
    }
}
