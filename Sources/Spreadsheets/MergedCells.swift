/// Cells of a sheet that are shown as one, with the value of the first.
struct MergedCells {
    private let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>

    /// - Parameter reference: The first and the last cell, such as `A1:A3`.
    /// - Throws: ``SpreadsheetError`` for anything else.
    init(_ reference: String) throws(SpreadsheetError) {
        let ends = reference.split(separator: ":", omittingEmptySubsequences: false)
        guard ends.count == 2 else { throw .malformed("“\(reference)” are no merged cells") }
        let (first, last) = (try SheetReader.column(ends[0]), try SheetReader.column(ends[1]))
        guard let top = Self.row(ends[0]), let bottom = Self.row(ends[1]), first <= last, top <= bottom else {
            throw .malformed("“\(reference)” are no merged cells")
        }
        columns = first...last
        rows = top...bottom
    }

    private static func row(_ reference: Substring) -> Int? {
        Int(reference.drop { !$0.isNumber }).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Columns from which on a merged cell is a title across a table, and no heading of a few columns.
    private static let fewestOfTitle = 3

    /// Whether a row holds nothing but these cells, which are one title across the table.
    func areTitle(of row: SheetRow) -> Bool {
        columns.count >= Self.fewestOfTitle && rows.count == 1 && row.number == rows.lowerBound
            && row.cells.indices.allSatisfy { (row.cells[$0] != nil) == ($0 == columns.lowerBound) }
    }

    /// Gives the value of the first cell to those below it.
    ///
    /// Cells that are merged over several columns stay as they are: those are titles and headings of groups.
    ///
    /// - Parameter sheet: The rows that hold something, in order.
    /// - Returns: How many cells were looked at, which bounds what hostile files may cost.
    func fill(_ sheet: inout [SheetRow]) -> Int {
        guard columns.count == 1, rows.count > 1 else { return 0 }
        let place = columns.lowerBound
        var index = Self.firstIndex(of: rows.lowerBound, in: sheet)
        guard sheet.indices.contains(index), sheet[index].number == rows.lowerBound,
            sheet[index].cells.indices.contains(place), let value = sheet[index].cells[place]
        else { return 0 }
        var count = 0
        index += 1
        while index < sheet.count, rows.contains(sheet[index].number) {
            while sheet[index].cells.count <= place { sheet[index].cells.append(nil) }
            if sheet[index].cells[place] == nil { sheet[index].cells[place] = value }
            count += 1
            index += 1
        }
        return count
    }

    /// The place of the first row of some number or a later one.
    static func firstIndex(of number: Int, in sheet: [SheetRow]) -> Int {
        var range = sheet.startIndex..<sheet.endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range =
                sheet[middle].number < number
                ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
