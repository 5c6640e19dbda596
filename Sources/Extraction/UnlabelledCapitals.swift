internal import Layout
internal import Slips

/// The total in capitals that stands behind no label that was read: labels are printed in the form's pale ink, capitals in
/// the data's, and nothing else on a slip is written with their characters.
enum UnlabelledCapitals {
    /// How many runs beside each other an amount may stand in.
    private static let mostRuns = 3

    /// The longest amount on the pages that is written by the rules, else the print that is most like one, for a person to
    /// confirm unless figures agree.
    ///
    /// - Parameter layouts: The pages.
    /// - Returns: The print's own before that of all inks; nil where no amount stands in capitals.
    static func find(in layouts: [PageLayout]) -> Reading<String>? {
        var best: Reading<String>?
        var likest: Reading<String>?
        for (i, layout) in layouts.enumerated() {
            // Where a table was found by its alignment alone, what stands below it may have become its rows.
            let rows = layout.tables.filter { !$0.hasHeadings }.flatMap(\.rows).map {
                $0.cells.compactMap(\.self)
            }
            for runs in (layout.lines + layout.formLines).map(\.runs) + rows {
                for first in runs.indices {
                    for last in first..<min(runs.count, first + mostRuns) {
                        guard let found = amount(in: Array(runs[first...last]), page: i + 1) else { continue }
                        if found.value?.count ?? 0 > best?.value?.count ?? 0 { best = found }
                    }
                    guard let like = nearly(runs[first], page: i + 1) else { continue }
                    if like.value?.count ?? 0 > likest?.value?.count ?? 0 { likest = like }
                }
            }
        }
        return best ?? likest
    }

    /// The share of capitals' characters from which a text is an amount of which some were misread, and how many they are at
    /// least.
    private static let (leastShare, leastCount) = (0.7, 5)

    /// A run that is an amount with some of its characters misread.
    private static func nearly(_ run: TextRun, page: Int) -> Reading<String>? {
        var text = String(run.text.filter { !$0.isWhitespace })
        // Behind a label of the same run, whatever its mark was read as.
        if let label = text.lastIndex(of: "写") {
            text = String(text[label...].drop { !CapitalAmount.characters.contains($0) })
        }
        let known = text.count(where: CapitalAmount.characters.contains)
        guard known >= leastCount, Double(known) >= leastShare * Double(text.count),
            text.contains(where: { "元圆".contains($0) }), text.contains(where: { "角分整正".contains($0) })
        else { return nil }
        return Reading(
            value: text, raw: run.text, confidence: min(run.confidence, leastShare),
            place: Place(run.box, page: page),
            needsReview: true)
    }

    private static func amount(in runs: [TextRun], page: Int) -> Reading<String>? {
        let text = runs.map(\.text).joined()
        guard let found = CapitalAmount.ending(text), let box = Box.union(of: runs.map(\.box)) else {
            return nil
        }
        let confidences = runs.flatMap { run in
            let each = run.symbols.flatMap { symbol in symbol.text.map { _ in symbol.confidence } }
            return each.count == run.text.count ? each : run.text.map { _ in run.confidence }
        }
        let start = text.distance(from: text.startIndex, to: found.startIndex)
        let confidence = confidences.dropFirst(start).prefix(found.count).min() ?? 0
        return Reading(
            value: String(found), raw: String(found), confidence: confidence, place: Place(box, page: page),
            needsReview: true)
    }
}
