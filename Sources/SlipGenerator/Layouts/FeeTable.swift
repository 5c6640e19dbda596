import Slips

/// The columns of a fee list with their places, and the text of each item in them.
struct FeeTable {
    struct Column {
        let kind: FeeColumn
        /// One text a line.
        let heading: [String]
        /// Left edge in millimetres.
        var x: Double
        /// In millimetres.
        var width: Double
    }

    let columns: [Column]
    /// For each item the lines of text of each column.
    let rows: [[FeeColumn: [String]]]
    let style: TextStyle
    /// Space between a ruling and the text in millimetres.
    let padding: Double

    var left: Double { columns.first?.x ?? 0 }
    var right: Double { columns.last.map { $0.x + $0.width } ?? 0 }

    /// Fits columns to their texts between two margins; the name takes what remains and wraps in it.
    ///
    /// Columns that a list can do without are left out until the name has room.
    init(
        _ content: SlipContent, order: [FeeColumn], forms: PrintedForms, look: FeeListLook,
        from left: Double, to right: Double, typesetter: Typesetter, random: inout SeededRandom
    ) {
        let (style, padding) = (look.style, look.padding)
        self.style = style
        self.padding = padding
        var headings: [FeeColumn: [String]] = [:]
        for kind in look.isVaried ? FeeColumn.allCases : FeeColumn.common {
            let heading = random.pick(
                look.isVaried ? kind.allHeadings : kind.headings, else: kind.rawValue)
            headings[kind] = Self.set(heading, as: look.headings)
        }
        if order.contains(.payable) { headings[.amount] = Self.set("实收金额", as: look.headings) }
        let department = content.header.department
        var texts = content.lines.enumerated().map { index, line in
            Self.texts(of: line, number: index + 1, forms: forms, look: look)
        }
        if look.isVaried {
            let doctor = random.word("王建明", "李晓红", "赵敏", "周国强", "陈思")
            for index in texts.indices {
                texts[index][.department] = department
                texts[index][.doctor] = doctor
                let isAgain = index > 0 && content.lines[index].date == content.lines[index - 1].date
                if look.printsDatesOnce, isAgain { texts[index][.date] = "" }
            }
        }
        func natural(_ kind: FeeColumn) -> Double {
            let widest = texts.map { typesetter.width(of: $0[kind] ?? "", style) }.max() ?? 0
            let heading = (headings[kind] ?? []).map { typesetter.width(of: $0, style) }.max() ?? 0
            let limit = kind == .spec ? min(widest, style.size * 9) : widest
            return max(limit, heading) + 2 * padding
        }
        var kinds = order
        let needed = style.size * 11
        var dispensable = FeeColumn.dispensable
        func rest() -> Double {
            right - left - kinds.filter { $0 != .name }.reduce(0) { $0 + natural($1) }
        }
        while rest() < needed, !dispensable.isEmpty {
            let gone = dispensable.removeFirst()
            kinds.removeAll { $0 == gone }
        }
        var nameWidth = max(rest(), style.size * 7)
        var spare = 0.0
        if let limit = look.nameLimit, nameWidth > limit * style.size {
            spare = (nameWidth - limit * style.size) / Double(kinds.count)
            nameWidth = limit * style.size + spare
        }
        var columns: [Column] = []
        var x = left
        for kind in kinds {
            let width = kind == .name ? nameWidth : natural(kind) + spare
            columns.append(Column(kind: kind, heading: headings[kind] ?? [], x: x, width: width))
            x += width
        }
        self.columns = columns
        rows = texts.map { row in
            var broken: [FeeColumn: [String]] = [:]
            for column in columns {
                let text = row[column.kind] ?? ""
                let room = column.width - 2 * padding
                let lines = typesetter.wrapped(text, style, width: room + 0.01)
                broken[column.kind] = look.wraps ? lines : [lines[0]]
            }
            return broken
        }
    }

    /// How many lines of text an item's row takes.
    func height(ofRow index: Int) -> Int {
        rows[index].values.map(\.count).max() ?? 1
    }

    /// A heading as its hospital sets it.
    private static func set(_ heading: String, as form: FeeListLook.Headings) -> [String] {
        switch form {
        case .spaced where heading.count == 2 && heading != "No":
            [heading.map(String.init).joined(separator: "\u{3000}")]
        case .broken where heading.count >= 4:
            [String(heading.prefix(heading.count / 2)), String(heading.dropFirst(heading.count / 2))]
        default: [heading]
        }
    }

    private static func texts(
        of line: SlipContent.Line, number: Int, forms: PrintedForms, look: FeeListLook
    ) -> [FeeColumn: String] {
        var texts: [FeeColumn: String] = [
            .serial: String(number), .date: forms.date(line.date), .code: line.entry?.code ?? "",
            .name: line.printedName, .spec: line.spec, .unit: line.unit,
            .quantity: look.cellForms.quantity(forms.quantity(line.quantity), unit: line.unit),
            .price: look.cellForms.price(forms.price(line.price), unit: line.unit),
            .amount: forms.amount(line.amount),
            .insuranceClass: look.cellForms.insuranceClass(line.insuranceClass),
            .ratio: look.cellForms.share(line.ratio), .category: line.category,
            .payable: forms.amount(line.amount), .discount: forms.amount(.zero),
        ]
        let selfPaid = line.amount.share(line.ratio)
        texts[.selfPaid] = forms.amount(selfPaid)
        texts[.insured] = forms.amount(line.amount - selfPaid)
        if look.gluesSpec { texts[.name] = line.printedName + line.spec }
        return texts
    }
}
