/// Reads the rows of one sheet.
struct SheetReader {
    private var scanner: XMLScanner
    private let strings: [String]
    private let most: Int
    private(set) var cellCount = 0

    /// Columns and rows of a sheet, by the format.
    private static let mostColumns = 16_384
    private static let mostRows = 1_048_576

    /// - Parameters:
    ///   - content: The part of the sheet.
    ///   - strings: The texts that cells name by number.
    ///   - most: How many cells it may have.
    init(_ content: [UInt8], strings: [String], most: Int) {
        scanner = XMLScanner(content)
        self.strings = strings
        self.most = most
    }

    /// The rows that hold something, in order; a cell that was merged out of some below each other stands in each of them.
    mutating func rows() throws(SpreadsheetError) -> [SheetRow] {
        var rows: [SheetRow] = []
        var merged: [MergedCells] = []
        var number = 0
        var cells: [Cell?] = []
        while let piece = try scanner.next() {
            switch piece {
            case .start(let name, let attributes):
                switch Workbook.local(name) {
                case "row":
                    let given = attributes["r"].flatMap { Int($0) }
                    guard (given ?? number + 1) > number else {
                        throw .malformed("its rows are not in order")
                    }
                    guard (given ?? number + 1) <= Self.mostRows else {
                        throw .malformed("it has a row beyond the last that a sheet can have")
                    }
                    number = given ?? number + 1
                    cells = []
                case "c": try readCell(attributes, row: number, into: &cells)
                case "mergeCell": merged.append(try MergedCells(attributes["ref"] ?? ""))
                default: break
                }
            case .end(let name) where Workbook.local(name) == "row":
                if cells.contains(where: { $0 != nil }) {
                    rows.append(SheetRow(number: number, cells: cells))
                }
            default: break
            }
        }
        for cells in merged {
            cellCount += cells.fill(&rows)
            let index = MergedCells.firstIndex(of: cells.rows.lowerBound, in: rows)
            if rows.indices.contains(index) {
                cellCount += rows[index].cells.count
                if cells.areTitle(of: rows[index]) { rows[index].isTitle = true }
            }
            guard cellCount <= most else { throw .tooLarge("it has more than \(Workbook.mostCells) cells") }
        }
        return rows
    }

    /// Reads a cell up to its end.
    private mutating func readCell(
        _ attributes: [String: String], row: Int, into cells: inout [Cell?]
    ) throws(SpreadsheetError) {
        cellCount += 1
        guard cellCount <= most else { throw .tooLarge("it has more than \(Workbook.mostCells) cells") }
        let column = try attributes["r"].map(Self.column) ?? cells.count
        guard column >= cells.count else { throw .malformed("the cells of row \(row) are not in order") }
        var value = ""
        var isValue = false
        var isPronunciation = false
        var isFormula = false
        reading: while let piece = try scanner.next() {
            switch piece {
            case .start(let name, _):
                let name = Workbook.local(name)
                if name == "v" || name == "t" { isValue = true }
                if name == "rPh" { isPronunciation = true }
                if name == "f" { isFormula = true }
            case .end(let name):
                let name = Workbook.local(name)
                if name == "c" { break reading }
                if name == "v" || name == "t" { isValue = false }
                if name == "rPh" { isPronunciation = false }
            case .text(let text): if isValue, !isPronunciation { value += text }
            }
        }
        guard let content = try cell(value, type: attributes["t"] ?? "n", row: row) else {
            // A cell that is worked out and whose value was not kept looks empty, and is not.
            guard isFormula else { return }
            while cells.count < column { cells.append(nil) }
            cells.append(.fault("a formula without its value"))
            return
        }
        while cells.count < column { cells.append(nil) }
        cells.append(content)
    }

    private func cell(_ value: String, type: String, row: Int) throws(SpreadsheetError) -> Cell? {
        switch type {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else {
                throw .malformed("a cell of row \(row) names a text that is not there")
            }
            return strings[index].isEmpty ? nil : .text(strings[index])
        case "inlineStr", "str", "d": return value.isEmpty ? nil : .text(value)
        case "b": return .flag(value == "1")
        case "e": return .fault(value)
        case "n": return value.isEmpty ? nil : .number(value)
        default: throw .malformed("a cell of row \(row) is of the unknown type \(type)")
        }
    }

    /// The column of a reference such as `AB12`, from 0.
    static func column(_ reference: some StringProtocol) throws(SpreadsheetError) -> Int {
        var column = 0
        for letter in reference.utf8.prefix(while: { (0x41...0x5A).contains($0) }).prefix(4) {
            column = column * 26 + Int(letter) - 0x40
        }
        guard (1...mostColumns).contains(column) else {
            throw .malformed("“\(reference)” is no place of a cell")
        }
        return column - 1
    }
}
