/// Why a bag cannot be written or is not valid.
public struct BagError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file concerned, relative to the bag's folder, or the folder itself.
    public var path: String
    /// The line of a tag file, from 1, where there is one.
    public var line: Int?
    public var reason: String

    public init(path: String, line: Int? = nil, reason: String) {
        self.path = path
        self.line = line
        self.reason = reason
    }

    public var description: String {
        line.map { "\(path), line \($0): \(reason)" } ?? "\(path): \(reason)"
    }
}
