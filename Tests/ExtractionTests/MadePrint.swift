import Layout
import Slips

@testable import Extraction

/// Print made by hand, as the recognition would hand it over: characters of 20 × 30 pixels.
enum MadePrint {
    static let em = 30

    /// A run that begins at a place, each character sure but for those that `doubts` names by index.
    ///
    /// A runner-up of 0.9 was nearly read; one of 0.6 is noise.
    static func run(
        _ text: String, x: Int = 0, y: Int = 0, confidence: Double = 0.99,
        doubts: [Int: [(text: String, confidence: Double)]] = [:], or others: [String] = []
    ) -> TextRun {
        let symbols = text.enumerated().map { i, character in
            Symbol(
                text: String(character), box: Box(x: x + 20 * i, y: y, width: 20, height: 30),
                confidence: doubts[i] == nil ? confidence : 0.9,
                alternatives: (doubts[i] ?? []).map { Alternative(text: $0.text, confidence: $0.confidence) })
        }
        return TextRun(
            box: Box(x: x, y: y, width: 20 * text.count, height: 30), text: text, confidence: confidence,
            symbols: symbols, alternatives: others.map { Alternative(text: $0, confidence: confidence) })
    }

    /// A line of runs with wide gaps between them.
    static func line(_ texts: [String], y: Int = 0, confidence: Double = 0.99) -> TextLine {
        var x = 100
        var runs: [TextRun] = []
        for text in texts {
            runs.append(run(text, x: x, y: y, confidence: confidence))
            x += 20 * text.count + 100
        }
        return line(runs)
    }

    static func line(_ runs: [TextRun]) -> TextLine {
        TextLine(box: Box.union(of: runs.map(\.box)) ?? Box(x: 0, y: 0, width: 0, height: 0), runs: runs)
    }

    /// A table whose columns are 200 pixels wide and whose rows are 40 pixels apart; empty texts are empty cells.
    static func table(_ kinds: [ColumnKind], _ rows: [[String]], top: Int = 300) -> Table {
        let cells = rows.enumerated().map { y, row in
            row.enumerated().map { x, text in
                text.isEmpty ? nil : run(text, x: 200 * x + 10, y: top + 40 * y)
            }
        }
        return table(kinds, cells: cells, top: top)
    }

    static func table(_ kinds: [ColumnKind], cells rows: [[TextRun?]], top: Int = 300) -> Table {
        let columns = kinds.enumerated().map { i, kind in
            Column(kind: kind, heading: kind.rawValue, span: (200 * i)..<(200 * i + 200))
        }
        let tableRows = rows.enumerated().map { i, cells in
            TableRow(
                box: Box.union(of: cells.compactMap { $0?.box })
                    ?? Box(x: 0, y: top + 40 * i, width: 1, height: 30),
                cells: cells)
        }
        return Table(
            box: Box(x: 0, y: top - 40, width: 200 * kinds.count, height: 40 * (rows.count + 1)),
            columns: columns, rows: tableRows, hasHeadings: true)
    }

    static func page(
        _ lines: [TextLine] = [], tables: [Table] = [], barcodes: [String] = []
    ) -> PageLayout {
        PageLayout(
            width: 1600, height: 2000, emHeight: em, tables: tables, lines: lines,
            barcodes: barcodes.map {
                Barcode(box: Box(x: 1400, y: 20, width: 120, height: 120), symbology: "QR-Code", text: $0)
            })
    }

    static func slipPage(_ number: Int = 1) -> SlipPage {
        SlipPage(
            number: number, width: 1600, height: 2000, dpi: 300, rotation: 0, skew: 0,
            sha256: String(repeating: "0", count: 64))
    }

    /// A row with cells by kind, as the classifier sees it.
    static func row(_ cells: KeyValuePairs<ColumnKind, String>, confidence: Double = 0.99) -> ItemRow {
        let runs = cells.enumerated().map { i, cell in run(cell.value, x: 200 * i, confidence: confidence) }
        let columns = cells.enumerated().map { i, cell in
            Column(kind: cell.key, heading: "", span: (200 * i)..<(200 * i + 200))
        }
        let box = Box.union(of: runs.map(\.box)) ?? Box(x: 0, y: 0, width: 0, height: 0)
        return ItemRow(TableRow(box: box, cells: runs), columns: columns, page: 1)
    }
}

extension Box {
    /// The same box further to the right.
    func moved(dx: Int) -> Box { Box(x: x + dx, y: y, width: width, height: height) }
}
