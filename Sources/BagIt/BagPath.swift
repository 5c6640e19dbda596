/// Paths as manifests write them: relative to the bag's folder, `/` between the parts.
enum BagPath {
    /// The path without a leading `./`; line breaks and percent signs stand encoded (RFC 8493, section 2.1.3).
    ///
    /// - Throws: ``BagError`` where the path leads out of the bag.
    static func decoded(_ text: String, in file: String, line: Int) throws(BagError) -> String {
        var path = text
        for (code, character) in [("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")] {
            path.replace(code, with: character)
        }
        while path.hasPrefix("./") { path.removeFirst(2) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isDrive = path.dropFirst().first == ":" && path.first?.isLetter ?? false
        guard !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("~"), !path.hasPrefix("\\"), !isDrive,
            !parts.contains(".."), !path.contains("\0")
        else {
            throw BagError(path: file, line: line, reason: "“\(text)” leads out of the bag")
        }
        return path
    }

    /// As a manifest writes it.
    static func encoded(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("\n", with: "%0A").replacing("\r", with: "%0D")
    }
}
