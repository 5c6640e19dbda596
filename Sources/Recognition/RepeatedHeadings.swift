internal import Layout

/// Headings of tables that stand side by side: all of them have the same columns, so that what was read over one stands
/// for what was not read over another, under a seal or a fold.
struct RepeatedHeadings {
    /// The lines of print below the headings.
    var body: [PrintLine]
    /// Height of a Chinese character, pixels.
    var em: Int

    /// How well a heading must fit to stand for another.
    private static let sure = 0.66
    /// How many lines below the headings are looked at.
    private static let fewLines = 10

    /// The headings with those that were not read of tables side by side, left to right.
    ///
    /// - Parameter headings: Of one row, left to right.
    /// - Returns: The same where nothing repeats; headings that are not known give way to those that must stand there.
    func completed(_ headings: [Heading]) -> [Heading] {
        let known = headings.filter { $0.kind != .other && $0.likeness >= Self.sure }
        guard let pitch = pitch(of: known, among: headings) else { return headings }
        var added: [Heading] = []
        for heading in known {
            for step in [-2, -1, 1, 2] {
                let box = Box(
                    x: heading.box.x + step * pitch, y: heading.box.y, width: heading.box.width,
                    height: heading.box.height)
                let isTaken = (known + added).contains {
                    $0.box.horizontalOverlap(box) > 0
                        || ($0.kind == heading.kind && abs($0.box.centerX - box.centerX) < em * 2)
                }
                // Headings that come again beside this place, which tell the lines of its table from those of others.
                let beside = known.filter { one in
                    abs(one.box.centerX - box.centerX) < pitch
                        && known.contains {
                            $0.kind == one.kind
                                && abs(one.box.centerX - step * pitch - $0.box.centerX) <= em
                        }
                }
                if !isTaken, hasPrint(under: box, beside: beside, besides: known + added) {
                    var heading = heading
                    heading.box = box
                    added.append(heading)
                }
            }
        }
        guard !added.isEmpty else { return headings }
        let rest = headings.filter { heading in
            heading.kind != .other && heading.likeness >= Self.sure
                || !added.contains { $0.box.horizontalOverlap(heading.box) > 0 }
        }
        return (rest + added).sorted { $0.box.left < $1.box.left }
    }

    /// How far from each other the tables begin, pixels: the distance at which two kinds of heading or more come again.
    ///
    /// One kind that surely comes again is enough where another heading stands at that distance from one that is like
    /// it: 颈(元) from 金额(元). Where none surely does, two that are like others must stand at that distance from them.
    private func pitch(of known: [Heading], among headings: [Heading]) -> Int? {
        let distances = Dictionary(grouping: known, by: \.kind).values.flatMap { same -> [Int] in
            zip(same, same.dropFirst()).map { $1.box.centerX - $0.box.centerX }
        }
        guard !distances.isEmpty else { return pitchOfLikenesses(of: known, among: headings) }
        let repeating = distances.filter { distance in
            let sure = distances.count { abs($0 - distance) <= em }
            return distance > em * 8 && (sure >= 2 || hasLikeness(of: known, among: headings, at: distance))
        }
        return repeating.min()
    }

    /// How far from each other the tables begin where no heading surely comes again, pixels: the distance at which two that
    /// were read badly stand on one side of two of other kinds that they are like.
    private func pitchOfLikenesses(of known: [Heading], among headings: [Heading]) -> Int? {
        let pairs = headings.filter { !known.contains($0) }.flatMap { heading in
            known.filter { isLike(heading, $0) }.map {
                (kind: $0.kind, heading: heading, distance: $0.box.centerX - heading.box.centerX)
            }
        }
        return pairs.filter { pair in
            abs(pair.distance) > em * 8
                && pairs.contains {
                    $0.kind != pair.kind && $0.heading != pair.heading
                        && abs($0.distance - pair.distance) <= em
                }
        }
        .map { abs($0.distance) }.min()
    }

    /// Whether a heading that was read badly stands at a distance, to either side, from one of its kind or with some of
    /// its letters.
    private func hasLikeness(of known: [Heading], among headings: [Heading], at distance: Int) -> Bool {
        headings.contains { heading in
            !known.contains(heading)
                && known.contains { other in
                    let apart = abs(heading.box.centerX - other.box.centerX)
                    return abs(apart - distance) <= em && isLike(heading, other)
                }
        }
    }

    /// Whether a heading that was read badly is of a known one's kind or has some of its letters.
    private func isLike(_ heading: Heading, _ known: Heading) -> Bool {
        let letters = ColumnHeadings.normalised(known.text)
        return (heading.kind == known.kind && heading.kind != .other)
            || ColumnHeadings.normalised(heading.text).contains(where: letters.contains)
    }

    /// Whether several of the lines below have print where a heading must stand, which no other heading stands over.
    ///
    /// - Parameters:
    ///   - box: Where it must stand.
    ///   - beside: Headings of the same table; where there are any, only lines with print below one of them count, since
    ///     the last table may have fewer lines than those before it.
    ///   - others: All headings that are known.
    /// - Returns: Whether a third of those lines have.
    private func hasPrint(under box: Box, beside: [Heading], besides others: [Heading]) -> Bool {
        let lines = body.filter { $0.box.top > box.centerY }.prefix(Self.fewLines).filter { line in
            beside.isEmpty
                || line.runs.contains { run in beside.contains { $0.box.horizontalOverlap(run.box) > 0 } }
        }
        let filled = lines.count { line in
            line.runs.contains { run in
                run.box.height * 2 >= em && run.box.horizontalOverlap(box.grown(dx: em, dy: 0)) > 0
                    && !others.contains { $0.box.horizontalOverlap(run.box) > 0 }
            }
        }
        return filled >= 1 && filled * 3 >= lines.count
    }
}
