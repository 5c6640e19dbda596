/// Paths as manifests write them: relative to the bag's folder, `/` between the parts.
///
/// They are taken apart by bytes, as the system does: a mark that combines with `/` hides it from Swift's characters, not from
/// the system.
enum BagPath {
    /// The path without a leading `./`; line breaks and percent signs stand encoded (RFC 8493, section 2.1.3).
    ///
    /// - Throws: ``BagError`` where the path leads out of the bag.
    static func decoded(_ text: String, in file: String, line: Int) throws(BagError) -> String {
        var path: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let code = String(decoding: rest.prefix(3), as: UTF8.self).uppercased()
            path.append(codes[code] ?? byte)
            rest = rest.dropFirst(codes[code] == nil ? 1 : 3)
        }
        while path.starts(with: "./".utf8) { path.removeFirst(2) }
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isDrive =
            path.dropFirst().first == UInt8(ascii: ":") && (path.first.map(isLetter) ?? false)
        let isRooted = path.first.map { "/~\\".utf8.contains($0) } ?? true
        guard !isRooted, !isDrive, !parts.contains(where: { $0.elementsEqual("..".utf8) }), !path.contains(0)
        else {
            throw BagError(path: file, line: line, reason: "“\(text)” leads out of the bag")
        }
        return String(decoding: path, as: UTF8.self)
    }

    /// As a manifest writes it.
    static func encoded(_ path: String) -> String {
        let bytes = path.utf8.flatMap { byte -> [UInt8] in
            codes.first { $0.value == byte }.map { Array($0.key.utf8) } ?? [byte]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What stands encoded.
    private static let codes: [String: UInt8] = [
        "%0A": UInt8(ascii: "\n"), "%0D": UInt8(ascii: "\r"), "%25": UInt8(ascii: "%"),
    ]

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
    }
}
