internal import Layout

/// Names the columns of a table without headings that goes on from the page before, by where they stand.
///
/// One program prints all pages of a list alike: what stands below the unit prices of the page before are unit prices,
/// also where a page has too few lines for their numbers to tell.
enum ContinuedColumns {
    /// The fewest columns of which place alone says anything.
    private static let fewest = 4

    /// The kinds of a table's columns.
    ///
    /// - Parameters:
    ///   - table: Without headings.
    ///   - previous: The table of the page before, its columns named.
    /// - Returns: One kind a column; nil where the columns do not stand where those of the page before do.
    static func kinds(of table: Table, after previous: Table) -> [ColumnKind]? {
        let known = previous.columns.map(\.kind)
        guard !table.hasHeadings, table.columns.count >= fewest, known.contains(.name),
            known.contains(.amount),
            table.columns.allSatisfy({ $0.kind == .other || $0.kind == .name })
        else { return nil }
        let prints = table.columns.indices.map { print(in: $0, of: table) }
        let before = previous.columns.indices.map { print(in: $0, of: previous) }
        guard let shift = shift(of: prints, before) else { return nil }
        let shifted = table.columns.indices.map {
            home(of: $0, of: table, among: previous.columns, shift: shift)
        }
        func kinds(_ homes: [Int?]) -> [ColumnKind]? {
            let found = homes.compactMap(\.self)
            // The words of one cell may stand apart.
            func areInOrder(_ left: Int, _ right: Int) -> Bool {
                left < right || (left == right && [.name, .spec].contains(known[left]))
            }
            guard found.count >= fewest, zip(found, found.dropFirst()).allSatisfy(areInOrder),
                found.contains(where: { known[$0] == .name }),
                found.contains(where: { known[$0] == .amount })
            else { return nil }
            return homes.map { home in home.map { known[$0] } ?? .other }
        }
        // A filled column that stands below none tells that the page is of another size.
        let isWhole = zip(prints, shifted).allSatisfy { $0 == nil || $1 != nil }
        if isWhole, let found = kinds(shifted) { return found }
        let fit = ColumnFit(
            here: prints, before: before,
            areAlike: { ColumnInference.isNumeric($0, table) == ColumnInference.isNumeric($1, previous) })
        return fit.homes.flatMap(kinds)
    }

    /// The column of the page before below which most cells of a column stand; nil where there is none.
    private static func home(
        of column: Int, of table: Table, among previous: [Column], shift: Int
    ) -> Int? {
        let homes = table.rows.compactMap { $0.cells[column] }.filter { !$0.text.isEmpty }.map { cell in
            previous.firstIndex { $0.span.contains(cell.box.centerX - shift) }
        }
        let counts = Dictionary(homes.compactMap { home in home.map { ($0, 1) } }, uniquingKeysWith: +)
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        return most.value * 2 >= homes.count ? most.key : nil
    }

    /// The pixel columns that a column's cells cover; nil for an empty one.
    static func print(in column: Int, of table: Table) -> Range<Int>? {
        Box.union(of: table.rows.compactMap { $0.cells[column] }.filter { !$0.text.isEmpty }.map(\.box))?
            .horizontal
    }

    /// How far to the right of the page before this one lies, by both ends of the print; 0 where they disagree.
    static func shift(of prints: [Range<Int>?], _ before: [Range<Int>?]) -> Int? {
        let here = prints.compactMap(\.self)
        let there = before.compactMap(\.self)
        guard let left = here.first?.lowerBound, let right = here.last?.upperBound,
            let oldLeft = there.first?.lowerBound, let oldRight = there.last?.upperBound
        else { return nil }
        let width = oldRight - oldLeft
        let (atLeft, atRight) = (left - oldLeft, right - oldRight)
        // Columns at the ends may be empty here: then nothing tells of a shift, and none is believed.
        if abs(atLeft - atRight) * 25 > width { return 0 }
        return (atLeft + atRight) / 2
    }
}
