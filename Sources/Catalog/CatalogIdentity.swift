public import Slips

/// Which catalog, and which edition of it, a review was made with.
public struct CatalogIdentity: Hashable, Codable, Sendable {
    public var id: String
    public var edition: String
    /// The region code or name for which it holds; nil for the whole country.
    public var region: String?
    public var published: CalendarDate?
    /// Where its facts come from.
    public var sources: [String]
    /// SHA-256, in lower-case hexadecimal, of the list of the catalog's files.
    ///
    /// The list has a line `<sha256 of the file>  <name>` for every file that the catalog is made of, sorted by
    /// name, as `sha256sum` writes it.
    public var sha256: String

    public init(
        id: String, edition: String, region: String? = nil, published: CalendarDate? = nil,
        sources: [String] = [], sha256: String
    ) {
        self.id = id
        self.edition = edition
        self.region = region
        self.published = published
        self.sources = sources
        self.sha256 = sha256
    }
}
