internal import Overlay

/// A colour of paint; each part 0…1.
struct Colour: Hashable {
    var red: Double
    var green: Double
    var blue: Double

    /// From a number such as 0x1B7F4B.
    init(_ rgb: UInt32) {
        red = Double(rgb >> 16 & 255) / 255
        green = Double(rgb >> 8 & 255) / 255
        blue = Double(rgb & 255) / 255
    }

    static let paper = Colour(0xFFFFFF)
    static let desk = Colour(0xF3F4F6)
    static let ink = Colour(0x1F2937)
    static let quiet = Colour(0x6B7280)
    static let line = Colour(0xC9CED6)
    static let finding = Colour(0xB4126A)
}

extension Verdict {
    /// How what was read so is painted.
    var colour: Colour {
        switch self {
        case .certain: Colour(0x15803D)
        case .doubtful: Colour(0xD97706)
        case .unread: Colour(0xDC2626)
        case .unused: Colour(0x64748B)
        case .heading: Colour(0x1D4ED8)
        case .label: Colour(0x8B5CB8)
        }
    }

    /// What its text is lettered in: dark enough to be read on its tint.
    var letters: Colour {
        switch self {
        case .certain: .ink
        case .doubtful: Colour(0x9A3412)
        case .unread: Colour(0xB91C1C)
        case .unused: Colour(0x475569)
        case .heading: Colour(0x1E40AF)
        case .label: Colour(0x7C4DA8)
        }
    }

    /// How strongly its place is tinted: what asks for a person stands out.
    var tint: Double {
        switch self {
        case .certain: 0.10
        case .doubtful: 0.20
        case .unread: 0.28
        case .unused, .label: 0.05
        case .heading: 0.10
        }
    }
}
