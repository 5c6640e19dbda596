internal import Layout

/// What the readings of a cell say against any number that might stand in it.
///
/// ``NumberCandidates`` lists what a cell may say by itself. A number that follows from the other cells of a line may
/// hold characters that no engine saw; this tells what it costs to believe it all the same: the cheapest way to turn
/// one of the readings into it by characters that were misread, missed or seen where there are none.
struct NumberChannel {
    /// What a character costs that is printed and was not seen; one at the edge is lost more easily.
    private static let missed = (digit: 4.5, edge: 3.8, point: 2.0, sign: 4.5)
    /// The same beside a number of which the engine was sure: cells are cut too narrow now and then, those of short
    /// numbers more than others.
    private static let missedBesideSure = (digit: 6.0, edge: 4.8, edgeOfShort: 4.2)
    /// What a character costs that was seen within a number and is not printed.
    private static let extra = (digit: 4.0, point: 3.0, sign: 1.0)
    /// What a number costs that stands in a cell where nothing was read: most such numbers are a lone 1.
    private static let unread = (one: 1.0, digit: 2.0, other: 4.0)
    /// Texts that have so many characters more than were read are not compared.
    private static let mostDifference = 2

    private struct Character {
        var text: Swift.Character
        /// What other characters cost in its place.
        var others: [Swift.Character: Double] = [:]
        /// What a character costs that is not among them.
        var unlike = NumberCandidates.unlikeCost
        /// What it costs to believe that nothing is printed there, if nothing is printed before it, or behind it.
        var junkBefore = 2.0
        var junkBehind = 2.0
    }

    private struct Reading {
        var characters: [Character]
        var cost: Double
        /// Whether the engine was sure of the whole.
        var isSure = false
    }

    private let readings: [Reading]

    init(_ run: TextRun?) {
        guard let run else {
            readings = []
            return
        }
        let whole = run.alternatives.map { other in
            Reading(
                characters: NumberCandidates.cleaned(other.text).map { Character(text: $0) },
                cost: NumberCandidates.cost(of: other, besides: run))
        }
        let first = Reading(
            characters: Self.characters(of: run), cost: 0, isSure: NumberCandidates.isSure(run))
        readings = ([first] + whole).filter { !$0.characters.isEmpty }
    }

    private static func characters(of run: TextRun) -> [Character] {
        guard !run.symbols.isEmpty else {
            return NumberCandidates.cleaned(run.text).map { Character(text: $0) }
        }
        let before = NumberCandidates.junkCosts(run.symbols)
        let behind = NumberCandidates.junkCosts(run.symbols.reversed()).reversed()
        let junk = zip(before, behind)
        var result = zip(run.symbols, junk).flatMap { symbol, junk -> [Character] in
            let clean = NumberCandidates.cleanedWithMarks(symbol.text)
            guard clean.count == 1, let text = clean.first else {
                return clean.map { Character(text: $0) }
            }
            return [
                Character(
                    text: text, others: NumberCandidates.costs(insteadOf: symbol),
                    unlike: NumberCandidates.unlikeCost + (NumberCandidates.isSure(symbol) ? 1.5 : 0),
                    junkBefore: junk.0, junkBehind: junk.1)
            ]
        }
        while let last = result.last, !last.text.isNumber { result.removeLast() }
        while let first = result.first, first.text == "." { result.removeFirst() }
        return result
    }

    /// What it costs to believe that the cell says one of these texts, the cheapest of them.
    ///
    /// - Returns: 0 for what was read best, ``NumberCandidates/dearest`` or more for what is not worth a thought.
    func cost(ofAnyOf texts: [String]) -> Double {
        guard !readings.isEmpty else { return texts.map(Self.costUnread).min() ?? .infinity }
        var least = Double.infinity
        for text in texts {
            let printed = Array(text)
            for reading in readings where reading.cost < least {
                least = min(least, reading.cost + Self.distance(reading, printed))
            }
        }
        return least
    }

    private static func costUnread(_ text: String) -> Double {
        switch text {
        case "1": unread.one
        case _ where text.count == 1: unread.digit
        default: unread.other
        }
    }

    /// The weighted edit distance from what was read to what may be printed.
    private static func distance(_ reading: Reading, _ printed: [Swift.Character]) -> Double {
        let read = reading.characters
        guard printed.count - read.count <= mostDifference else { return .infinity }
        func missed(_ index: Int, isEdge: Bool) -> Double {
            costMissed(printed[index], isEdge: isEdge, beside: reading)
        }
        var previous = [0.0]
        for j in printed.indices { previous.append(previous[j] + missed(j, isEdge: true)) }
        for (i, seen) in read.enumerated() {
            var current = [previous[0] + seen.junkBefore]
            for (j, character) in printed.enumerated() {
                let kept = seen.text == character ? 0 : seen.others[character] ?? seen.unlike
                let dropped = j == printed.count - 1 ? seen.junkBehind : costExtra(seen.text)
                current.append(
                    min(
                        previous[j] + kept, previous[j + 1] + dropped,
                        current[j] + missed(j, isEdge: i == read.count - 1)))
            }
            previous = current
        }
        return previous.last ?? .infinity
    }

    private static func costMissed(
        _ character: Swift.Character, isEdge: Bool, beside reading: Reading
    ) -> Double {
        switch character {
        case ".": missed.point
        case "-": missed.sign
        case _ where !reading.isSure: isEdge ? missed.edge : missed.digit
        case _ where !isEdge: missedBesideSure.digit
        default: reading.characters.count <= 2 ? missedBesideSure.edgeOfShort : missedBesideSure.edge
        }
    }

    private static func costExtra(_ character: Swift.Character) -> Double {
        switch character {
        case ".": extra.point
        case "-": extra.sign
        default: extra.digit
        }
    }
}
