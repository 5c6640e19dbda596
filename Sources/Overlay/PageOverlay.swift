public import Layout

/// What is drawn over a page so that a person sees how it was read: places, texts and verdicts, no pixels.
///
/// All boxes are in pixels of the page as it was read (and is archived): upright, level, cut to the sheet.
public struct PageOverlay: Hashable, Codable, Sendable {
    /// In pixels.
    public var width: Int
    public var height: Int
    /// The height of a Chinese character of the page's common print, pixels; zero on a blank page.
    public var em: Int
    /// The tables with their columns, as they were found.
    public var tables: [TableMark]
    /// The charged lines, in their order.
    public var items: [ItemMark]
    /// Everything that was read, in the order of reading.
    public var texts: [TextMark]
    /// Findings on the slip as a whole, by their Chinese names.
    public var findings: [String]

    public init(
        width: Int, height: Int, em: Int, tables: [TableMark] = [], items: [ItemMark] = [],
        texts: [TextMark] = [], findings: [String] = []
    ) {
        self.width = width
        self.height = height
        self.em = em
        self.tables = tables
        self.items = items
        self.texts = texts
        self.findings = findings
    }
}

/// A table on the page.
public struct TableMark: Hashable, Codable, Sendable {
    public struct Column: Hashable, Codable, Sendable {
        /// What its cells hold, in Chinese.
        public var name: String
        /// The heading as read; empty where it has none.
        public var heading: String
        /// The pixel columns that it spans.
        public var span: Range<Int>
    }

    public var box: Box
    public var columns: [Column]
    /// The boxes of the rows, top to bottom.
    public var rows: [Box]
    /// Whether the columns were told by headings on the page.
    public var hasHeadings: Bool
}

/// A charged line on the page.
public struct ItemMark: Hashable, Codable, Sendable {
    /// The item's number.
    public var line: Int
    public var box: Box
    /// Where its name stands; its whole line where none was read.
    public var name: Box
    /// Whether everything on the line may be trusted.
    public var verdict: Verdict
    /// The catalog's name for it, where one was matched; candidates, where several may be meant.
    public var entries: [String]
    /// Findings on the line, by their Chinese names.
    public var findings: [String]
}

/// A text on the page.
public struct TextMark: Hashable, Codable, Sendable {
    public var box: Box
    /// What it means where it is a value, else what was read.
    public var text: String
    /// What the engine read, where that is not ``text``.
    public var raw: String?
    public var verdict: Verdict
    /// The field or column that it stands for, in Chinese; nil for other print.
    public var name: String?
    /// How likely it is right, 0…1.
    public var confidence: Double

    public init(
        box: Box, text: String, raw: String? = nil, verdict: Verdict, name: String? = nil,
        confidence: Double
    ) {
        self.box = box
        self.text = text
        self.raw = raw == text ? nil : raw
        self.verdict = verdict
        self.name = name
        self.confidence = confidence
    }
}
