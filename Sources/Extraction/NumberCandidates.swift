internal import Layout

/// A text that a cell may say, and what it costs to believe it.
struct NumberCandidate: Hashable {
    var text: String
    /// How much less likely it is than the engine's best reading, which costs 0; each step of 1 counts some e times.
    var cost: Double
}

/// The texts that a numeric cell may say: the engine's reading and its runners-up.
enum NumberCandidates {
    /// Readings dearer than this are not considered.
    static let dearest = 6.0
    private static let most = 60
    /// The longest whole part that a number of a slip has: under a hundred million yuan.
    private static let longestWhole = 8

    /// The candidates of a cell, cheapest first; none where more digits stand together than a slip's number has.
    ///
    /// Whole second readings count as much as their confidence; a single character may give way to one that the
    /// engine nearly chose, and two characters where that is cheap.
    static func of(_ run: TextRun) -> [NumberCandidate] {
        let whole = cleaned(run.text).prefix { $0 != "." }.drop { $0 == "-" || $0 == "0" }
        guard whole.count <= longestWhole else { return [] }
        var found: [String: Double] = [:]
        func add(_ text: String, _ cost: Double) {
            let clean = cleaned(text)
            guard !clean.isEmpty, cost <= dearest else { return }
            found[clean] = min(found[clean] ?? .infinity, cost)
        }
        add(run.text, 0)
        for other in run.alternatives { add(other.text, cost(of: other, besides: run)) }
        let changes = substitutions(run.symbols)
        for (i, first) in changes.enumerated() {
            add(replaced(run.symbols, [first]), first.cost)
            for second in changes[(i + 1)...] where second.index != first.index {
                add(replaced(run.symbols, [first, second]), first.cost + second.cost)
            }
        }
        for (text, cost) in withoutJunk(run.symbols) { add(text, cost) }
        for (text, cost) in slips(of: cleaned(run.text), isSure: isSure(run)) { add(text, cost) }
        let candidates = found.map { NumberCandidate(text: $0.key, cost: $0.value) }
        return Array(candidates.sorted { ($0.cost, $0.text) < ($1.cost, $1.text) }.prefix(most))
    }

    /// Slips that engines make on numbers: a mark too many, the point lost, a stroke taken for a sign.
    private static func slips(of text: String, isSure: Bool) -> [(String, Double)] {
        var result: [(String, Double)] = []
        let characters = Array(text)
        for i in characters.indices {
            var shorter = characters
            shorter.remove(at: i)
            let cost =
                switch characters[i] {
                case "-": 1.0
                case ".": isSure ? sureCost : 3.0
                default: isSure ? sureCost : 4.0
                }
            result.append((String(shorter), cost))
        }
        if !text.contains("."), characters.count >= 3 {
            result.append((String(characters.dropLast(2)) + "." + String(characters.suffix(2)), 1.2))
        }
        return result
    }

    /// Digits that engines take for each other in thin or damaged print.
    private static let lookAlikes: [String: String] = [
        "0": "986", "1": "74", "2": "7", "3": "589", "4": "1", "5": "369", "6": "805", "7": "12", "8": "3609",
        "9": "0358",
    ]
    /// Whether engines take one digit for the other, or the other for it.
    static func areLookAlikes(_ a: Character, _ b: Character) -> Bool {
        lookAlikes[String(a)]?.contains(b) == true || lookAlikes[String(b)]?.contains(a) == true
    }

    /// What a look-alike costs that the engine itself did not name.
    private static let lookAlikeCost = 3.0
    /// What a character costs in place of one that it does not resemble.
    static let unlikeCost = 5.5
    /// What any other reading of a character costs at least of which the engine was sure.
    ///
    /// Measured on 2600 prices and amounts and 880 quantities of damaged slips that the number model read as surely as
    /// ``sureConfidence``: one quantity had lost a digit, all others were right.
    static let sureCost = 5.5
    private static let sureConfidence = 0.985

    static func isSure(_ symbol: Symbol) -> Bool { symbol.confidence >= sureConfidence }

    /// Whether the engine was sure of the whole number, and no other reading of it differs.
    static func isSure(_ run: TextRun) -> Bool {
        run.confidence >= sureConfidence && run.symbols.allSatisfy(isSure) && run.alternatives.isEmpty
    }

