/// How far a printed and misread name is from the name of an entry.
struct NameDifference: Hashable, Sendable {
    /// The sum of all differences; one stands for one character that has no excuse.
    var cost: Float
    /// The part of the cost that no weakness of an engine explains.
    var unexplained: Float
    /// Characters of the entry's name after the end of the reading, when it is taken as cut off.
    var cutOff: Int
}

/// A weighted edit distance from what an engine read to what a catalog names.
enum NameDistance {
    /// An unlike character.
    private static let substitution: Float = 1
    /// A character of like shape.
    private static let alike: Float = 0.35
    /// A character in place of one that the engine cannot write.
    private static let unwritable: Float = 0.3
    /// A character that is missing in the reading, or one too many.
    private static let gap: Float = 0.9
    /// A mark (bracket, dash, dot) that is missing or too many: engines drop and invent them.
    private static let mark: Float = 0.2

    /// The difference between a reading and a name, or nil when it is more than a limit.
    ///
    /// - Parameters:
    ///   - reading: What was read, in normal form.
    ///   - name: The entry's name, in normal form.
    ///   - limit: The greatest cost of interest.
    ///   - mayBeCut: Whether the reading may be the beginning of the name only, as in narrow columns.
    /// - Returns: The least difference; nil beyond the limit.
    static func difference(
        from reading: [Unicode.Scalar], to name: [Unicode.Scalar], limit: Float, mayBeCut: Bool
    ) -> NameDifference? {
        let gapsOfName = name.map { gap(of: $0, isInName: true) }
        var row = [NameDifference(cost: 0, unexplained: 0, cutOff: 0)]
        row.reserveCapacity(name.count + 1)
        for gap in gapsOfName { row.append(row[row.count - 1].adding(gap)) }
        for seen in reading {
            let superfluous = gap(of: seen, isInName: false)
            var next = [row[0].adding(superfluous)]
            next.reserveCapacity(name.count + 1)
            var best = next[0].cost
            for (index, wanted) in name.enumerated() {
                var difference = row[index].adding(replacement(of: wanted, by: seen))
                let extra = row[index + 1].adding(superfluous)
                if extra.cost < difference.cost { difference = extra }
                let missing = next[index].adding(gapsOfName[index])
                if missing.cost < difference.cost { difference = missing }
                next.append(difference)
                best = min(best, difference.cost)
            }
            guard best <= limit else { return nil }
            row = next
        }
        var result = row[name.count]
        let isOpen = reading.lastIndex(of: "(").map { !reading[$0...].contains(")") } ?? false
        if mayBeCut {
            for (index, cut) in row.enumerated().dropFirst(name.count / 3) where index < name.count {
                let missing = name.count - index
                // Being cut must cost something, or a whole name would lose to every longer one; an open
                // bracket says that the name goes on.
                let cost = cut.cost + (isOpen ? 0.05 : 0.45) + 0.02 * Float(missing)
                if cost < result.cost {
                    result = NameDifference(cost: cost, unexplained: cut.unexplained, cutOff: missing)
                }
            }
        }
        return result.cost <= limit ? result : nil
    }

    private static func gap(of scalar: Unicode.Scalar, isInName: Bool) -> (cost: Float, isExplained: Bool) {
        if scalar.isHan {
            return isInName && ShapeConfusions.isUnwritable(scalar) ? (0.45, true) : (gap, false)
        }
        if scalar.isDigit || scalar.isLatin { return (gap, false) }
        // Greek letters and signs beyond ASCII are not in the engine's character set.
        return scalar.isASCII ? (mark, true) : (0.3, true)
    }

    private static func replacement(
        of wanted: Unicode.Scalar, by seen: Unicode.Scalar
    ) -> (cost: Float, isExplained: Bool) {
        if wanted == seen { return (0, true) }
        if ShapeConfusions.areAlike(wanted, seen) { return (alike, true) }
        // A numeral of its own (一级, 二级) is told apart even when the engine is weak.
        if ShapeConfusions.isUnwritable(wanted), seen.isHan { return (unwritable, true) }
        if !wanted.isHan, !wanted.isASCII { return (unwritable, true) }
        return (substitution, false)
    }
}

extension NameDifference {
    fileprivate func adding(_ step: (cost: Float, isExplained: Bool)) -> NameDifference {
        NameDifference(
            cost: cost + step.cost, unexplained: step.isExplained ? unexplained : unexplained + step.cost,
            cutOff: 0)
    }
}
