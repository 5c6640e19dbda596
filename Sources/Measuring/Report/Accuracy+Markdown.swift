internal import Foundation
internal import Slips

extension Accuracy {
    /// The tables of `docs/accuracy.md`.
    public var markdown: String {
        [
            "### Items\n\n" + items, "### Fields\n\n" + fieldTable,
            "### Fields by layout\n\n" + fieldsByLayout,
            "### Findings\n\n" + findingTable,
            "### What is wrong in items marked certain\n\n" + list(wrongInCertain, of: "items"),
            "### Needless reviews\n\n" + list(needless, of: "items that are right")
                + "\n" + list(needlessSlips, of: "slips that are right"),
            "### Reliability of confidences\n\n" + reliabilityTable,
        ].joined(separator: "\n")
    }

    private var items: String {
        let head = """
            | | slips | perfect | accepted | of them wrong | lines | missed | invented | precision | recall | F1 \
            | certain | of them wrong | at most (95 %) |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|

            """
        let groups =
            layouts.sorted { $0.key < $1.key }.map { ("`\($0.key)`", $0.value) }
            + damages.sorted { $0.key < $1.key }.map { ("damage \($0.key)", $0.value) }
            + resolutions.sorted { $0.key < $1.key }.map { ("\($0.key) dpi", $0.value) } + [("**all**", all)]
        return head + groups.map { row($0.0, $0.1) }.joined()
    }

    private func row(_ name: String, _ tally: ItemTally) -> String {
        let cells = [
            name, "\(tally.slips)", "\(tally.perfect)", "\(tally.accepted.all)", "\(tally.accepted.wrong)",
            "\(tally.printed)", "\(tally.missed)", "\(tally.invented)", percent(tally.precision),
            percent(tally.recall), percent(tally.f1),
            percent(tally.items.all == 0 ? nil : Double(tally.certain.all) / Double(tally.items.all)),
            "\(tally.certain.wrong) of \(tally.certain.all)",
            percent(tally.certain.wrongRateBound, decimals: 2),
        ]
        return "| " + cells.joined(separator: " | ") + " |\n"
    }

    private var fieldTable: String {
        "| field | printed | right | silently wrong | not read | silently invented |\n|---|--:|--:|--:|--:|--:|\n"
            + SlipField.allCases.compactMap { field in
                fields[field].map {
                    "| \(field.rawValue) | \($0.printed) | \(percent($0.right, of: $0.printed)) "
                        + "| \($0.silentlyWrong) | \($0.unread) | \($0.invented) |\n"
                }
            }.joined()
    }

    /// Right of those printed; with the silently wrong behind.
    private var fieldsByLayout: String {
        let names = layoutFields.keys.sorted()
        let head = "| field | " + names.map { "`\($0)`" }.joined(separator: " | ") + " |\n|---|"
        let rows = SlipField.allCases.filter { fields[$0] != nil }.map { field in
            let cells = names.map { name -> String in
                guard let tally = layoutFields[name]?[field], tally.printed > 0 else { return "–" }
                let silent = tally.silentlyWrong == 0 ? "" : " (\(tally.silentlyWrong) silent)"
                return percent(tally.right, of: tally.printed) + silent
            }
            return "| \(field.rawValue) | " + cells.joined(separator: " | ") + " |\n"
        }
        return head + names.map { _ in "--:|" }.joined() + "\n" + rows.joined()
    }

    private var findingTable: String {
        "| finding | found | missed | unfounded | of these definite |\n|---|--:|--:|--:|--:|\n"
            + findings.sorted { $0.key < $1.key }.map {
                "| `\($0.key)` | \($0.value.found) | \($0.value.missed) | \($0.value.unfounded) "
                    + "| \($0.value.unfoundedDefinite) |\n"
            }.joined()
    }

    private func list(_ counts: [String: Int], of what: String) -> String {
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard !rows.isEmpty else { return "None.\n" }
        return "| because of | \(what) |\n|---|--:|\n" + rows.map { "| \($0.key) | \($0.value) |\n" }.joined()
    }

    private var reliabilityTable: String {
        "| | confidence from | said (mean) | measured | values |\n|---|--:|--:|--:|--:|\n"
            + Subject.allCases.flatMap { subject in
                (reliability[subject]?.bins ?? []).map { bin in
                    "| \(subject.rawValue) | \(String(format: "%.3f", bin.from)) | \(percent(bin.said)) "
                        + "| \(percent(bin.values.rate)) | \(bin.values.all) |\n"
                }
            }.joined() + "\n"
            + Subject.allCases.map { subject in
                "Mean difference of said and measured, \(subject.rawValue): "
                    + percent(reliability[subject]?.meanError) + ".\n"
            }.joined(separator: "\n")
    }

    private func percent(_ part: Int, of whole: Int) -> String {
        percent(whole == 0 ? nil : Double(part) / Double(whole))
    }

    private func percent(_ share: Double?, decimals: Int = 1) -> String {
        share.map { String(format: "%.\(decimals)f %%", 100 * $0) } ?? "–"
    }
}
