internal import Layout

/// What the readings of a cell say against any number that might stand in it.
///
/// ``NumberCandidates`` lists what a cell may say by itself. A number that follows from the other cells of a line may
/// hold characters that no engine saw; this tells what it costs to believe it all the same: the cheapest way to turn
/// one of the readings into it by characters that were misread, missed or seen where there are none.
struct NumberChannel {
    /// What a character costs that is printed and was not seen; one at the left edge is lost more easily.
    private static let missed = (digit: 4.5, edge: 3.8, point: 2.0, sign: 3.0)
    /// What a character costs that was seen and is not printed.
    private static let extra = (digit: 4.0, edgeOne: 2.0, point: 3.0, sign: 1.0)
    /// What a number costs that stands in a cell where nothing was read: most such numbers are a lone 1.
    private static let unread = (one: 1.0, digit: 2.0, other: 4.0)
    /// Texts that differ by more characters than this are not compared.
    private static let mostDifference = 2

    private struct Character {
        var text: Swift.Character
        /// What other characters cost in its place.
        var others: [Swift.Character: Double]
    }

    private struct Reading {
        var characters: [Character]
        var cost: Double
    }

    private let readings: [Reading]

    init(_ run: TextRun?) {
        guard let run else {
            readings = []
            return
        }
        let whole = run.alternatives.map { other in
            Reading(
                characters: NumberCandidates.cleaned(other.text).map { Character(text: $0, others: [:]) },
                cost: NumberCandidates.cost(of: other, besides: run))
        }
        let first = Reading(characters: Self.characters(of: run), cost: 0)
        readings = ([first] + whole).filter { !$0.characters.isEmpty }
    }

    private static func characters(of run: TextRun) -> [Character] {
        guard !run.symbols.isEmpty else {
            return NumberCandidates.cleaned(run.text).map { Character(text: $0, others: [:]) }
        }
        var result = run.symbols.flatMap { symbol -> [Character] in
            let clean = NumberCandidates.cleanedWithMarks(symbol.text)
            guard clean.count == 1, let text = clean.first else {
                return clean.map { Character(text: $0, others: [:]) }
            }
            return [Character(text: text, others: NumberCandidates.costs(insteadOf: symbol))]
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
                least = min(least, reading.cost + Self.distance(reading.characters, printed))
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
    private static func distance(_ read: [Character], _ printed: [Swift.Character]) -> Double {
        guard abs(read.count - printed.count) <= mostDifference else { return .infinity }
        var previous = [0.0]
        for j in printed.indices { previous.append(previous[j] + costMissed(printed[j], isEdge: true)) }
        for (i, seen) in read.enumerated() {
            let isEdge = i == 0 || i == read.count - 1
            let dropped = costExtra(seen.text, isEdge: isEdge)
            var current = [previous[0] + dropped]
            for (j, character) in printed.enumerated() {
                let kept =
                    seen.text == character ? 0 : seen.others[character] ?? NumberCandidates.unlikeCost
                current.append(
                    min(
                        previous[j] + kept, previous[j + 1] + dropped,
                        current[j] + costMissed(character, isEdge: i == read.count - 1)))
            }
            previous = current
        }
        return previous.last ?? .infinity
    }

    private static func costMissed(_ character: Swift.Character, isEdge: Bool) -> Double {
        switch character {
        case ".": missed.point
        case "-": missed.sign
        default: isEdge ? missed.edge : missed.digit
        }
    }

    private static func costExtra(_ character: Swift.Character, isEdge: Bool) -> Double {
        switch character {
        case ".": extra.point
        case "-": extra.sign
        case "1" where isEdge: extra.edgeOne
        default: extra.digit
        }
    }
}
