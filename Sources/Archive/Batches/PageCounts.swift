/// How pages ended: each of a batch's pages counts in exactly one of the four.
public struct PageCounts: Hashable, Codable, Sendable {
    /// Read, and part of a slip in the archive.
    public var archived: Int
    /// With nothing on them, such as the backs of a duplex scan.
    public var blank: Int
    /// Sheets that part one slip or claim of a stack from the next.
    public var separator: Int
    /// Not read, and kept in quarantine.
    public var quarantined: Int

    public init(archived: Int = 0, blank: Int = 0, separator: Int = 0, quarantined: Int = 0) {
        self.archived = archived
        self.blank = blank
        self.separator = separator
        self.quarantined = quarantined
    }

    public var all: Int { archived + blank + separator + quarantined }

    public static func + (a: PageCounts, b: PageCounts) -> PageCounts {
        PageCounts(
            archived: a.archived + b.archived, blank: a.blank + b.blank, separator: a.separator + b.separator,
            quarantined: a.quarantined + b.quarantined)
    }
}
