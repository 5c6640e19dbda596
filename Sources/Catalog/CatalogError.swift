/// Why a catalog cannot be used: which file, where in it, and what to do.
public struct CatalogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whether the catalog is there at all.
    public enum Kind: Sendable {
        /// No such folder or file, or it cannot be read: another path may help.
        case unavailable
        /// A file holds what a catalog must not hold: the file must be mended.
        case malformed
    }

    public var kind: Kind
    /// The file's name within the catalog's folder, or the folder's path.
    public var file: String
    /// From 1, the header being line 1; nil for the whole file.
    public var line: Int?
    /// The column's heading.
    public var column: String?
    /// What is wrong, and what is wanted.
    public var reason: String

    public init(kind: Kind, file: String, line: Int? = nil, column: String? = nil, reason: String) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
    }

    public var description: String {
        var place = file
        if let line { place += ", line \(line)" }
        if let column { place += ", column \(column)" }
        return "\(place): \(reason)"
    }
}
