internal import Layout

/// Tables that stand side by side: parted where they were found as one, since each has its names and, behind them, its
/// numbers; and each with the columns of the other, where headings were not read.
enum SideBySideTables {
    /// Parts a table before each further column of names that has numbers behind it.
    ///
    /// - Parameter table: As it was read, its columns not yet named, or those of its left part alone.
    /// - Returns: The tables, left to right; the table itself where it has one column of names.
    static func parted(_ table: Table) -> [Table] {
        if let start = unreadStart(table) { return parts(of: table, at: [0, start, table.columns.count]) }
        guard !table.hasHeadings, table.columns.allSatisfy({ $0.kind == .other }) else { return [table] }
        let names = table.columns.indices.filter { holdsNames($0, table) }
        // Names that were cut in two have no money between them.
        let starts = names.enumerated().filter { i, name in
            let end = i + 1 < names.count ? names[i + 1] : table.columns.count
            return i == 0 || (holdsMoney(names[i - 1]..<name, table) && holdsMoney(name..<end, table))
        }
        .map(\.element)
        guard starts.count >= 2 else { return [table] }
        let further = furtherStarts(behind: starts, in: table)
        return parts(of: table, at: [0] + starts.dropFirst() + further + [table.columns.count])
    }

    /// Where further tables begin behind two and more that are equally wide, as far as the column in which they would begin
    /// holds names and one behind it money: the last of them may have one line only.
    private static func furtherStarts(behind starts: [Int], in table: Table) -> [Int] {
        let widths = zip(starts, starts.dropFirst()).map { $1 - $0 }
        guard let width = widths.first, width >= 2, widths.allSatisfy({ $0 == width }),
            var start = starts.last.map({ $0 + width })
        else { return [] }
        func texts(_ column: Int) -> [String] {
            table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
        }
        var further: [Int] = []
        while start + width <= table.columns.count {
            let names = texts(start)
            let holdsSums = ((start + 1)..<(start + width)).map(texts).contains { texts in
                !texts.isEmpty && texts.allSatisfy { $0.hanCount == 0 && $0.endsInFen }
            }
            guard holdsSums, !names.isEmpty,
                names.allSatisfy({ $0.hanCount >= 3 && $0.hanCount * 2 >= $0.count })
            else { break }
            further.append(start)
            start += width
        }
        return further
    }

    /// Where behind names and amounts a second table begins whose headings were not read, under a seal above all.
    private static func unreadStart(_ table: Table) -> Int? {
        guard let name = table.columns.firstIndex(where: { $0.kind == .name }),
            let amount = table.columns.firstIndex(where: { $0.kind == .amount }), name < amount,
            !table.columns[(amount + 1)...].contains(where: { $0.kind == .name || $0.kind == .amount })
        else { return nil }
        func isUnread(_ column: Int) -> Bool {
            table.columns[column].kind == .other && !ColumnHeadings.isHeading(table.columns[column].heading)
        }
        // The heading of a second amount was read, and is no amount's of the first table.
        func isUnreadOrAmount(_ column: Int) -> Bool {
            let headings = ColumnHeadings.matches(in: table.columns[column].heading.map(String.init))
            return isUnread(column)
                || table.columns[column].kind == .other && headings.map(\.kind) == [.amount]
        }
        return table.columns.indices.first { start in
            start > amount && isUnread(start) && holdsNames(start, table)
                && table.columns.indices.contains {
                    $0 > start && isUnreadOrAmount($0) && holdsMoney($0..<($0 + 1), table)
                }
        }
    }

    /// The tables with the columns of each whose headings were not read named as those of the one beside it.
    ///
    /// - Parameter tables: Of a page.
    /// - Returns: The same tables; as they are where the columns do not stand one to one.
    static func completed(_ tables: [Table]) -> [Table] {
        tables.map { table in
            guard table.columns.contains(where: { $0.kind == .other }),
                let model = tables.first(where: { isModel($0, for: table) })
            else { return table }
            var table = table
            for (column, like) in zip(filled(table), filled(model)) {
                let kind = model.columns[like].kind
                let isTaken = table.columns.indices.contains {
                    $0 != column && table.columns[$0].kind == kind
                }
                if !isTaken, mayBe(kind, column, of: table) { table.columns[column].kind = kind }
            }
            return table
        }
    }

    private static func isModel(_ model: Table, for table: Table) -> Bool {
        guard model.box != table.box, model.box.verticalOverlap(table.box) > 0,
            model.box.horizontalOverlap(table.box) * 10 < table.box.width,
            model.columns.contains(where: { $0.kind == .name }),
            model.columns.contains(where: { $0.kind == .amount })
        else { return false }
        let (own, others) = (filled(table), filled(model))
        // Behind the amount a column of one may be two of the other: 乙|类.
        let needed = (others.firstIndex { model.columns[$0].kind == .amount } ?? others.count) + 1
        return own.count >= needed && (own.count == others.count || others.count > needed)
            && zip(own, others).prefix(needed).allSatisfy { own, other in
                mayBe(model.columns[other].kind, own, of: table)
            }
    }

    /// Whether a column may be of a kind: it is, or nothing is known of it, or only its content made it units or
    /// specifications, as misread quantities with their units look.
    private static func mayBe(_ kind: ColumnKind, _ column: Int, of table: Table) -> Bool {
        let own = table.columns[column].kind
        return own == kind || own == .other
            || (kind == .quantityAndUnit && !table.hasHeadings && (own == .unit || own == .spec))
    }

    /// The columns that hold anything.
    private static func filled(_ table: Table) -> [Int] {
        table.columns.indices.filter { column in
            table.rows.contains { $0.cells[column]?.text.isEmpty == false }
        }
    }

    private static func parts(of table: Table, at edges: [Int]) -> [Table] {
        zip(edges, edges.dropFirst()).map { from, to in
            var part = table
            part.columns = Array(table.columns[from..<to])
            part.rows = table.rows.compactMap { row in
                let cells = Array(row.cells[from..<to])
                return Box.union(of: cells.compactMap { $0?.box }).map { TableRow(box: $0, cells: cells) }
            }
            part.box = Box.union(of: part.rows.map(\.box)) ?? table.box
            return part
        }
    }

    /// Whether most rows have words of three Chinese characters and more in a column, not the same again and again as
    /// departments are.
    private static func holdsNames(_ column: Int, _ table: Table) -> Bool {
        let printed = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
        let named = printed.filter { text in
            text.hanCount >= 3 && text.hanCount * 2 >= text.count
        }
        // The last row may have one item only.
        return named.count >= 2 && named.count * 5 >= max(printed.count, table.rows.count - 1) * 3
            && Set(named).count * 2 > named.count
    }

    /// Whether some of the columns hold amounts or prices in most rows.
    private static func holdsMoney(_ columns: Range<Int>, _ table: Table) -> Bool {
        columns.contains { column in
            let texts = table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
            let priced = texts.count { $0.hanCount == 0 && ($0.decimalsAtEnd ?? 0) >= 2 }
            return priced >= 2 && priced * 2 >= texts.count
        }
    }
}
