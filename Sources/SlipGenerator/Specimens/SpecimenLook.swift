/// How one specimen sheet looks: what is the same for all its cells.
struct SpecimenLook {
    enum Rules {
        case none, rows, grid
    }

    /// Dots per inch of the scan.
    let dpi: Int
    /// Size of the sheet in millimetres; smaller at high resolutions, so that every sheet costs about the same.
    let width: Double
    let height: Double
    let pen: Pen
    /// Dots an em and the width of a pin's dot in millimetres, for pens that print dots.
    let grid: Int
    let dot: Double
    /// Height of the em in millimetres.
    let size: Double
    let ink: Ink
    let paper: Ink
    /// Ink of the waves of security paper; nil for none.
    let waves: Ink?
    let rules: Rules
    let ruleInk: Ink
    /// In millimetres.
    let ruleThickness: Double
    /// Height of a row in ems.
    let rowHeight: Double
    /// By how much the data is printed off its rows, in ems.
    let offset: Double

    init(random: inout SeededRandom) {
        dpi = random.pick(
            [150, 150, 200, 200, 200, 200, 200, 250, 300, 300, 300, 300, 300, 400, 600], else: 300)
        switch dpi {
        case 600: (width, height) = (140, 100)
        case 400: (width, height) = (200, 150)
        default: (width, height) = (210, random.number(in: 150...280))
        }
        let ticket = random.unit()
        pen = ticket < 0.62 ? .outline : ticket < 0.88 ? .pins : .pixels
        switch pen {
        case .outline:
            (grid, size) = (24, random.number(in: (dpi == 150 ? 2.9 : 2.4)...4.6))
        case .pins:
            (grid, size) = (random.chance(0.85) ? 24 : 16, random.number(in: 3.0...4.6))
        case .pixels:
            (grid, size) = (random.pick([16, 24, 24, 32], else: 24), random.number(in: 2.8...4.4))
        }
        dot = random.number(in: 0.16...0.27)
        let black = Ink.black.lighter(random.chance(0.5) ? 0 : random.number(in: 0...0.25))
        switch random.integer(in: 0...9) {
        case 0..<6: ink = black
        case 6: ink = Ink.black.lighter(random.number(in: 0.25...0.5))
        case 7: ink = Ink.black.lighter(random.number(in: 0.4...0.62))
        default:
            // Blue-black ribbons and carbon copies.
            ink = Ink(red: 0.1, green: 0.1, blue: random.number(in: 0.18...0.4))
                .lighter(random.number(in: 0...0.3))
        }
        paper =
            random.chance(0.2)
            ? Ink(red: 0.99, green: random.number(in: 0.93...0.98), blue: random.number(in: 0.84...0.95))
            : .white
        let colour = random.pick(Self.formInks, else: Self.formInks[0])
        waves = random.chance(0.08) ? colour.lighter(random.number(in: 0.75...0.9)) : nil
        rules = random.pick(
            [.none, .none, .none, .rows, .rows, .rows, .grid, .grid, .grid, .grid], else: .none)
        ruleInk = random.chance(0.75) ? ink : colour
        ruleThickness = random.number(in: 0.1...0.36)
        rowHeight = random.number(in: 1.3...2.1)
        let strays = random.chance(0.18)
        offset = strays ? random.number(in: -0.7...0.7) : random.number(in: -0.12...0.12)
    }

    /// Brown, green, red and blue forms.
    private static let formInks = [
        Ink(red: 0.6, green: 0.4, blue: 0.2), Ink(red: 0.15, green: 0.5, blue: 0.3),
        Ink(red: 0.8, green: 0.25, blue: 0.2), Ink(red: 0.25, green: 0.4, blue: 0.75),
    ]
}
