/// How badly a slip is treated.
public enum DamageLevel: String, CaseIterable, Hashable, Sendable {
    case none, light, medium, heavy
    /// Photographed by hand: from a slant, on a table, in uneven light.
    case photo
    /// Scanned on a flat bed, black or white, crooked and sometimes pulled aside.
    case flatbed

    /// Steps drawn at random for the level, in the order in which they happen.
    ///
    /// A blur is wider in pixels at higher resolutions.
    public func steps(dpi: Int, random: inout SeededRandom) -> [DamageStep] {
        let strength: Double
        switch self {
        case .none: strength = 0
        case .light: strength = 0.33
        case .medium: strength = 0.66
        case .heavy: strength = 1
        case .photo: return Self.photograph(dpi: dpi, random: &random)
        case .flatbed: return Self.flatScan(dpi: dpi, random: &random)
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
    private static func photograph(dpi: Int, random: inout SeededRandom) -> [DamageStep] {
        var steps: [DamageStep] = []
        if random.chance(0.35) { steps.append(.seal) }
        if random.chance(0.6) { steps.append(.faintInk(random.number(in: 0.1...0.35))) }
        if random.chance(0.35) { steps.append(.fold(random.number(in: 0.3...0.8))) }
        if random.chance(0.5) { steps.append(.bend(random.number(in: 0.002...0.008))) }
        if random.chance(0.25) {
            steps.append(.cropped(random.number(in: 0.01...0.025)))
        } else {
            let surfaces: [Surface] = [.darkDesk, .paleDesk, .wood, .cloth]
            steps.append(
                .surface(random.pick(surfaces, else: .wood), margin: random.number(in: 0.04...0.16)))
        }
        steps.append(.skew(degrees: random.bell() * 2))
        steps.append(.perspective(random.number(in: 0.03...0.12)))
        steps.append(.shading(random.number(in: 0.15...0.45)))
        if random.chance(0.5) { steps.append(.shadow(random.number(in: 0.2...0.5))) }
        steps.append(.blur(random.number(in: 0.5...1.1) * Double(dpi) / 250))
        steps.append(.noise(random.number(in: 1.5...5)))
        if random.chance(0.35) { steps.append(.quarterTurns(random.integer(in: 1...3))) }
        steps.append(.jpeg(quality: random.integer(in: 50...85)))
        return steps
    }

    private static func flatScan(dpi: Int, random: inout SeededRandom) -> [DamageStep] {
        var steps: [DamageStep] = []
        if random.chance(0.35) { steps.append(.seal) }
        if random.chance(0.5) { steps.append(.faintInk(random.number(in: 0.1...0.3))) }
        if random.chance(0.3) { steps.append(.fold(random.number(in: 0.3...0.8))) }
        if random.chance(0.4) { steps.append(.shear(degrees: random.bell() * 0.7)) }
        let surfaces: [Surface] = [.blackBed, .whiteBed]
        steps.append(
            .surface(random.pick(surfaces, else: .blackBed), margin: random.number(in: 0.02...0.2)))
        steps.append(.skew(degrees: random.bell() * 2))
        if random.chance(0.3) { steps.append(.blur(0.6 * Double(dpi) / 300)) }
        steps.append(.noise(random.number(in: 1...4)))
        if random.chance(0.3) { steps.append(.quarterTurns(random.integer(in: 1...3))) }
        steps.append(.jpeg(quality: random.integer(in: 50...90)))
        return steps
    }
}
