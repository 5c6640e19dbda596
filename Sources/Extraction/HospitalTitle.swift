internal import Layout
internal import Slips

/// Finds the hospital's name in the title of a slip and behind its labels, and lets the places vote.
enum HospitalTitle {
    /// The value of a label that names the hospital.
    struct LabelledHospital {
        var value: LabelledValue
        var page: Int
        /// Whether it was read from the print alone.
        var isPrint: Bool
    }

    private struct Sighting {
        var name: HospitalName
        var raw: String
        var place: Place
        /// Whether it was read from the print alone; seals and patterns disturb the layer of all inks.
        var isPrint: Bool
        /// Whether it is the second reading of its print.
        var isSecond = false
        /// Whether no print stands beside its ends, none of its characters was passed over, and no second reading differs.
        var isWhole = true

        /// Where on the page it stands, roughly.
        var spot: [Int] { [place.page, place.y / max(place.height * 2, 1)] }
        var confidence: Double { min(name.placeConfidence, name.endingConfidence) }
    }

    /// The name; nil where none stands in the upper part of a page or behind a label.
    ///
    /// - Parameters:
    ///   - layouts: The pages.
    ///   - labelled: The values of labels that name the hospital.
    /// - Returns: The reading that ranks first; certain only when read well or at two places alike.
    static func find(
        in layouts: [PageLayout], labelled: [LabelledHospital] = []
    ) -> Reading<String>? {
        // The values of labels stand last: a title that is as good wins.
        let behindLabels = labelled.compactMap { labelled in
            HospitalName(Array(labelled.value.text), confidences: labelled.value.confidences).map {
                Sighting(
                    name: $0, raw: labelled.value.text, place: Place(labelled.value.box, page: labelled.page),
                    isPrint: labelled.isPrint)
            }
        }
        let found = layouts.enumerated().flatMap { titles($0.element, page: $0.offset + 1) } + behindLabels
        // One print read in two layers is misread alike: it has one vote.
        let counts = Dictionary(grouping: found.filter { !$0.isSecond }, by: \.name.text).mapValues {
            Set($0.map(\.spot)).count
        }
        func rank(_ sighting: Sighting) -> [Double] {
            let name = sighting.name
            let votes = name.isLikely ? counts[name.text] ?? 0 : 0
            return [
                name.isRepaired ? 0 : 1, name.hasKnownEnding ? 1 : 0, name.hasKindOfPlace ? 1 : 0,
                Double(votes),
                sighting.isPrint ? 1 : 0, sighting.confidence,
            ]
        }
        // Of equals the first stays; a name that lost its beginning yields to the whole one.
        guard let first = found.first else { return nil }
        let best = found.dropFirst().reduce(first) { best, other in
            if other.name.text != best.name.text, best.name.text.hasSuffix(other.name.text) { return best }
            if other.name.text != best.name.text, other.name.text.hasSuffix(best.name.text) { return other }
            return rank(best).lexicographicallyPrecedes(rank(other)) ? other : best
        }
        let isContradicted = found.contains { $0.name.isSure && $0.isPrint && $0.name.text != best.name.text }
        let isAgreed = best.name.isLikely && counts[best.name.text] ?? 0 > 1
        let isSure = best.name.isSure && best.isWhole
        return Reading(
            value: best.name.text, raw: best.raw,
            confidence: best.confidence, place: best.place,
            needsReview: isContradicted || !best.name.hasPlace || !(isSure || isAgreed))
    }

    private static func titles(_ layout: PageLayout, page: Int) -> [Sighting] {
        let top = layout.height * 3 / 10
        return [(layout.lines, true), (layout.formLines, false)].flatMap { lines, isPrint in
            let ink = lines.flatMap(\.runs).map(Ink.init) + layout.unread.map { Ink(box: $0, text: "") }
            let upper = lines.filter { $0.box.centerY < top }
            return upper.flatMap { line in
                let own = sightings(in: line, among: ink, isPrint: isPrint, page: page)
                guard let whole = SplitTitle.joined(line, with: upper) else { return own }
                // What was put together from two lines asks for a person.
                let joined = sightings(in: whole, among: ink, isPrint: isPrint, page: page)
                return own
                    + joined.map { sighting in
                        var sighting = sighting
                        sighting.isWhole = false
                        return sighting
                    }
            }
        }
    }

    /// The names in a line; a widely spaced one is several runs.
    private static func sightings(
        in line: TextLine, among ink: [Ink], isPrint: Bool, page: Int
    ) -> [Sighting] {
        let height = line.runs.map(\.box.height).max() ?? 0
        // What is left of a seal or a ruling is no part of a name.
        let runs = line.runs.enumerated().filter { i, run in
            run.box.height * 2 >= height || (i > 0 && SplitTitle.isOne(run, behind: line.runs[i - 1]))
        }.map(\.element)
        var result: [Sighting] = []
        for last in runs.indices {
            var first = last
            while first > 0, isOneWord(runs[first - 1], runs[first]) { first -= 1 }
            for start in first...last {
                let parts = Array(runs[start...last])
                if var sighting = sighting(parts, isPrint: isPrint, page: page) {
                    sighting.isWhole =
                        parts.allSatisfy(NameEnds.isGapless) && !NameEnds.isCut(parts, among: ink)
                        && parts.allSatisfy { run in run.alternatives.allSatisfy { $0.text == run.text } }
                    result.append(sighting)
                    result += second(of: parts, isPrint: isPrint, page: page)
                    break
                }
            }
        }
        return result
    }

    /// How sure a second reading is at most, which the first one contradicts.
    private static let sureOfSecond = 0.8

    /// The names that the second readings of a run give.
    private static func second(of runs: [TextRun], isPrint: Bool, page: Int) -> [Sighting] {
        guard runs.count == 1, let run = runs.first else { return [] }
        return run.alternatives.filter { $0.text != run.text }.compactMap { other in
            let confidence = min(other.confidence, sureOfSecond)
            let text = TextRun(box: run.box, text: other.text, confidence: confidence)
            var second = sighting([text], isPrint: isPrint, page: page)
            second?.isSecond = true
            second?.isWhole = false
            return second
        }
    }

    /// Whether two runs may be parts of one widely spaced title.
    private static func isOneWord(_ left: TextRun, _ right: TextRun) -> Bool {
        let height = max(left.box.height, right.box.height)
        // Runs that lie over each other are two readings, or two lines.
        let gap = right.box.left - left.box.right
        return gap <= height * 2 && gap * 3 >= -height && left.text.hanCount > 0
            && (left.box.height * 3 >= height * 2 || left.text == "一")
    }

    private static func sighting(_ runs: [TextRun], isPrint: Bool, page: Int) -> Sighting? {
        var characters: [Character] = []
        var confidences: [Double] = []
        for run in runs {
            let symbols =
                run.symbols.isEmpty
                ? [Symbol(text: run.text, box: run.box, confidence: run.confidence)] : run.symbols
            for symbol in symbols {
                for character in symbol.text {
                    characters.append(character)
                    confidences.append(symbol.confidence)
                }
            }
        }
        guard let box = Box.union(of: runs.map(\.box)),
            let name = HospitalName(characters, confidences: confidences)
        else { return nil }
        return Sighting(name: name, raw: String(characters), place: Place(box, page: page), isPrint: isPrint)
    }
}
