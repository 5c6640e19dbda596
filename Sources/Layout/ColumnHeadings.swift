/// The words that head the columns of fee tables, and how a misread heading is told.
public enum ColumnHeadings {
    /// A heading found in a line: its kind, the characters that it covers, and how well they fit (0…1).
    public struct Match: Hashable, Sendable {
        public var kind: ColumnKind
        public var characters: Range<Int>
        public var likeness: Double
    }

    /// What each further word costs, so that one long heading is preferred to two short ones.
    ///
    /// Above 0.6 a heading of six with a wrong character (收费项目编×) beats the four of them that fit another; below
    /// 0.7 a wrong character at the end of two headings that touch (单价金×) still leaves two.
    private static let wordCost = 0.65

    private static let table: [(kind: ColumnKind, word: [Character], codes: [UInt32])] =
        HeadingWords.byKind.flatMap { kind, words in
            words.map { word in
                let letters = Array(normalised(word))
                return (kind, letters, letters.map(code(of:)))
            }
        }

    /// A letter's number in Unicode, which is quick to compare.
    private static func code(of letter: Character) -> UInt32 { letter.unicodeScalars.first?.value ?? 0 }

    /// Brackets, blanks, slashes and marks go; what stays is compared.
    public static func normalised(_ text: String) -> String {
        String(text.unicodeScalars.filter { isLetter($0) }.map(Character.init))
    }

    /// Whether a text is a heading in use, letter by letter.
    public static func isHeading(_ text: String) -> Bool { kind(of: text) != nil }

    /// What a heading in use heads; nil for a text that is none, letter by letter.
    public static func kind(of text: String) -> ColumnKind? {
        let letters = Array(normalised(text))
        return table.first { $0.word == letters }?.kind
    }

    /// The kinds of heading that a text of two to four letters may be of which half was misread at most.
    public static func kinds(like text: String) -> Set<ColumnKind> {
        let letters = Array(normalised(text))
        guard (2...4).contains(letters.count) else { return [] }
        return Set(
            table.filter { _, word, _ in
                word.count == letters.count && zip(word, letters).count { $0 == $1 } * 2 >= word.count
            }.map(\.kind))
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isHan || (0x30...0x39).contains(scalar.value)
            || (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
    }

    /// The headings that a stretch of print holds, left to right, several where they touch.
    ///
    /// - Parameter characters: One string for each symbol as read; marks among them count for nothing.
    /// - Returns: The cheapest way to cover the symbols with headings; stretches that fit none are left out.
    public static func matches(in characters: [String]) -> [Match] {
        let letters = characters.enumerated().compactMap { i, text -> (index: Int, character: Character)? in
            guard let scalar = text.unicodeScalars.first, isLetter(scalar) else { return nil }
            return (i, Character(scalar))
        }
        guard !letters.isEmpty, letters.count <= 40 else { return [] }
        let codes = letters.map { code(of: $0.character) }
        // best[i]: the best score of the first i letters, and the match that ends there.
        var best: [(score: Double, match: Match?, from: Int)] = [(0, nil, 0)]
        for end in 1...letters.count {
            var winner = (score: best[end - 1].score - 0.25, match: Match?.none, from: end - 1)
            for (kind, word, wordCodes) in table {
                for length in max(1, word.count - 1)...(word.count + 1) where length <= end {
                    let start = end - length
                    // Letters that stand in no such word tell most stretches from it without a comparison in order.
                    let shared = codes[start..<end].count { wordCodes.contains($0) }
                    guard shared * 2 >= max(word.count, length) else { continue }
                    let likeness = likeness(of: letters[start..<end].map(\.character), to: word)
                    guard likeness >= 0.5 else { continue }
                    // Long headings that fit beat short ones; half a fit is worth little.
                    let gain = (likeness - 0.4) * Double(word.count) * (likeness > 0.99 ? 1.25 : 1) - wordCost
                    let score = best[start].score + gain
                    if score > winner.score {
                        let range = letters[start].index..<(letters[end - 1].index + 1)
                        winner = (score, Match(kind: kind, characters: range, likeness: likeness), start)
                    }
                }
            }
            best.append(winner)
        }
        var result: [Match] = []
        var end = letters.count
        while end > 0 {
            if let match = best[end].match { result.append(match) }
            end = best[end].from
        }
        return result.reversed()
    }

    /// 1 for equal, less for each character that differs, is missing or too many.
    static func likeness(of read: [Character], to word: [Character]) -> Double {
        1 - Double(EditDistance.between(read, and: word)) / Double(max(word.count, read.count))
    }
}
