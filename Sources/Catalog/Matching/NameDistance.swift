/// How far a printed and misread name is from the name of an entry.
struct NameDifference: Hashable, Sendable {
    /// What it costs to believe that the name was printed, in the units of ``ReadingModel``: one stands for one
    /// character that has no excuse.
    var cost: Float
    /// Characters of the entry's name after the end of the reading, when it is taken as cut off.
    var cutOff: Int
}

/// A weighted edit distance from what an engine read to what a catalog names.
struct NameDistance: Sendable {
    var model = ReadingModel.learned

    /// A mark (bracket, dash, dot) that is missing or too many: engines drop and invent them.
    private static let mark: Float = 0.2
    /// What a misread character costs at least, however sure it is that it was.
    private static let least: Float = 0.04

    /// Whether what was read may be the beginning of a name only.
    enum Cutting {
        case none
        /// As any name may be.
        case possible
        /// Its print ends where its column ends.
        case likely
    }

    /// A reading with what its characters cost by themselves.
    struct Prepared {
        var scalars: [Unicode.Scalar]
        /// How much dearer it is to believe that the character was misread.
        fileprivate var surety: [Float]
        /// What it costs to believe that nothing is printed there.
        fileprivate var superfluous: [Float]
        /// The characters that are known to be read so.
        fileprivate var misreadings: [[ReadingModel.Misreading]]
        /// For each place one bit for each of them, by the lowest bits of its value.
        fileprivate var sieves: [UInt64]
    }

    /// A reading made ready to be compared with many names.
    ///
    /// - Parameters:
    ///   - reading: What was read.
    ///   - mayBeMarked: Whether a mark may be printed before the name, which the first character then stands for.
    /// - Returns: The reading with the costs of its characters.
    func prepared(_ reading: ReadText, mayBeMarked: Bool = true) -> Prepared {
        var surety = reading.confidences.map { model.surety($0) }
        if surety.isEmpty { surety = [Float](repeating: 0, count: reading.scalars.count) }
        var superfluous = zip(reading.scalars, surety).map { seen, surety in
            isMark(seen)
                ? min(Self.mark, model.extra(seen)) : max(Self.least, model.extra(seen) + surety)
        }
        if mayBeMarked, let first = reading.scalars.first {
            superfluous[0] = min(superfluous[0], max(Self.least, model.mark(first) + min(0, surety[0])))
        }
        let misreadings = reading.scalars.map(model.misreadings)
        let sieves = misreadings.map { $0.reduce(UInt64(0)) { $0 | 1 << UInt64($1.wanted & 63) } }
        return Prepared(
            scalars: reading.scalars, surety: surety, superfluous: superfluous, misreadings: misreadings,
            sieves: sieves)
    }

    /// The difference between a reading and a name, or nil when it is more than a limit.
    ///
    /// - Parameters:
    ///   - reading: What was read.
    ///   - name: The entry's name, in normal form.
    ///   - limit: The greatest cost of interest.
    ///   - cutting: Whether the reading may be the beginning of the name only, as in narrow columns.
    /// - Returns: The least difference; nil beyond the limit.
    func difference(
        from reading: Prepared, to name: [Unicode.Scalar], limit: Float, cutting: Cutting = .none
    ) -> NameDifference? {
        let losses = name.map { isMark($0) ? Self.mark : model.loss(of: $0) }
        let strangers = name.map(model.stranger)
        var row: [Float] = [0]
        row.reserveCapacity(name.count + 1)
        for loss in losses { row.append(row[row.count - 1] + loss) }
        var next = row
        for (place, seen) in reading.scalars.enumerated() {
            let superfluous = reading.superfluous[place]
            let surety = reading.surety[place]
            let sieve = reading.sieves[place]
            next[0] = row[0] + superfluous
            var best = next[0]
            for (index, wanted) in name.enumerated() {
                var change: Float = 0
                if wanted != seen {
                    change = strangers[index]
                    if sieve & 1 << UInt64(wanted.value & 63) != 0,
                        let known = reading.misreadings[place].first(where: { $0.wanted == wanted.value })
                    {
                        change = known.cost
                    }
                    change = max(Self.least, change + surety)
                }
                let cost = min(row[index] + change, row[index + 1] + superfluous, next[index] + losses[index])
                next[index + 1] = cost
                best = min(best, cost)
            }
            guard best <= limit else { return nil }
            swap(&row, &next)
        }
        var result = NameDifference(cost: row[name.count], cutOff: 0)
        if cutting != .none {
            let isOpen =
                reading.scalars.lastIndex(of: "(").map { !reading.scalars[$0...].contains(")") } ?? false
            let isLikely = cutting == .likely
            let shortest = isLikely ? 1 : name.count / 3
            for (index, cut) in row.enumerated().dropFirst(shortest) where index < name.count {
                let missing = name.count - index
                // Being cut must cost something, or a whole name would lose to every longer one; an open
                // bracket says that the name goes on.
                let cost =
                    cut + (isOpen ? 0.05 : isLikely ? 0.3 : 0.45) + (isLikely ? 0.01 : 0.02) * Float(missing)
                if cost < result.cost { result = NameDifference(cost: cost, cutOff: missing) }
            }
        }
        return result.cost <= limit ? result : nil
    }

    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isHan && !scalar.isDigit && !scalar.isLatin && scalar.isASCII
    }
}
