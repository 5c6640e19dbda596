import Foundation

/// Text as the full-text index holds it: a space on either side of every Chinese character.
///
/// SQLite's `unicode61` tokenizer takes a run of Chinese characters for one word, and `trigram` finds nothing
/// shorter than three. With the characters apart, a Chinese word is a phrase and is found inside longer ones
/// from one character up; and the index remains readable to any SQLite.
enum SearchText {
    /// Stands between texts in one column, so that no phrase is found across them.
    ///
    /// U+E000 is for private use: no slip prints it, and the tokenizer takes it for a word.
    private static let boundary: Unicode.Scalar = "\u{E000}"

    /// Text for the index, or for a phrase: full-width forms become ASCII, Chinese characters stand apart.
    static func spaced(_ text: String) -> String {
        var spaced = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars {
            if scalar.properties.isIdeographic {
                spaced.append(" ")
                spaced.append(scalar)
                spaced.append(" ")
            } else {
                spaced.append(scalar == boundary || scalar.value == 0 ? " " : scalar)
            }
        }
        return String(spaced)
    }

    /// Several texts for one column of the index; a line break within one divides it as well.
    static func column(_ texts: [String]) -> String {
        texts.flatMap { $0.split(separator: "\n") }
            .map { spaced(String($0)) }
            .joined(separator: " \(boundary) ")
    }

    /// The search expression that asks for all words of a text, in one column or anywhere.
    ///
    /// Each word becomes a quoted phrase, in which nothing has a meaning to the search language.
    ///
    /// - Parameters:
    ///   - words: The text.
    ///   - column: The column; nil for any.
    ///   - cipher: Of an encrypted archive, whose columns of persons' values hold each value as one blinded word.
    /// - Returns: The expression, or nil when the text holds no letter or digit.
    static func expression(
        _ words: String, in column: String? = nil, blinding cipher: TableCipher? = nil
    ) -> String? {
        let phrases = words.split(whereSeparator: \.isWhitespace).compactMap { word in
            phrase(String(word)).map { phrase in
                cipher.map { "(\(phrase) OR \"\($0.blind(key(String(word))))\")" } ?? phrase
            }
        }
        guard !phrases.isEmpty else { return nil }
        let all = phrases.joined(separator: " AND ")
        return column.map { "\($0) : (\(all))" } ?? "(\(all))"
    }

    private static func phrase(_ word: String) -> String? {
        let text = spaced(word)
        let searchable = text.unicodeScalars.filter { isTokenPart($0) }
        guard let last = searchable.last else { return nil }
        let quoted = quoted(text)
        // A word of letters or digits is found by its beginning; a Chinese character is a word of its own.
        return last.properties.isIdeographic ? quoted : quoted + " *"
    }

    /// A phrase as a search writes it, whatever is in it.
    static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    /// Whether the `unicode61` tokenizer takes the character for a part of a word: categories L* and N*.
    private static func isTokenPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    /// A number or code for comparison: full-width forms become ASCII, upper case, no white space.
    static func key(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.uppercased().filter { !$0.isWhitespace }
    }
}
