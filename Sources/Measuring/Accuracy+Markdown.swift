internal import Foundation

extension Accuracy {
    /// The tables of `docs/accuracy.md`.
    public var markdown: String {
        [summary, reliability, marks, byLayout, findingsTable].joined(separator: "\n")
    }

    private var summary: String {
        let precision = share(items.right, items.all)
        let recall = share(items.right, printed)
        return """
            | slips | printed lines | items read | precision | recall | missed | marked certain | of them wrong |
            |--:|--:|--:|--:|--:|--:|--:|--:|
            | \(slips) | \(printed) | \(items.all) | \(precision) | \(recall) | \(missed) | \
            \(certain.all) (\(share(certain.all, items.all))) | \(certain.all - certain.right) \
            (\(share(certain.all - certain.right, certain.all))) |

            """
    }

    private var reliability: String {
        var lines = [
            "| confidence | numbers | right | entries | right |", "|---|--:|--:|--:|--:|",
        ]
        for range in Set(numbers.keys).union(entries.keys).sorted() {
            let (number, entry) = (numbers[range] ?? Share(), entries[range] ?? Share())
            lines.append(
                "| from \(Double(range) / 1000) | \(number.all) | \(share(number.right, number.all)) | \(entry.all) "
                    + "| \(share(entry.right, entry.all)) |")
        }
        lines.append(
            "| marked certain | \(certainNumbers.all) | \(share(certainNumbers.right, certainNumbers.all)) "
                + "| \(certainEntries.all) | \(share(certainEntries.right, certainEntries.all)) |")
        return lines.map { $0 + "\n" }.joined()
    }

    private var marks: String {
        list("wrong in items marked certain", wrongInCertain)
            + "\n" + list("right and yet for review, because of", needless)
    }

    private func list(_ heading: String, _ counts: [String: Int]) -> String {
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return "| \(heading) | items |\n|---|--:|\n" + rows.map { "| \($0.key) | \($0.value) |\n" }.joined()
    }

    private var byLayout: String {
        "| layout | lines | right |\n|---|--:|--:|\n"
            + layouts.sorted { $0.key < $1.key }.map {
                "| \($0.key) | \($0.value.all) | \(share($0.value.right, $0.value.all)) |\n"
            }.joined()
    }

    private var findingsTable: String {
        "| finding | found | unfounded | missed |\n|---|--:|--:|--:|\n"
            + findings.sorted { $0.key < $1.key }.map {
                "| `\($0.key)` | \($0.value.found) | \($0.value.unfounded) | \($0.value.missed) |\n"
            }.joined()
    }

    private func share(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "–" : String(format: "%.1f %%", 100 * Double(part) / Double(whole))
    }
}
