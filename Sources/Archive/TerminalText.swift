/// Text for a terminal, where a Chinese character takes two columns and control characters may do harm.
public enum TerminalText {
    /// The text with what is not to be printed replaced by U+FFFD: what was read from a page may hold anything.
    public static func printable(_ text: String) -> String {
        var printable = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                printable.append("\u{FFFD}")
            default: printable.append(scalar)
            }
        }
        return String(printable)
    }

    /// The columns that a text takes.
    public static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// The text in as many columns: cut off with `…` when it is longer, filled with spaces when it is shorter.
    public static func fitted(_ text: String, to columns: Int, alignedRight: Bool = false) -> String {
        var fitted = text
        if width(text) > columns {
            var rest = columns - 1
            let kept = text.prefix { character in
                rest -= width(String(character))
                return rest >= 0
            }
            fitted = kept + "…"
        }
        let space = String(repeating: " ", count: max(0, columns - width(fitted)))
        return alignedRight ? space + fitted : fitted + space
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: 0
        default: wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The wide and full-width characters.
    ///
    /// Source: Unicode Standard Annex #11, East Asian Width, classes W and F, in whole blocks.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}

/// Rows of text in columns, as wide as their widest cell up to a limit.
struct TextTable {
    /// A column: its heading, whether it holds figures, and how wide it may become.
    struct Column {
        var heading: String
        var alignedRight = false
        var limit = 30
    }

    var columns: [Column]
    var rows: [[String]] = []

    /// The headings and the rows, one line each; columns in which every cell is empty are left out.
    var lines: [String] {
        let used = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        let widths = used.map { column in
            let cells = rows.map { $0[column] } + [columns[column].heading]
            return min(columns[column].limit, cells.map(TerminalText.width).max() ?? 0)
        }
        return ([columns.map(\.heading)] + rows).map { row in
            zip(used, widths).map { column, width in
                TerminalText.fitted(row[column], to: width, alignedRight: columns[column].alignedRight)
            }.joined(separator: "  ").trimmingTrailingSpaces
        }
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
