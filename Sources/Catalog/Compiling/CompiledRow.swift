import Slips

/// A row of a catalog that is being compiled.
struct CompiledRow: Hashable {
    var code: String
    var name: String
    var aliases: [String] = []
    var spec = ""
    var unit: String
    var insuranceClass: InsuranceClass
    /// Nil for no cap; every cap is illustrative.
    var priceCap: Money?
    /// The merged form of a row that stands for all products of a listed drug.
    var dosageForm = ""
    /// The number in the drug list, for a row that has no national code.
    var listNumber = ""
    /// Which cells, beside the cap, are made and not published, by their headings.
    var illustrative: [String]

    /// The share that the insured pays first; no list publishes the tenth of class 乙.
    var ratio: String {
        switch insuranceClass {
        case .a: "0"
        case .b: "0.1"
        case .c: "1"
        }
    }

    private static let headings = [
        "code", "name", "aliases", "spec", "unit", "class", "self_pay_ratio", "price_cap", "valid_from",
        "valid_to",
        CatalogEntry.dosageFormColumn, CatalogEntry.listNumberColumn, "cap_note", "illustrative",
    ]

    /// A file of rows, in the order of their codes.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - kind: What they are; only drugs have merged forms and numbers in a list.
    /// - Returns: The file's content: a header, and a line for each row.
    static func file(_ rows: [CompiledRow], of kind: EntryKind) -> String {
        let columns = headings.indices.filter {
            kind == .drug
                || ![CatalogEntry.dosageFormColumn, CatalogEntry.listNumberColumn].contains(headings[$0])
        }
        let lines = [headings] + rows.sorted { $0.code < $1.code }.map(\.cells)
        return lines.map { cells in
            columns.map { DelimitedText.quoted(cells[$0]) }.joined(separator: ",") + "\n"
        }
        .joined()
    }

    private var cells: [String] {
        [
            code, name, aliases.joined(separator: "|"), spec, unit, insuranceClass.rawValue, ratio,
            priceCap?.description ?? "", "", "", dosageForm, listNumber,
            priceCap == nil ? "" : "illustrative", illustrative.joined(separator: "|"),
        ]
    }
}

/// Numbers that depend on nothing but a text, for values that must be the same in every run.
struct TextDice {
    private var state: UInt64

    /// FNV-1a over the text's UTF-8.
    init(_ text: String) {
        state = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The next number below a bound (SplitMix64).
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }

    /// A price between two bounds, in yuan and fen; three in four rows have one.
    mutating func cap(from low: Int, to high: Int) -> Money? {
        let hasCap = below(4) > 0
        // Small prices are more frequent than large ones.
        let span = (high - low) * 100
        let fen = low * 100 + min(below(span), below(span))
        return hasCap ? Money(fen: Int64(fen)) : nil
    }
}
