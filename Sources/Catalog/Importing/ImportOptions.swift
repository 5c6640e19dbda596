import Crypto
import Foundation
public import Slips

/// What a published table does not say of itself.
public struct ImportOptions: Sendable {
    /// What codes of thirteen digits are, which are national ones of services but for two zeros before them.
    public enum ShortCodes: String, Sendable, CaseIterable {
        /// National codes whose zeros a spreadsheet took: they get them back.
        case restore
        /// The region's own codes, as they stand.
        case keep
    }

    /// The identity of the catalog that is made.
    public var id: String
    public var edition: String
    public var region: String?
    public var published: CalendarDate
    /// Where the tables come from; the files' names and sums are added.
    public var sources: [String]
    /// The class of rows where the table has no column for it, or leaves it empty.
    public var insuranceClass: InsuranceClass?
    /// The share of rows of class 乙 where the table has no column for it.
    public var selfPayRatio: Ratio?
    /// The table for rows whose code has none of the national forms; nil to refuse them.
    public var localCodes: EntryKind?
    /// What becomes of codes that lack two zeros to be national ones of services; nil to refuse them.
    public var shortCodes: ShortCodes?
    /// Columns that are mapped by hand: headings with the name of a column of the contract, `price_cap_1` to
    /// `price_cap_3` for hospital levels, `keep` or `skip`.
    public var columns: [String: String]

    public init(
        id: String, edition: String, region: String? = nil, published: CalendarDate, sources: [String],
        insuranceClass: InsuranceClass? = nil, selfPayRatio: Ratio? = nil, localCodes: EntryKind? = nil,
        shortCodes: ShortCodes? = nil, columns: [String: String] = [:]
    ) {
        self.id = id
        self.edition = edition
        self.region = region
        self.published = published
        self.sources = sources
        self.insuranceClass = insuranceClass
        self.selfPayRatio = selfPayRatio
        self.localCodes = localCodes
        self.shortCodes = shortCodes
        self.columns = columns
    }

    /// A file as a source: its name and the SHA-256 of its content.
    public static func source(file: String, bytes: [UInt8]) -> String {
        "\(file), sha256 \(SHA256.hash(data: Data(bytes)).hexadecimal)"
    }
}

/// What importing published tables gave.
public enum ImportedCatalog: Sendable {
    /// The content of each file of the catalog folder, by its name, the number of rows of each table, and how a table was
    /// read otherwise than it stands.
    case files([String: String], rows: [EntryKind: Int], remarks: [String])
    /// Everything that was not understood; never empty.
    case defects([CatalogError])
}
