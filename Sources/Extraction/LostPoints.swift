internal import Layout
internal import Slips

/// Gives numbers back the point that a ruling or a heading below them covers: `10478` among 36.57 and 7.26 is 104.78.
///
/// One program prints all numbers of a column with as many decimals: where every number that shows a point has two (or four,
/// as prices of many programs have), and none is so short that it cannot have lost one, a number of figures alone has as
/// many; where all of a page's amounts have lost theirs, the total tells. The figures as they were read stay among the
/// runners-up.
enum LostPoints {
    /// How many numbers of a column must show their decimals.
    private static let fewest = 2
    /// How many decimals a program prints of every number of a column.
    private static let decimals = 2...4
    /// What is left of the engine's confidence in a number that got its point from others.
    private static let doubt = 0.7

    /// The tables of a page with the points of their numbers.
    ///
    /// Tables that stand side by side are parts of one list: what the numbers of one show holds for the other, too.
    static func restored(_ tables: [Table]) -> [Table] {
        tables.indices.map { i in
            let beside = tables.indices.filter { $0 != i && areSideBySide(tables[$0], tables[i]) }
            return restored(tables[i], besides: beside.map { tables[$0] })
        }
    }

    /// The same where all amounts of a page may have lost theirs: with them the lines add up to a total of the slip, and
    /// without them they do not.
    ///
    /// - Parameters:
    ///   - tables: Of a page.
    ///   - totals: In figures and in capitals, as far as they were read.
    /// - Returns: The same tables, with the points of their numbers.
    static func restored(_ tables: [Table], totals: [Money]) -> [Table] {
        let tables = restored(tables)
        let pointed = tables.map(withPointsInAmounts)
        guard pointed != tables, let sum = sumOfAmounts(pointed), totals.contains(sum),
            sumOfAmounts(tables).map(totals.contains) != true
        else { return tables }
        return pointed
    }

    /// A table each of whose amounts has two decimals.
    private static func withPointsInAmounts(_ table: Table) -> Table {
        var table = table
        for column in table.columns.indices where table.columns[column].kind == .amount {
            for row in table.rows.indices {
                guard let cell = table.rows[row].cells[column], hasLostPoint(cell.text, decimals: 2) else {
                    continue
                }
                table.rows[row].cells[column] = restored(cell, decimals: 2)
            }
        }
        return table
    }

    private static func sumOfAmounts(_ tables: [Table]) -> Money? {
        let texts = tables.flatMap { Self.texts(ofKind: .amount, in: $0) }
        let amounts = texts.compactMap { Money(NumberCandidates.cleaned($0)) }
        return amounts.count == texts.count ? amounts.reduce(.zero, +) : nil
    }

    private static func areSideBySide(_ a: Table, _ b: Table) -> Bool {
        a.box.verticalOverlap(b.box) > 0 && a.box.horizontalOverlap(b.box) <= 0
    }

    /// A table whose numbers have their points.
    ///
    /// - Parameters:
    ///   - table: As it was read.
    ///   - others: The tables whose numbers the same program printed in the same columns.
    /// - Returns: The same table, with the points of its numbers.
    static func restored(_ table: Table, besides others: [Table] = []) -> Table {
        var table = table
        for (column, kind) in table.columns.map(\.kind).enumerated() where kind.isFactorOrProduct {
            let texts = Self.texts(column, of: table) + others.flatMap { Self.texts(ofKind: kind, in: $0) }
            let pointed = texts.filter { $0.contains(".") }
            guard let decimals = pointed.first?.decimalsAtEnd, Self.decimals.contains(decimals) else {
                continue
            }
            let lost = texts.filter { hasLostPoint($0, decimals: decimals) }
            guard pointed.count >= fewest, !lost.isEmpty, pointed.count >= lost.count,
                pointed.allSatisfy({
                    $0.wholeMatch(of: /-?[0-9]+\.[0-9]+/) != nil && $0.decimalsAtEnd == decimals
                }),
                pointed.count + lost.count == texts.count
            else { continue }
            for row in table.rows.indices {
                guard let cell = table.rows[row].cells[column], hasLostPoint(cell.text, decimals: decimals)
                else { continue }
                table.rows[row].cells[column] = restored(cell, decimals: decimals)
            }
        }
        return table
    }

    private static func texts(_ column: Int, of table: Table) -> [String] {
        table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
    }

    private static func texts(ofKind kind: ColumnKind, in table: Table) -> [String] {
        table.columns.indices.filter { table.columns[$0].kind == kind }.flatMap { texts($0, of: table) }
    }

    private static func hasLostPoint(_ text: String, decimals: Int) -> Bool {
        let figures = text.first == "-" ? text.dropFirst() : text[...]
        return figures.count > decimals && figures.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func restored(_ run: TextRun, decimals: Int) -> TextRun {
        func withPoint(_ text: String) -> String { text.dropLast(decimals) + "." + text.suffix(decimals) }
        var symbols = run.symbols
        let isApart = symbols.allSatisfy { $0.text.count == 1 } && symbols.count == run.text.count
        if isApart {
            let point = Symbol(text: ".", box: run.box, confidence: run.confidence * doubt)
            symbols.insert(point, at: symbols.count - decimals)
        }
        return TextRun(
            box: run.box, text: withPoint(run.text), confidence: run.confidence * doubt,
            symbols: isApart ? symbols : [],
            alternatives: [Alternative(text: run.text, confidence: run.confidence * doubt)]
                + run.alternatives.map {
                    Alternative(
                        text: hasLostPoint($0.text, decimals: decimals) ? withPoint($0.text) : $0.text,
                        confidence: $0.confidence)
                })
    }
}
