internal import Layout
internal import Slips

/// The total in capitals that stands behind no label that was read: labels are printed in the form's pale ink, capitals in
/// the data's, and nothing else on a slip is written with their characters.
enum UnlabelledCapitals {
    /// How many runs beside each other an amount may stand in.
    private static let mostRuns = 3

    /// The longest amount on the pages that is written by the rules, for a person to confirm unless figures agree.
    ///
    /// - Parameter layouts: The pages.
    /// - Returns: The print's own before that of all inks; nil where no amount stands in capitals.
    static func find(in layouts: [PageLayout]) -> Reading<String>? {
        var best: Reading<String>?
        for (i, layout) in layouts.enumerated() {
            for line in layout.lines + layout.formLines {
                for first in line.runs.indices {
                    for last in first..<min(line.runs.count, first + mostRuns) {
                        guard let found = amount(in: Array(line.runs[first...last]), page: i + 1) else {
                            continue
                        }
                        if found.value?.count ?? 0 > best?.value?.count ?? 0 { best = found }
                    }
                }
            }
        }
        return best
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
