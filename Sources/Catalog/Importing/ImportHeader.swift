/// The headings of a published table: a row of them, or two, of which the second parts some headings of the first.
///
/// Agencies part a heading over several columns: 价格 over 三级医院, 二级医院 and 一级医院. The other headings then stand in
/// merged cells over both rows, which leaves theirs in the second row empty.
struct ImportHeader {
    /// A heading.
    struct Heading {
        /// The column, from 0.
        var place: Int
        /// As it is printed; a parted one as `价格/三级医院`.
        var text: String
        /// What it says of the rows; nil where it is not known.
        var field: ImportField?
        var isInPercent: Bool { text.contains { "%％".contains($0) } }
    }

    let headings: [Heading]
    /// The rows that hold them; tables that go over pages repeat them.
    let rows: [PublishedTable.Row]

    /// Rows at the top of a table among which its headings must be.
    private static let headRows = 20

    /// The headings of a table: the first row that has one for the code and one for the name, and the row that parts it.
    ///
    /// Nil where no row has both.
    init?(of table: PublishedTable, _ options: ImportOptions) {
        let found = table.rows.prefix(Self.headRows).firstIndex { row in
            let fields = row.cells.compactMap { cell in
                ImportedValue.text(cell).flatMap { Self.field(of: $0, options) }
            }
            return fields.contains(.code) && fields.contains(.name)
        }
        guard let found else { return nil }
        let row = table.rows[found]
        let whole = row.cells.enumerated().compactMap { place, cell in
            ImportedValue.text(cell).map {
                Heading(place: place, text: $0, field: Self.field(of: $0, options))
            }
        }
        let next = table.rows.indices.contains(found + 1) ? table.rows[found + 1] : nil
        let parts = next.map { Self.parts(of: whole, by: $0, options) } ?? []
        // A row of data has no value where there is no heading.
        let named = Set(whole.map(\.place))
        guard let next, parts.contains(where: { $0.field != nil || !named.contains($0.place) }) else {
            self.init(headings: Self.withoutDoubles(whole), rows: [row])
            return
        }
        let parted = Set(parts.map(\.place))
        self.init(
            headings: Self.withoutDoubles(
                (whole.filter { !parted.contains($0.place) } + parts).sorted { $0.place < $1.place }),
            rows: [row, next])
    }

    /// Every way in which a heading may be named by hand.
    var names: Set<String> {
        Set(
            headings.flatMap { heading -> [String] in
                let part = heading.text.split(separator: "/").last.map(String.init) ?? heading.text
                return [heading.text, ImportField.plain(heading.text), part, ImportField.plain(part)]
            })
    }

    private init(headings: [Heading], rows: [PublishedTable.Row]) {
        self.headings = headings
        self.rows = rows
    }

    /// What a heading says, by hand or by its words; nil where it is not known.
    private static func field(of heading: String, _ options: ImportOptions) -> ImportField? {
        byHand(heading, options) ?? ImportField(heading: heading)
    }

    private static func byHand(_ heading: String, _ options: ImportOptions) -> ImportField? {
        let name = options.columns[heading] ?? options.columns[ImportField.plain(heading)]
        return name.flatMap { ImportField(named: $0) }
    }

    /// The headings of a second row; none where the row is no such row: where it has a code or a name, or a number.
    private static func parts(
        of whole: [Heading], by row: PublishedTable.Row, _ options: ImportOptions
    ) -> [Heading] {
        let above = Dictionary(uniqueKeysWithValues: whole.map { ($0.place, $0) })
        var parts: [Heading] = []
        var group: Heading?
        for (place, cell) in row.cells.enumerated() {
            if let heading = above[place] { group = heading }
            guard let text = ImportedValue.text(cell), text != above[place]?.text else {
                // A heading without a part of its own parts none of those at its right.
                if above[place] != nil { group = nil }
                continue
            }
            if case .number = cell { return [] }
            if let field = above[place]?.field, [.code, .name].contains(field) { return [] }
            parts.append(
                Heading(
                    place: place, text: group.map { "\($0.text)/\(text)" } ?? text,
                    field: field(of: text, partOf: group, options)))
        }
        return parts
    }

    /// What a part of a heading says.
    private static func field(
        of part: String, partOf group: Heading?, _ options: ImportOptions
    ) -> ImportField? {
        guard let group else { return field(of: part, options) }
        if let field = byHand("\(group.text)/\(part)", options) ?? byHand(part, options) { return field }
        if group.field == .kept || group.field == .rowNumber { return group.field }
        let plain = (group: ImportField.plain(group.text), part: ImportField.plain(part))
        let alone = ImportField(heading: part)
        // 一级 under 价格 is a level of hospitals; under anything else it may be one of a classification.
        if case .levelCap? = alone { return group.field == .priceCap ? alone : nil }
        return alone ?? ImportField(heading: plain.part + plain.group)
            ?? ImportField(heading: plain.group + plain.part)
    }

    /// The headings, of which those that another one says better are kept beside the rows.
    private static func withoutDoubles(_ headings: [Heading]) -> [Heading] {
        let plain = headings.map { ImportField.plain($0.text) }
        let beside = ImportField.besideOthers(Set(plain))
        return zip(headings, plain).map { heading, plain in
            var heading = heading
            if beside.contains(plain), heading.field == ImportField(heading: plain) { heading.field = .kept }
            return heading
        }
    }
}
