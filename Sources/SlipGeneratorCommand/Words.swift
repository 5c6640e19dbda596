import ArgumentParser

/// Reads and lists the words of options.
enum Words {
    /// Every word of a type, separated by commas.
    static func all<Word: CaseIterable & RawRepresentable<String>>(_ type: Word.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ",")
    }

    /// The words of a text, separated by commas.
    static func list<Word: CaseIterable & RawRepresentable<String>>(
        _ text: String, of type: Word.Type, option: String
    ) throws -> [Word] {
        try text.split(separator: ",").map { part in
            guard let word = Word(rawValue: String(part)) else {
                throw ValidationError("“\(part)” in \(option) is none of \(all(type)).")
            }
            return word
        }
    }
}
