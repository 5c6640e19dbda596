/// A cell of a spreadsheet, as it is stored.
public enum Cell: Hashable, Sendable {
    case text(String)
    /// A number as its decimal text in the file; dates are numbers of days.
    case number(String)
    case flag(Bool)
    /// What a formula gave instead of a value, such as `#REF!`.
    case fault(String)
}

/// A row of a sheet that holds something.
public struct SheetRow: Hashable, Sendable {
    /// From 1, as the spreadsheet program counts.
    public var number: Int
    /// By column, from A; nil for an empty cell.
    public var cells: [Cell?]
    /// Whether it holds nothing but one cell that is merged across several columns: a title, no data.
    public var isTitle: Bool

    public init(number: Int, cells: [Cell?], isTitle: Bool = false) {
        self.number = number
        self.cells = cells
        self.isTitle = isTitle
    }
}

/// A table of a workbook.
public struct Sheet: Hashable, Sendable {
    public var name: String
    public var rows: [SheetRow]

    public init(name: String, rows: [SheetRow]) {
        self.name = name
        self.rows = rows
    }
}

/// A spreadsheet file in Office Open XML (`.xlsx`).
///
/// Source: ECMA-376, part 1, section 18 (SpreadsheetML). Values are read as they are stored; formulas are not worked out.
public struct Workbook: Sendable {
    public let sheets: [Sheet]
    /// Whether days are counted from 1904 and not from 1900.
    public let countsFrom1904: Bool

    /// Bytes of a file, and cells of all its sheets: no published table comes near.
    public static let mostBytes = 200 << 20
    static let mostCells = 20_000_000

    /// Reads all sheets of a file.
    ///
    /// - Parameter bytes: The content of the file.
    /// - Throws: ``SpreadsheetError`` when it is no spreadsheet, damaged, or larger than is allowed.
    public init(_ bytes: [UInt8]) throws(SpreadsheetError) {
        guard bytes.count <= Self.mostBytes else {
            throw .tooLarge("\(bytes.count) bytes, more than \(Self.mostBytes)")
        }
        let archive = try ZipArchive(bytes)
        guard let workbook = try archive.content(of: "xl/workbook.xml") else {
            throw .malformed("it has no xl/workbook.xml; old .xls files must be saved as .xlsx")
        }
        let relations = try archive.content(of: "xl/_rels/workbook.xml.rels").map(Self.targets) ?? [:]
        let list = try Self.list(of: workbook)
        countsFrom1904 = list.countsFrom1904
        let strings = try archive.content(of: "xl/sharedStrings.xml").map(Self.strings) ?? []
        var sheets: [Sheet] = []
        var left = Self.mostCells
        for (name, relation) in list.sheets {
            guard let target = relations[relation] else { throw .malformed("the sheet “\(name)” is missing") }
            let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            guard let content = try archive.content(of: part) else {
                throw .malformed("the sheet “\(name)” is missing")
            }
            var reader = SheetReader(content, strings: strings, most: left)
            let rows = try reader.rows()
            left -= reader.cellCount
            sheets.append(Sheet(name: name, rows: rows))
        }
        self.sheets = sheets
    }

    private static func list(
        of workbook: [UInt8]
    ) throws(SpreadsheetError) -> (sheets: [(name: String, relation: String)], countsFrom1904: Bool) {
        var scanner = XMLScanner(workbook)
        var sheets: [(name: String, relation: String)] = []
        var countsFrom1904 = false
        while let piece = try scanner.next() {
            guard case .start(let name, let attributes) = piece else { continue }
            switch local(name) {
            case "sheet":
                // The prefix of the relation's name is the file's own choice.
                let relation = attributes.first { $0.key.hasSuffix(":id") }?.value
                guard let title = attributes["name"], let relation else {
                    throw .malformed("a sheet has no name")
                }
                sheets.append((title, relation))
            case "workbookPr": countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
            default: continue
            }
        }
        return (sheets, countsFrom1904)
    }

    private static func targets(_ relations: [UInt8]) throws(SpreadsheetError) -> [String: String] {
        var scanner = XMLScanner(relations)
        var targets: [String: String] = [:]
        while let piece = try scanner.next() {
            guard case .start(_, let attributes) = piece, let id = attributes["Id"] else { continue }
            targets[id] = attributes["Target"]
        }
        return targets
    }

    /// The texts that cells name by number, without how their characters look and how they are pronounced.
    private static func strings(_ content: [UInt8]) throws(SpreadsheetError) -> [String] {
        var scanner = XMLScanner(content)
        var strings: [String] = []
        var text = ""
        var isText = false
        var isPronunciation = false
        while let piece = try scanner.next() {
            switch piece {
            case .start(let name, _):
                switch local(name) {
                case "si": text = ""
                case "t": isText = true
                case "rPh": isPronunciation = true
                default: break
                }
            case .end(let name):
                switch local(name) {
                case "si": strings.append(text)
                case "t": isText = false
                case "rPh": isPronunciation = false
                default: break
                }
            case .text(let content): if isText, !isPronunciation { text += content }
            }
        }
        return strings
    }

    /// A name without its prefix.
    static func local(_ name: String) -> Substring {
        name.lastIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
    }
}
