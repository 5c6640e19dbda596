import Catalog
import Foundation

/// Finds catalog entries as one types: by any part of name, alias or code, or by the initials of their pinyin.
struct EntrySearch: Sendable {
    private struct Row: Sendable {
        var index: Int
        /// Code, names and specification, in lower case.
        var text: String
        /// `amxljn` for 阿莫西林胶囊.
        var initials: String
    }

    private let entries: CatalogRows<CatalogEntry>
    private let rows: [Row]

    init(_ catalog: Catalog) {
        entries = catalog.entries
        var seen: Set<String> = []
        var letters: [Character: String] = [:]
        rows = catalog.entries.enumerated().compactMap { index, entry in
            // One row a code, the last that the file has: periods are the reviewer's matter.
            guard seen.insert(entry.code).inserted else { return nil }
            let text = ([entry.code, entry.name, entry.spec] + entry.aliases).joined(separator: "\n")
                .lowercased()
            return Row(index: index, text: text, initials: Self.initials(of: entry.name, &letters))
        }
    }

    /// The entries in which every word stands, those that begin with the first word before others.
    ///
    /// - Parameters:
    ///   - text: Words, parted by spaces.
    ///   - limit: How many to give at most.
    /// - Returns: The entries, one a code.
    func entries(matching text: String, limit: Int) -> [CatalogEntry] {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else { return [] }
        var beginning: [Int] = []
        var others: [Int] = []
        for row in rows {
            guard words.allSatisfy({ row.text.contains($0) || row.initials.hasPrefix($0) }) else { continue }
            if row.initials.hasPrefix(first) || row.text.hasPrefix(first)
                || entries[row.index].name.lowercased().hasPrefix(first)
            {
                beginning.append(row.index)
                if beginning.count == limit { break }
            } else if others.count < limit {
                others.append(row.index)
            }
        }
        return (beginning + others).prefix(limit).map { entries[$0] }
    }

    /// The first letter of each character's pinyin; letters and digits stand for themselves.
    private static func initials(of name: String, _ known: inout [Character: String]) -> String {
        name.map { character in
            if let letter = known[character] { return letter }
            let letter: String
            if character.isASCII {
                letter = character.isLetter || character.isNumber ? character.lowercased() : ""
            } else {
                let latin = String(character).applyingTransform(.toLatin, reverse: false)?
                    .applyingTransform(.stripDiacritics, reverse: false)
                letter = latin?.first.map { $0.isASCII && $0.isLetter ? $0.lowercased() : "" } ?? ""
            }
            known[character] = letter
            return letter
        }.joined()
    }
}
