/// How the items of an e-receipt are set.
struct ElectronicLook {
    /// How an item's quantity is printed.
    enum Quantities {
        /// `2/盒` under 数量/单位.
        case slashed
        /// `2盒` under 数量/单位 or 数量.
        case glued
        /// Under 数量, and the unit under 单位.
        case apart
        /// Under 数量, and no unit.
        case bare
        case none
    }

    /// A column of one item.
    struct Part {
        let heading: String
        /// The role in the truth without its `item.`; quantities with units have parts of their own.
        let role: String
        /// In characters; the name's is what remains.
        let width: Double
        let alignment: SheetWriter.Alignment
    }

    /// How many items stand side by side.
    let columns: Int
    let quantities: Quantities
    let hasPrices: Bool
    /// Whether items go down each column before the next, not along the rows.
    let fillsDown: Bool
    let parts: [Part]
    let style: TextStyle
    /// Whether a rule stands between the columns.
    let isRuled: Bool

    /// - Parameters:
    ///   - width: Of the form, in millimetres.
    ///   - random: Where it is drawn from.
    init(width: Double, random: inout SeededRandom) {
        columns = random.pick([1, 2, 2, 2, 3, 3], else: 2)
        quantities = random.pick(
            columns == 3
                ? [.slashed, .glued, .bare, .none] : [.slashed, .slashed, .glued, .apart, .apart, .bare],
            else: .slashed)
        hasPrices = columns < 3 && (quantities == .apart || quantities == .bare) && random.chance(0.6)
        fillsDown = random.chance(0.3)
        isRuled = random.chance(0.3)
        let font = random.pick([SlipFont.song, .serif, .ming, .sans, .microHei], else: .song)
        let pale = random.chance(0.25) ? random.number(in: 0.3...0.45) : random.number(in: 0...0.2)
        let size = columns == 3 ? random.number(in: 2.4...2.7) : random.number(in: 2.9...3.3)
        var parts = [
            Part(
                heading: random.word("项目名称", "项目名称", "收费项目", "项目名称/规格"), role: "name", width: 0,
                alignment: .left)
        ]
        let both = random.word("数量/单位", "数量/单位", "数量")
        let unit = Part(heading: "单位", role: "unit", width: 3.2, alignment: .centre)
        let unitLeads = random.chance(0.4)
        switch quantities {
        case .slashed: parts.append(Part(heading: "数量/单位", role: "quantity", width: 5.2, alignment: .right))
        case .glued: parts.append(Part(heading: both, role: "quantity", width: 5.2, alignment: .right))
        case .apart, .bare:
            if quantities == .apart, unitLeads { parts.append(unit) }
            parts.append(Part(heading: "数量", role: "quantity", width: 3.6, alignment: .right))
            if quantities == .apart, !unitLeads { parts.append(unit) }
        case .none: break
        }
        if hasPrices {
            parts.append(Part(heading: "单价", role: "unit_price", width: 5.5, alignment: .right))
        }
        parts.append(
            Part(heading: random.word("金额(元)", "金额(元)", "金额"), role: "amount", width: 6, alignment: .right))
        if random.chance(columns == 3 ? 0.4 : 0.7) {
            parts.append(Part(heading: "备注", role: "class", width: 3.4, alignment: .centre))
        }
        if Self.room(besides: parts, in: width / Double(columns) / size) < Self.leastName {
            parts.removeAll { $0.role == "class" }
        }
        // No program sets names of which nothing can be told.
        let least = Self.leastName - Self.room(besides: parts, in: 0)
        self.parts = parts
        style = TextStyle(
            font: font, size: min(size, width / Double(columns) / least), ink: Ink.black.lighter(pale))
    }

    /// The gap between the parts of an item, in characters.
    static let gap = 0.6
    /// The characters of a name for which there is room at least.
    private static let leastName = 8.0

    /// The characters that are left for the name.
    private static func room(besides parts: [Part], in width: Double) -> Double {
        parts.reduce(width - gap) { $0 - $1.width - gap }
    }

    /// Rows of the grid for a number of items.
    func rows(for items: Int) -> Int { (items + columns - 1) / columns }

    /// Column and row of an item.
    func place(of index: Int, among items: Int) -> (column: Int, row: Int) {
        let rows = rows(for: items)
        return fillsDown ? (index / rows, index % rows) : (index % columns, index / columns)
    }
}
