/// What a page may lie on; raw values are the words of the truth.
public enum Surface: String, CaseIterable, Hashable, Sendable {
    /// The open lid of a scanner: nothing comes back.
    case blackBed = "black bed"
    /// The white lid of a scanner, on which paper shows by a thin shadow only.
    case whiteBed = "white bed"
    case darkDesk = "dark desk"
    /// A table nearly as bright as the paper.
    case paleDesk = "pale desk"
    case wood
    /// Woven checks, brighter and darker than the paper in turn.
    case cloth

    /// The mean colour, in bytes.
    var colour: (red: Double, green: Double, blue: Double) {
        switch self {
        case .blackBed: (14, 14, 15)
        case .whiteBed: (247, 248, 247)
        case .darkDesk: (58, 52, 50)
        case .paleDesk: (222, 219, 212)
        case .wood: (172, 128, 88)
        case .cloth: (150, 150, 165)
        }
    }

    /// How much brightness varies from place to place, as a part of it.
    var unevenness: Double {
        switch self {
        case .blackBed: 0.3
        case .whiteBed: 0.006
        case .darkDesk: 0.2
        case .paleDesk: 0.04
        case .wood: 0.14
        case .cloth: 0.08
        }
    }

    /// How much the checks differ from the mean, as a part of it.
    var checks: Double { self == .cloth ? 0.35 : 0 }

    /// How dark the page's shadow is at its edge, as a part of the surface's brightness.
    var shadow: Double {
        switch self {
        case .blackBed: 0
        case .whiteBed: 0.16
        case .darkDesk, .wood, .cloth: 0.4
        case .paleDesk: 0.25
        }
    }

    /// How far the shadow reaches, inches.
    var shadowReach: Double { self == .whiteBed ? 0.03 : 0.1 }
}
