/// The language of a page.
enum Language: String, Sendable {
    case chinese = "zh"
    case english = "en"

    /// The text in this language.
    func callAsFunction(_ chinese: String, _ english: String) -> String {
        self == .chinese ? chinese : english
    }

    /// The part in this language of a text that the program writes as Chinese, then English.
    ///
    /// The parts meet at the first space or Latin letter behind the last Chinese character or full-width mark: figures right
    /// behind it (把握92%) are its own. A text that is not of this form is given whole.
    func part(of text: String) -> String {
        guard let end = text.lastIndex(where: Self.isChinese) else { return text }
        let next =
            text[text.index(after: end)...].firstIndex { $0 == " " || $0.isLetter } ?? text.endIndex
        let rest = text[next...].drop { $0 == " " }
        guard rest.contains(where: \.isLetter), rest.count > 3 else { return text }
        return self == .chinese ? String(text[..<next]) : String(rest)
    }

    private static func isChinese(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isIdeographic || (0x3000...0x303F).contains(scalar.value)
                || (0xFF00...0xFFEF).contains(scalar.value)
        }
    }

    /// What a page says of its language to browsers.
    var tag: String { self == .chinese ? "zh-Hans" : "en" }

    var other: Language { self == .chinese ? .english : .chinese }
}
