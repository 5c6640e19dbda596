import Foundation

/// Who acts, as the log records it.
public enum Person {
    /// Whether two names are of one person: blanks, width and case aside.
    ///
    /// - Parameters:
    ///   - first: A name.
    ///   - second: Another, or the same written otherwise.
    /// - Returns: Whether nobody could mean two people by them.
    public static func isOne(_ first: String, _ second: String) -> Bool { plain(first) == plain(second) }

    private static func plain(_ name: String) -> String {
        name.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
    }
}