    /// What it costs to believe of each of the first symbols that nothing is printed there, if nothing is before it.
    ///
    /// Measured: most numbers that are misread have all their digits right, and before or behind them a ruling, a
    /// seal's edge or handwriting that was read as `-`, `.` or nines, with less confidence than what is printed.
    static func junkCosts(_ symbols: some Sequence<Symbol>) -> [Double] {
        var isBesideJunk = false
        return symbols.map { symbol in
            let isMark = symbol.text == "-" || symbol.text == "."
            defer { isBesideJunk = !isSure(symbol) }
            if isSure(symbol) { return isMark ? 1 : symbol.text == "1" ? 4 : sureCost }
            if isBesideJunk { return 0.15 }
            return isMark ? 0.4 : symbol.confidence < 0.95 ? 0.9 : 2
        }
    }

    /// The number without what may be no print at its ends.
    private static func withoutJunk(_ symbols: [Symbol]) -> [(String, Double)] {
        let leading = junkCosts(symbols)
        let trailing = Array(junkCosts(symbols.reversed()).reversed())
        var result: [(String, Double)] = []
        var before = 0.0
        for start in symbols.indices where before <= dearest {
            var behind = 0.0
            for end in symbols.indices[start...].reversed() where before + behind <= dearest {
                result.append((symbols[start...end].map(\.text).joined(), before + behind))
                behind += trailing[end]
            }
            before += leading[start]
        }
        return result
    }

    /// How much dearer it is to believe a runner-up of a character of which the engine was sure.
    private static let sureSurcharge = 2.0

    private struct Substitution {
        var index: Int
        var text: String
        var cost: Double
    }

    private static func substitutions(_ symbols: [Symbol]) -> [Substitution] {
        symbols.enumerated().flatMap { index, symbol -> [Substitution] in
            let named = symbol.alternatives.compactMap { other -> Substitution? in
                guard other.text.count <= 1 else { return nil }
                let cost = cost(of: other, besides: symbol) + (isSure(symbol) ? sureSurcharge : 0)
                return cost <= dearest ? Substitution(index: index, text: other.text, cost: cost) : nil
            }
            let lookAlikeCost = isSure(symbol) ? sureCost : lookAlikeCost
            let alike = (lookAlikes[symbol.text] ?? "").compactMap { digit -> Substitution? in
                let text = String(digit)
                guard !named.contains(where: { $0.text == text && $0.cost <= lookAlikeCost }) else {
                    return nil
                }
                return Substitution(index: index, text: text, cost: lookAlikeCost)
            }
            return named + alike
        }
    }

    /// What other characters cost in the place of a symbol; those that are not named cost ``unlikeCost``.
    static func costs(insteadOf symbol: Symbol) -> [Character: Double] {
        var result: [Character: Double] = [:]
        for change in substitutions([symbol]) {
            guard let character = change.text.first else { continue }
            result[character] = min(result[character] ?? .infinity, change.cost)
        }
        return result
    }

    /// What a whole second reading of a cell costs.
    static func cost(of other: Alternative, besides run: TextRun) -> Double {
        0.7 + max(0, run.confidence - other.confidence) * 3
    }

    private static func replaced(_ symbols: [Symbol], _ changes: [Substitution]) -> String {
        var texts = symbols.map(\.text)
        for change in changes { texts[change.index] = change.text }
        return texts.joined()
    }

    /// Only what a number is made of; look-alikes of digits become digits, marks at the ends go.
    static func cleaned(_ text: String) -> String {
        var result = cleanedWithMarks(text)
        while let last = result.last, !last.isNumber { result.removeLast() }
        while let first = result.first, first == "." { result.removeFirst() }
        // Marks before the last part thousands.
        if let point = result.lastIndex(of: "."), result[..<point].contains(".") {
            result = result[..<point].filter { $0 != "." } + result[point...]
        }
        return result
    }

    /// The same with the marks at the ends.
    static func cleanedWithMarks(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "0"..."9", ".", "-": result.append(character)
            case "O", "o", "〇", "。": result.append(character == "。" ? "." : "0")
            case "l", "I", "|", "]", "[", "丨": result.append("1")
            case ",", "，", "·": result.append(".")
            case "Z": result.append("2")
            case "S": result.append("5")
            case "B": result.append("8")
            default: continue
            }
        }
        return result
    }

    /// What it costs to believe a runner-up.
    ///
    /// Measured on damaged slips: a digit that was really printed stands among the runners-up with a confidence of
    /// 0.8 to 0.95; below 0.6 there is only noise.
    private static func cost(of other: Alternative, besides symbol: Symbol) -> Double {
        max(0.6, 1 + (0.9 - other.confidence) * 10 - max(0, 0.98 - symbol.confidence) * 5)
    }
}
