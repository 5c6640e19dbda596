import Foundation

/// What `bagit.txt` says of a bag.
///
/// Source: RFC 8493, section 2.1.1; older bags are read by the rules of their version.
struct BagDeclaration: Hashable {
    static let fileName = "bagit.txt"

    /// Major and minor.
    var version: [Int]
    /// The encoding of all other tag files.
    var encoding: String.Encoding

    /// Whether the rules of RFC 8493 hold, which are stricter than those of the drafts before it.
    var isOfRFC: Bool { version[0] >= 1 }

    /// - Throws: ``BagError`` that names the line.
    init(_ bytes: [UInt8]) throws(BagError) {
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw Self.fault(1, "it begins with a byte order mark, which it must not")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.fault(1, "it is not UTF-8")
        }
        let lines = TagLines.lines(of: text)
        guard lines.count == 2 else { throw Self.fault(1, "it must have two lines, and has \(lines.count)") }
        let number = try Self.value("BagIt-Version", in: lines[0], line: 1)
        let parts = number.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let major = parts[0], let minor = parts[1], major >= 0, minor >= 0 else {
            throw Self.fault(1, "“\(number)” is not a version such as 1.0")
        }
        version = [major, minor]
        let name = try Self.value("Tag-File-Character-Encoding", in: lines[1], line: 2)
        switch name.uppercased() {
        case "UTF-8": encoding = .utf8
        case "UTF-16": encoding = .utf16
        case "ISO-8859-1": encoding = .isoLatin1
        case "US-ASCII", "ASCII": encoding = .ascii
        default: throw Self.fault(2, "the encoding “\(name)” is not known to this program")
        }
    }

    private static func value(_ label: String, in text: String, line: Int) throws(BagError) -> String {
        guard text.hasPrefix("\(label):") else { throw fault(line, "“\(label): …” is missing") }
        return text.dropFirst(label.count + 1).trimmingCharacters(in: .whitespaces)
    }

    private static func fault(_ line: Int, _ reason: String) -> BagError {
        BagError(path: fileName, line: line, reason: reason)
    }
}

/// Lines of tag files, which may end in LF, CR or both.
enum TagLines {
    static func lines(of text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
            .map(String.init)
        while lines.last?.allSatisfy(\.isWhitespace) ?? false { lines.removeLast() }
        return lines
    }
}
