public import Archive
internal import Glibc

/// Paths without links and detours.
public enum RealPath {
    /// The path without links, `.`, `..` and doubled slashes; the path itself where nothing is there.
    public static func of(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}

/// A file that is to become a slip.
public struct ProcessingInput: Hashable, Sendable {
    /// The path as given, or below a folder that was given.
    ///
    /// A `#` in it is written `%23` (and `%23`, `%25` are `%2523`, `%2525`), so that `FILE#2` always is the second slip of
    /// a file.
    public var source: String
    /// Where its bytes lie; the file itself but for inputs from quarantine, whose bytes the archive keeps.
    public var path: String
    /// The claim that it came with: the `claim_id` of its `claim.json`, or the folder that holds that file.
    public var claim: String?

    /// What names the file within a batch, however its path was written: the path without links and detours.
    ///
    /// An input from quarantine is named by its source.
    var place: String

    /// The bytes that the archive keeps of it, opened when their turn comes and closed after it; nil for a file.
    public private(set) var kept: ContentDigest?

    /// Whether it was handed in before, and is tried again from the quarantine.
    var isTriedAgain = false

    /// Whether a slip that is archived of it is not read again, and only gets the claim, as where a `claim.json` was mended.
    var onlyNamesClaim = false

    /// A file.
    public init(path: String, claim: String? = nil) {
        source = Self.escaped(path)
        self.path = path
        self.claim = claim
        place = RealPath.of(path)
    }

    /// A file that the archive has recorded.
    ///
    /// - Parameters:
    ///   - source: As recorded.
    ///   - path: Where its bytes lie; nil where they lie at the source, or are kept.
    ///   - claim: The claim that it came with.
    ///   - kept: The bytes, where the archive keeps them.
    public init(recorded source: String, path: String?, claim: String?, kept: ContentDigest? = nil) {
        self.source = source
        self.path = path ?? Self.unescaped(source)
        place = source
        self.claim = claim
        self.kept = kept
        isTriedAgain = true
    }

    /// A file that was handed in on the web page.
    ///
    /// - Parameters:
    ///   - source: As the archive records it.
    ///   - path: Where its bytes lie.
    public init(handedIn source: String, at path: String) {
        self.source = source
        self.path = path
        place = source
    }

    private static func escaped(_ path: String) -> String {
        path.replacing("%25", with: "%2525").replacing("%23", with: "%2523").replacing("#", with: "%23")
    }

    static func unescaped(_ source: String) -> String {
        source.replacing("%23", with: "#").replacing("%25", with: "%")
    }
}
