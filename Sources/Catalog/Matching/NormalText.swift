/// Text with the variants of its characters made one: width, brackets, dashes, Roman numerals, case.
///
/// White space and the marks that carry no meaning in a name (quotes, dots between words, commas) are left out.
struct NormalText: Hashable, Sendable {
    /// The scalars, in order.
    let scalars: [Unicode.Scalar]

    init(_ text: some StringProtocol) {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars { Self.append(scalar, to: &scalars) }
        self.scalars = scalars
    }

    init(scalars: some Sequence<Unicode.Scalar>) {
        self.scalars = Array(scalars)
    }

    var text: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func append(_ scalar: Unicode.Scalar, to scalars: inout [Unicode.Scalar]) {
        switch scalar.value {
        // Most of a name: Chinese characters, digits and small letters stand for themselves.
        case 0x4E00...0x9FFF, 0x30...0x39, 0x61...0x7A: scalars.append(scalar)
        case 0x41...0x5A: scalars.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
        case 0xFF01...0xFF5E:
            if let plain = Unicode.Scalar(scalar.value - 0xFEE0) { append(plain, to: &scalars) }
        case 0x2160...0x216B: append(roman: Int(scalar.value - 0x2160), to: &scalars)
        case 0x2170...0x217B: append(roman: Int(scalar.value - 0x2170), to: &scalars)
        default:
            switch scalar {
            case "[", "【", "〔", "［", "{", "〖", "（", "《", "<", "〈", "「": scalars.append("(")
            case "]", "】", "〕", "］", "}", "〗", "）", "》", ">", "〉", "」": scalars.append(")")
            case "—", "–", "－", "‐", "‑", "‒", "―", "−", "─", "~", "～", "∼": scalars.append("-")
            case "×", "✕", "╳", "＊", "∗": scalars.append("*")
            case "μ", "µ": scalars.append("u")
            case "％": scalars.append("%")
            case "℃": scalars.append("c")
            case "：": scalars.append(":")
            case "，", ",", "、", "。", "·", "•", "・", "．", "'", "\"", "“", "”", "‘", "’", "`", "′", "″", "_",
                "|",
                "¦", "；", ";", "!", "！":
                break
            default:
                guard !scalar.properties.isWhitespace, scalar.value >= 0x20 else { return }
                scalars.append(scalar)
            }
        }
    }

    private static let romanNumerals = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ]

    private static func append(roman index: Int, to scalars: inout [Unicode.Scalar]) {
        scalars.append(contentsOf: romanNumerals[index].unicodeScalars)
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { (0x30...0x39).contains(value) }

    /// A small Latin letter; normal text has no capital ones.
    var isLatin: Bool { (0x61...0x7A).contains(value) }

    /// A character of Chinese writing.
    var isHan: Bool {
        (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value)
            || (0x20000...0x2FA1F).contains(value)
    }
}
