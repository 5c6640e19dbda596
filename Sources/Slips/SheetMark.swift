/// What a sheet says that is scanned between slips, in its QR code.
///
/// Such sheets part a stack that is scanned into one file. A separator ends a slip; a cover begins a claim, too.
public enum SheetMark: Hashable, Sendable {
    case separator
    case cover(Cover)

    /// What a cover sheet says.
    public struct Cover: Hashable, Sendable {
        /// The claim's ID.
        public var claim: String
        /// How many pages with print on them follow, up to the next cover sheet; nil where nobody counted.
        public var pages: Int?
        /// The name of the batch that the claim is to be scanned in, as people call it.
        public var batch: String?

        public init(claim: String, pages: Int? = nil, batch: String? = nil) {
            self.claim = claim
            self.pages = pages
            self.batch = batch
        }
    }

    private static let separatorText = "slipway:separator"
    private static let coverText = "slipway:cover?"

    /// The mark as text: `slipway:separator`, or `slipway:cover?claim=C-17&pages=12&batch=7`, all but letters, digits and
    /// `-._~` of the values percent-encoded as in RFC 3986.
    public var text: String {
        switch self {
        case .separator: return Self.separatorText
        case .cover(let cover):
            var parts = ["claim=\(Self.encoded(cover.claim))"]
            if let pages = cover.pages { parts.append("pages=\(pages)") }
            if let batch = cover.batch { parts.append("batch=\(Self.encoded(batch))") }
            return Self.coverText + parts.joined(separator: "&")
        }
    }

    /// The mark of a code's text; nil where it is none.
    public init?(_ text: String) {
        if text == Self.separatorText {
            self = .separator
            return
        }
        guard text.hasPrefix(Self.coverText) else { return nil }
        var values: [Substring: String] = [:]
        for part in text.dropFirst(Self.coverText.count).split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, values[pair[0]] == nil, let value = Self.decoded(pair[1]) else {
                return nil
            }
            values[pair[0]] = value
        }
        guard let claim = values["claim"], !claim.isEmpty else { return nil }
        var cover = Cover(claim: claim, batch: values["batch"])
        if let pages = values["pages"] {
            guard let count = Int(pages), count > 0, count <= 100_000 else { return nil }
            cover.pages = count
        }
        self = .cover(cover)
    }

    private static func encoded(_ value: String) -> String {
        var text = ""
        for byte in value.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte)
            if isPlain {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }

    /// Nil where the text is not encoded so, or its bytes are not UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2,
                let value = UInt8(digits, radix: 16), !digits.hasPrefix("+")
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
