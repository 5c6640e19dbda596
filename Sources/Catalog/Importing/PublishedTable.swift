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
        /// Whether it is one title across the table, as the file's merged cells tell.
        public var isTitle: Bool

        public init(line: Int, cells: [Cell], isTitle: Bool = false) {
            self.line = line
            self.cells = cells
            self.isTitle = isTitle
        }
    }

    /// The file's name, with the sheet's where a file has several.
    public var file: String
    public var rows: [Row]
    /// Whether the file counts days from 1904 and not from 1900.
    public var countsFrom1904: Bool
    /// How its characters were written, where not in UTF-8.
    public var encoding: String?

    public init(file: String, rows: [Row], countsFrom1904: Bool = false, encoding: String? = nil) {
        self.file = file
        self.rows = rows
        self.countsFrom1904 = countsFrom1904
        self.encoding = encoding
    }

    /// A table of comma-separated text in UTF-8, GB18030 (which holds GBK) or UTF-16.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file.
    ///   - file: The file's name.
    /// - Throws: ``CatalogError`` for wrong quoting and for other characters.
    public init(csv bytes: [UInt8], file: String) throws(CatalogError) {
        let (bytes, encoding) = try PublishedText.decoded(bytes, file: file)
        var text = DelimitedText(bytes, file: file)
        var rows: [Row] = []
        while let record = try text.next() {
            rows.append(Row(line: record.line, cells: record.fields.map { $0.isEmpty ? .empty : .text($0) }))
        }
        self.init(file: file, rows: rows, encoding: encoding == .utf8 ? nil : encoding.rawValue)
    }
}
