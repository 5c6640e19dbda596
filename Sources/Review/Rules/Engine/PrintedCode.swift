import Catalog
import Slips

/// A code that a line prints, and what is wrong with it.
struct PrintedCode: Sendable {
    enum Fault: Hashable, Sendable {
        /// It begins as a national code and has not the form of one.
        case malformed
        /// It is the catalog's code of an item of another name.
        case otherItem(String)
    }

    /// The line that prints it, with its settled entry.
    var line: JudgedLine
    var text: String
    var fault: Fault

    /// How sure the reading of a code must be before it is held against the paper.
    private static let leastConfidence = 0.97

    /// Nil where nothing is wrong, or the reading or the match is not certain enough to say so.
    init?(_ item: ReviewedItem, line: JudgedLine, catalog: Catalog) {
        guard let reading = item.code, !reading.needsReview, reading.confidence >= Self.leastConfidence,
            let text = reading.value.map({ $0.filter { !$0.isWhitespace }.uppercased() })
        else { return nil }
        self.line = line
        self.text = text
        if let code = MedicalCode(text)?.description {
            // Packs and makers of one drug have codes of their own.
            guard code != line.code, !Self.isSameDrug(code, line.code),
                let other = catalog.nearestEntry(code: code, to: line.day), other.name != line.name
            else { return nil }
            fault = .otherItem(other.name)
        } else {
            // A narrow column cuts codes off: what is left contradicts nothing.
            guard !line.code.hasPrefix(text), Self.looksNational(text) || Self.isDamaged(text, of: line.code)
            else { return nil }
            fault = .malformed
        }
    }

    private static func isSameDrug(_ a: String, _ b: String) -> Bool {
        guard a.hasPrefix("X") || a.hasPrefix("Z") else { return false }
        return a.prefix(11) == b.prefix(11)
    }

    /// Whether text is the code of the line's entry but for a few characters that are lost, added or exchanged at its end:
    /// hospitals' own codes do not begin as the national ones do.
    private static func isDamaged(_ text: String, of code: String) -> Bool {
        let alike = zip(text, code).prefix { $0 == $1 }.count
        return MedicalCode(code) != nil && alike >= 6 && abs(text.count - code.count) <= 2
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// Whether text begins as the code of a drug or a consumable, and is about as long as one.
    private static func looksNational(_ text: String) -> Bool {
        let characters = Array(text)
        guard characters.count > 5, characters.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else {
            return false
        }
        let isDrug =
            characters[1].isLetter && characters[2].isNumber && characters[3].isNumber
            && characters[4].isLetter
        switch characters[0] {
        case "X": return isDrug && (21...25).contains(characters.count)
        case "Z": return isDrug && (18...22).contains(characters.count)
        case "C":
            return characters.dropFirst().allSatisfy(\.isNumber) && (18...28).contains(characters.count)
        default: return false
        }
    }
}
