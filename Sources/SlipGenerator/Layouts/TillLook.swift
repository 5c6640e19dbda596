/// How a pharmacy's till prints its items.
struct TillLook {
    /// How the figures of an item stand to its name.
    enum Figures {
        /// The name's line, then `spec quantity price amount`.
        case below
        /// The name's line, then `quantity × price = amount`.
        case product
        /// All in one line; a long name goes on in the next.
        case beside
    }

    let figures: Figures
    let hasHeadings: Bool
    /// Whether the code leads the name.
    let hasCodes: Bool
    /// Whether the price without membership is printed before the price paid.
    let hasListPrices: Bool
    let gluesUnit: Bool
    /// Whether batch number and maker stand below each item.
    let hasBatches: Bool
    /// Paper width in millimetres.
    let width: Double
    let margin = 3.5
    let style: TextStyle
    let leading: Double
    let times: String
    let equals: String
    let title: String

    init(random: inout SeededRandom) {
        figures = random.pick([.below, .below, .product, .beside], else: .below)
        hasHeadings = figures != .product || random.chance(0.4)
        hasCodes = random.chance(0.3)
        hasListPrices = figures == .below && random.chance(0.3)
        gluesUnit = random.chance(0.5)
        hasBatches = random.chance(0.3)
        let isWide = figures == .beside || hasListPrices || random.chance(0.6)
        width = isWide ? 80 : 58
        let isDotted = random.chance(0.3)
        let faint = random.chance(0.3) ? random.number(in: 0.25...0.4) : random.number(in: 0...0.2)
        style = TextStyle(
            font: random.pick([SlipFont.zenHei, .sans, .song, .microHei], else: .zenHei),
            size: isWide ? random.number(in: 2.7...3.1) : random.number(in: 2.5...2.8),
            ink: Ink.black.lighter(faint), pen: isDotted ? .pixels : .outline)
        leading = style.size * random.number(in: 1.35...1.7)
        times = random.word("×", "x", "*", "X")
        equals = random.word("=", " ", "=")
        title = random.word("销售小票", "购药小票", "销售单", "收银小票")
    }
}
