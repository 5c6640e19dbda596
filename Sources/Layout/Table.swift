/// A column of a table of items.
public struct Column: Hashable, Codable, Sendable {
    public var kind: ColumnKind
    /// The heading as read.
    public var heading: String
    /// The pixel columns that it spans.
    public var span: Range<Int>

    public init(kind: ColumnKind, heading: String, span: Range<Int>) {
        self.kind = kind
        self.heading = heading
        self.span = span
    }
}

/// A row of a table: at most one cell for each column.
public struct TableRow: Hashable, Codable, Sendable {
    public var box: Box
    /// As many as the table has columns; nil where nothing is printed.
    public var cells: [TextRun?]

    public init(box: Box, cells: [TextRun?]) {
        self.box = box
        self.cells = cells
    }
}

/// A table of items: columns told by their headings, rows in the order of reading.
///
/// Columns that stand side by side (two halves of an e-receipt) are two tables, the left one first.
public struct Table: Hashable, Codable, Sendable {
    public var box: Box
    public var columns: [Column]
    public var rows: [TableRow]
    /// Whether the headings were found; false for a table that goes on from the page before.
    public var hasHeadings: Bool

    /// Whether a column of it is a factor of its lines; a table without any holds sums alone.
    public var hasFactors: Bool { columns.contains { $0.kind.isFactor } }

    public init(box: Box, columns: [Column], rows: [TableRow], hasHeadings: Bool) {
        self.box = box
        self.columns = columns
        self.rows = rows
        self.hasHeadings = hasHeadings
    }
}

/// A QR code or other barcode.
public struct Barcode: Hashable, Codable, Sendable {
    public var box: Box
    /// The symbology as ZBar names it, such as `QR-Code`.
    public var symbology: String
    public var text: String

    public init(box: Box, symbology: String, text: String) {
        self.box = box
        self.symbology = symbology
        self.text = text
    }
}

/// Everything that was read from one page.
public struct PageLayout: Hashable, Codable, Sendable {
    /// In pixels; every box lies within.
    public var width: Int
    public var height: Int
    /// The height of a Chinese character of the page's common print, pixels; zero on a blank page.
    public var emHeight: Int
    public var tables: [Table]
    /// Lines of print outside the tables, top to bottom.
    public var lines: [TextLine]
    /// On a page with coloured ink, the lines of all inks together, top to bottom.
    ///
    /// They hold the labels of a pre-printed form with the values printed beside them. Seals disturb them.
    public var formLines: [TextLine]
    public var barcodes: [Barcode]
    /// Print outside the tables of which the engine made nothing.
    public var unread: [Box]

    public init(
        width: Int, height: Int, emHeight: Int, tables: [Table] = [], lines: [TextLine] = [],
        formLines: [TextLine] = [], barcodes: [Barcode] = [], unread: [Box] = []
    ) {
        self.width = width
        self.height = height
        self.emHeight = emHeight
        self.tables = tables
        self.lines = lines
        self.formLines = formLines
        self.barcodes = barcodes
        self.unread = unread
    }

    /// Whether nothing was found on the page.
    public var isBlank: Bool { tables.isEmpty && lines.isEmpty && barcodes.isEmpty }
}
