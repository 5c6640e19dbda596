/// How often which printed character was read as which, and how sure the engine was: what ``ReadingModel`` is made of.
///
/// Counted on made slips, whose print is known, by `slip-measure learn`. The text form is kept beside the sources.
package struct ReadingCounts: Hashable, Sendable {
    /// What became of one printed character.
    struct Character: Hashable, Sendable {
        var printed = 0
        var right = 0
        /// Printed, and nothing read.
        var lost = 0
        /// What was read in its place.
        var misread: [Unicode.Scalar: Int] = [:]
    }

    /// Readings of one range of the engine's own confidence.
    struct Confidence: Hashable, Sendable {
        var right = 0
        var wrong = 0
    }

    var characters: [Unicode.Scalar: Character] = [:]
    /// Characters that were read where none is printed.
    var extra: [Unicode.Scalar: Int] = [:]
    /// Chinese characters by the engine's confidence, in ranges of a hundredth: 97 is 0.97 up to 0.98.
    var confidences: [Int: Confidence] = [:]

    package init() {}

    /// How many printed characters were counted.
    package var printed: Int { characters.values.reduce(0) { $0 + $1.printed } }

    /// Counts one text.
    ///
    /// - Parameters:
    ///   - printed: What the paper says.
    ///   - read: What was read of it.
    ///   - confidences: How sure the engine was of each character of `read`, 0…1; empty where it did not say.
    /// - Returns: False where the two have too little in common to be the same text: nothing is counted.
    @discardableResult
    package mutating func add(printed: String, read: String, confidences: [Double]) -> Bool {
        let wanted = NormalText(printed).scalars
        let seen = ReadText(read, confidences: confidences)
        let steps = Self.alignment(of: seen.scalars, with: wanted)
        let equal = steps.count { $0.wanted == $0.seen }
        guard equal * 5 >= wanted.count * 2, !wanted.isEmpty else { return false }
        for step in steps { count(step, confidences: seen.confidences) }
        return true
    }

    private mutating func count(_ step: Step, confidences known: [Double]) {
        if let wanted = step.wanted {
            characters[wanted, default: Character()].printed += 1
            if let seen = step.seen {
                if seen == wanted {
                    characters[wanted, default: Character()].right += 1
                } else {
                    characters[wanted, default: Character()].misread[seen, default: 0] += 1
                }
            } else {
                characters[wanted, default: Character()].lost += 1
            }
        } else if let seen = step.seen {
            extra[seen, default: 0] += 1
        }
        guard let seen = step.seen, seen.isHan, known.indices.contains(step.place) else { return }
        let range = Self.range(of: known[step.place])
        if seen == step.wanted {
            confidences[range, default: Confidence()].right += 1
        } else {
            confidences[range, default: Confidence()].wrong += 1
        }
    }

    static func range(of confidence: Double) -> Int { Int(min(max(confidence, 0), 0.9999) * 100) }

    private struct Step {
        var wanted: Unicode.Scalar?
        var seen: Unicode.Scalar?
        /// The place of `seen` in the reading.
        var place = -1
    }

    /// The cheapest way to lay a reading beside what is printed.
    private static func alignment(of read: [Unicode.Scalar], with printed: [Unicode.Scalar]) -> [Step] {
        // Gaps are dearer by a hair than half a change, so that one wrong character is a change.
        let gap = 6
        func change(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Int {
            a == b ? 0 : a.isHan == b.isHan ? 10 : 11
        }
        var costs = [(0...printed.count).map { $0 * gap }]
        for (row, seen) in read.enumerated() {
            var next = [(row + 1) * gap]
            for (column, wanted) in printed.enumerated() {
                next.append(
                    min(
                        costs[row][column] + change(seen, wanted), costs[row][column + 1] + gap,
                        next[column] + gap))
            }
            costs.append(next)
        }
        var steps: [Step] = []
        var (row, column) = (read.count, printed.count)
        while row > 0 || column > 0 {
            let cost = costs[row][column]
            if row > 0, column > 0,
                cost == costs[row - 1][column - 1] + change(read[row - 1], printed[column - 1])
            {
                (row, column) = (row - 1, column - 1)
                steps.append(Step(wanted: printed[column], seen: read[row], place: row))
            } else if row > 0, cost == costs[row - 1][column] + gap {
                row -= 1
                steps.append(Step(wanted: nil, seen: read[row], place: row))
            } else {
                column -= 1
                steps.append(Step(wanted: printed[column], seen: nil))
            }
        }
        return steps.reversed()
    }
}

/// The text form: one fact a line, words parted by spaces.
///
///     confidence 97 right 812 wrong 41
///     character 囊 printed 47 right 13 lost 1 圳 13 喜 5
///     extra 和 3
extension ReadingCounts {
    package init(text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            func number(_ index: Int) -> Int { words.indices.contains(index) ? Int(words[index]) ?? 0 : 0 }
            switch words.first {
            case "confidence" where words.count == 6:
                confidences[number(1)] = Confidence(right: number(3), wrong: number(5))
            case "character" where words.count >= 8:
                guard let scalar = words[1].unicodeScalars.first else { continue }
                var character = Character(printed: number(3), right: number(5), lost: number(7))
                for index in stride(from: 8, to: words.count - 1, by: 2) {
                    guard let seen = words[index].unicodeScalars.first else { continue }
                    character.misread[seen] = number(index + 1)
                }
                characters[scalar] = character
            case "extra" where words.count == 3:
                guard let scalar = words[1].unicodeScalars.first else { continue }
                extra[scalar] = number(2)
            default: continue
            }
        }
    }

    /// The facts in a fixed order.
    package var text: String {
        var lines = confidences.sorted { $0.key < $1.key }.map {
            "confidence \($0.key) right \($0.value.right) wrong \($0.value.wrong)"
        }
        lines += characters.sorted { $0.key < $1.key }.map { scalar, counts in
            let misread = counts.misread.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            return "character \(scalar) printed \(counts.printed) right \(counts.right) lost \(counts.lost)"
                + misread.map { " \($0.key) \($0.value)" }.joined()
        }
        lines += extra.sorted { $0.key < $1.key }.map { "extra \($0.key) \($0.value)" }
        return lines.map { $0 + "\n" }.joined()
    }
}
