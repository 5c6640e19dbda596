/// How one hospital's fee list looks.
struct FeeListLook {
    enum Rules {
        /// Every row and column.
        case grid
        /// Below every row.
        case rows
        /// Above and below the headings, and at the end.
        case headingOnly
    }

    var rules: Rules
    /// Whether items stand in category groups with their sums.
    var grouped: Bool
    /// Whether each page ends with the sum of its lines.
    var pageSums: Bool
    var wraps: Bool
    var holes: Bool
    /// Sheet size in millimetres.
    var width: Double
    var height: Double
    var margin: Double
    var style: TextStyle
    var titleStyle: TextStyle
    /// Height of a row of one line in millimetres.
    var rowHeight: Double
    var padding: Double
    /// Thickness of rulings in millimetres.
    var ruling: Double
    var orders: [[FeeColumn]]
    /// Most rows of text on a page before it turns; nil for what the paper holds.
    var rowsPerPage: Int?

    init(_ layout: SlipLayout, random: inout SeededRandom) {
        let laser = random.pick([SlipFont.sans, .serif, .zenHei, .song, .sans], else: .sans)
        let size = random.number(in: 3.3...3.7)
        style = TextStyle(font: laser, size: size)
        titleStyle = TextStyle(font: laser, size: random.number(in: 5.6...6.6), bold: random.chance(0.4))
        if laser == .song { titleStyle.bold = false }
        rules = layout == .ruled ? .grid : .rows
        grouped = false
        pageSums = false
        wraps = true
        holes = false
        (width, height) = (210, 297)
        margin = random.number(in: 11...15)
        rowHeight = size * random.number(in: 1.7...2.0)
        padding = layout == .ruled ? 0.9 : 1.3
        ruling = random.number(in: 0.16...0.3)
        orders = FeeColumn.orders
        switch layout {
        case .grouped:
            rules = .headingOnly
            (grouped, pageSums) = (true, true)
            rowHeight = size * random.number(in: 1.5...1.7)
        case .multipage:
            rules = random.chance(0.6) ? .grid : .rows
            pageSums = random.chance(0.5)
            rowsPerPage = 22
        case .dotmatrix:
            rules = .headingOnly
            holes = true
            (width, height) = (241.3, 279.4)
            margin = 17
            // Fan-fold paper is printed at 6 lines an inch; the characters are 10.5 points high.
            rowHeight = 25.4 / 6 * random.pick([1.25, 1.5], else: 1.5)
            wraps = random.chance(0.5)
            padding = 1.2
            let font = random.pick([SlipFont.song, .ming, .song], else: .song)
            let ink = Ink.black.lighter(random.number(in: 0.1...0.28))
            style = TextStyle(font: font, size: 3.7, ink: ink, pen: .pins)
            titleStyle = TextStyle(font: font, size: 5.2, ink: ink, pen: .pins)
            orders = orders.filter { !$0.contains(.code) }
        default:
            break
        }
    }
}
