internal import Layout

/// Tells what the cells of a column hold that no heading names, by what the Chinese model made of them.
///
/// A specification read as a number (`0.1g*24片` as 0.124) and a code read without its letters are lost.
enum UnknownCells {
    /// What a column holds that is no text.
    ///
    /// - Parameter texts: The column's cells as first read; labels of sums among them say nothing.
    /// - Returns: Nil for words, specifications, and quantities with their units, which the Chinese model reads best.
    static func content(of texts: [String]) -> CellReader.Content? {
        let counted = texts.count(where: isCounted)
        guard counted == 0 || counted * 2 < texts.count else { return nil }
        let texts = texts.filter { !$0.isEmpty && !isLabel($0) }
        guard !texts.isEmpty else { return nil }
        func most(_ holds: (String) -> Bool) -> Bool { texts.count(where: holds) * 10 >= texts.count * 6 }
        if most(looksLikeCode) { return .code }
        guard most(looksNumeric), texts.count(where: hasMeasure) * 4 < texts.count else { return nil }
        return texts.count(where: looksLikeDay) * 2 >= texts.count ? .date : .number
    }

    /// Whether a text is a month and a day, or a year with both: 3/14, 03-14, 2024/03/14.
    private static func looksLikeDay(_ text: String) -> Bool {
        let numbers = text.split { "-./".contains($0) }
        guard numbers.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return false }
        if numbers.count == 3 { return numbers[0].count == 4 || numbers.allSatisfy { $0.count == 2 } }
        return numbers.count == 2 && !text.contains(".") && text.count <= 6
            && (text.contains("/") || numbers.allSatisfy { $0.count == 2 })
    }

    /// Whether a text is words without a figure, as the label of a sum (小计) under the numbers it stands before.
    static func isLabel(_ text: String) -> Bool {
        text.hanCount >= 2 && !text.contains(where: \.isNumber)
    }

    /// Digits and marks, or a lone stroke, which the Chinese model takes for a character.
    private static func looksNumeric(_ text: String) -> Bool {
        if text.count == 1, "了工]|[lIi丨一}{".contains(text) { return true }
        // A name behind its code is a name.
        guard text.hanCount < 3 else { return false }
        return text.count { $0.isNumber || ".-".contains($0) } * 10 >= text.count * 6
    }

    /// Whether a text has what no number has: a unit of measure behind a figure, a mark of multiplication.
    private static func hasMeasure(_ text: String) -> Bool {
        zip(text, text.dropFirst()).contains { left, right in
            left.isNumber && (right.isHan || "gmkuμGMKU*×xX".contains(right))
        }
    }

    /// Whether a text is a quantity with its unit: 1.00/盒, 2盒.
    private static func isCounted(_ text: String) -> Bool {
        text.firstMatch(of: /[0-9]\/?[\u4E00-\u9FFF]{1,3}$/) != nil
    }

    /// Whether a text is one long word of digits and capital letters, as codes of the catalog are.
    private static func looksLikeCode(_ text: String) -> Bool {
        let letters = text.filter { $0.isASCII && ($0.isNumber || $0.isUppercase) }
        return letters.count >= leastCode && letters.count * 10 >= text.count * 9
            && !text.dropFirst().dropLast().contains(".")
    }

    /// Days without marks have eight digits; codes have more.
    private static let leastCode = 9
}
