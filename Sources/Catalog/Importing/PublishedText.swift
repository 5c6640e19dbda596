import Foundation

/// The text of a published file: UTF-8, or what spreadsheet programs of the region write instead.
enum PublishedText {
    /// How the characters of a file are written.
    enum Encoding: String {
        case utf8 = "UTF-8"
        /// The national character set; holds GBK and GB 2312.
        case gb18030 = "GB18030"
        case utf16 = "UTF-16"
    }

    /// The number under which Foundation knows GB18030.
    private static let nationalSet = String.Encoding(rawValue: 0x8000_0632)

    /// The bytes of a file in UTF-8.
    ///
    /// A file that is not UTF-8 is read as GB18030, unless most of it is UTF-8: then it is damaged, and must not be taken
    /// for other characters.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file.
    ///   - file: The file's name, for errors.
    /// - Returns: The content in UTF-8, and how it was written.
    /// - Throws: ``CatalogError`` for what is none of these.
    static func decoded(
        _ bytes: [UInt8], file: String
    ) throws(CatalogError) -> (bytes: [UInt8], encoding: Encoding) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            guard bytes.count.isMultiple(of: 2), let text = String(bytes: bytes, encoding: .utf16) else {
                throw Self.fault(file, line: nil, "it begins as UTF-16 and is damaged")
            }
            return (Array(text.utf8), .utf16)
        }
        guard String(validating: bytes, as: UTF8.self) == nil else { return (bytes, .utf8) }
        let mended = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let damages = mended.count { $0 == "\u{FFFD}" }
        let characters = mended.count { !$0.isASCII } - damages
        guard characters <= damages, let text = String(bytes: bytes, encoding: nationalSet),
            !text.unicodeScalars.contains(where: Self.isNoText)
        else {
            let line = 1 + mended.prefix { $0 != "\u{FFFD}" }.count { $0 == "\n" }
            throw Self.fault(file, line: line, "it is neither UTF-8 nor GB18030; save it as CSV UTF-8")
        }
        return (Array(text.utf8), .gb18030)
    }

    /// Whether a character stands in no text: what wrong decoding yields.
    private static func isNoText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .privateUse, .unassigned: true
        case .control: !["\t", "\n", "\r"].contains(scalar)
        default: false
        }
    }

    private static func fault(_ file: String, line: Int?, _ reason: String) -> CatalogError {
        CatalogError(kind: .malformed, file: file, line: line, reason: reason)
    }
}
