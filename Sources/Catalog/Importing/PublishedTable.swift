/// A table as an agency publishes it: rows of cells, headings among them, not yet understood.
public struct PublishedTable: Sendable {
    /// A cell as its file stores it.
    public enum Cell: Hashable, Sendable {
        case empty
        case text(String)
        /// A number of a spreadsheet, as the decimal text that it is stored as; dates are numbers of days.
        case number(String)
        /// What is no value, such as the `#REF!` of a broken formula.
        case fault(String)
    }

    public struct Row: Hashable, Sendable {
        /// The line or row of the file, from 1.
        public var line: Int
        public var cells: [Cell]

        public init(line: Int, cells: [Cell]) {
            self.line = line
            self.cells = cells
        }
    }

    /// The file's name, with the sheet's where a file has several.
    public var file: String
    public var rows: [Row]
    /// Whether the file counts days from 1904 and not from 1900.
    public var countsFrom1904: Bool

    public init(file: String, rows: [Row], countsFrom1904: Bool = false) {
        self.file = file
        self.rows = rows
        self.countsFrom1904 = countsFrom1904
    }

    /// A table of comma-separated text in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file.
    ///   - file: The file's name.
    /// - Throws: ``CatalogError`` for wrong quoting and for what is not UTF-8.
    public init(csv bytes: [UInt8], file: String) throws(CatalogError) {
        var text = DelimitedText(bytes, file: file)
        var rows: [Row] = []
        while let record = try text.next() {
            rows.append(Row(line: record.line, cells: record.fields.map { $0.isEmpty ? .empty : .text($0) }))
        }
        self.init(file: file, rows: rows)
    }
}
