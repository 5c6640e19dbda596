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

    /// Where the sum of a category group is printed.
    enum GroupSums {
        /// Below the group under the amounts, its label left of it.
        case beside
        /// Below the group, its label in the column of names.
        case inName
        /// In the line of the group's heading, above its items.
        case above
    }

    /// How headings are set.
    enum Headings {
        case plain
        /// 数　量
        case spaced
        /// Long ones on two lines.
        case broken
    }

    /// On which line of a row that takes several the short cells stand.
    enum ShortCells {
        case first, middle, last
    }

    var rules: Rules
    /// Whether items stand in category groups with their sums.
    var grouped: Bool
    /// Where the sum of a group stands.
    var groupSums = GroupSums.beside
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
    /// Whether a page after the first begins with the headings again.
    var repeatsHeadings = false
    /// How many lists stand side by side.
    var sides = 1
    var shortCells = ShortCells.first
    /// Whether specifications are glued to names.
    var gluesSpec = false
    /// How classes, shares and units without a column are printed.
    var cellForms = CellForms()
    /// The most that the name's column is wide, in characters; nil for all the room there is.
    var nameLimit: Double?
    var headings = Headings.plain
    /// How dark the ground of the headings is, and of every other row; 0 for white paper.
    var (headingShade, rowShade) = (0.0, 0.0)
    /// Whether items stand under the days on which they were charged.
    var byDays = false
    /// What stands before the day at the head of its items.
    var dayLabel = ""
    /// Whether a date is printed only where it differs from the line above.
    var printsDatesOnce = false
    /// Whether the total is the table's last row.
    var totalInTable = false
    /// Whether the sums of the categories stand below the table.
    var summarises = false
    /// Whether headings, columns and numbers take any form in use.
    var isVaried = false

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
        case .varied, .landscape, .daily, .sidebyside, .continued:
            vary(layout, random: &random)
        default:
            break
        }
    }

    /// Draws what the lists of any hospital differ in.
    private mutating func vary(_ layout: SlipLayout, random: inout SeededRandom) {
        isVaried = true
        rules = random.pick([.grid, .grid, .rows, .headingOnly, .headingOnly], else: .grid)
        let isSmall = layout == .sidebyside
        var font = random.pick(
            [SlipFont.sans, .serif, .zenHei, .song, .song, .ming, .microHei, .arial, .times], else: .song)
        var pen = Pen.outline
        var ink = Ink.black.lighter(random.number(in: 0...0.15))
        if !isSmall, random.chance(0.2) {
            (font, pen) = (.song, .pins)
            ink = Ink.black.lighter(random.number(in: 0.1...0.25))
        }
        let size = pen == .pins ? 3.6 : random.number(in: isSmall ? 2.7...3.1 : 2.9...3.6)
        style = TextStyle(font: font, size: size, ink: ink, pen: pen)
        titleStyle = TextStyle(font: font, size: size * 1.6, ink: ink, pen: pen)
        (width, height) = layout == .landscape || layout == .sidebyside ? (297, 210) : (210, 297)
        margin = random.number(in: 8...14)
        rowHeight = size * random.number(in: 1.55...2.0)
        padding = random.number(in: 0.8...1.6)
        shortCells = random.pick([.first, .first, .middle, .last], else: .first)
        sides = layout == .sidebyside ? 2 : 1
        orders = [FeeColumn.anyOrder(fewer: isSmall, random: &random)]
        let columns = orders[0]
        gluesSpec = !columns.contains(.spec) && random.chance(0.6)
        cellForms = CellForms(columns: columns, random: &random)
        nameLimit = random.number(in: 11...20)
        wraps = random.chance(0.85)
        if layout == .continued {
            rowsPerPage = random.integer(in: 14...26)
            pageSums = random.chance(0.5)
            repeatsHeadings = random.chance(0.25)
        } else if layout != .sidebyside {
            pageSums = random.chance(0.15)
        }
        grouped = layout != .sidebyside && random.chance(0.3)
        groupSums = random.pick([.beside, .inName, .above], else: .beside)
        headings = random.pick([.plain, .plain, .spaced, .spaced, .broken], else: .plain)
        if random.chance(0.25) { headingShade = random.number(in: 0.06...0.16) }
        if pen == .outline, random.chance(0.1) { rowShade = random.number(in: 0.03...0.08) }
        printsDatesOnce = layout == .landscape && !grouped && random.chance(0.15)
        totalInTable = layout != .sidebyside && random.chance(0.2)
        summarises = layout != .sidebyside && random.chance(0.2)
        if layout == .daily {
            (grouped, byDays) = (true, true)
            dayLabel = random.word("日期:", "费用日期：", "", "记账日期:")
            if groupSums == .above { groupSums = .inName }
            orders = orders.map { $0.filter { $0 != .date } }
        }
    }
}
