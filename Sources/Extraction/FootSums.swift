internal import Layout
internal import Slips

/// Sums that stand behind their labels on lines outside tables.
enum FootSums {
    /// A sum as it is printed.
    struct Sum: Hashable {
        var amount: Money
        var run: TextRun
    }

    /// The sums of a line, left to right.
    static func sums(in line: TextLine) -> [Sum] {
        // A label and its figures may be two runs.
        var result: [Sum] = []
        var before = ""
        for run in line.runs {
            let text = run.text.filter { !$0.isWhitespace }
            result += sums(in: before + text, of: run)
            before = text.contains { $0.isASCII && $0.isNumber } ? "" : before + text
        }
        return result
    }

    private static func sums(in text: String, of run: TextRun) -> [Sum] {
        // A ¥ may have been read as anything.
        text.replacing(/([:：])[^0-9](?=[0-9])/) { "\($0.output.1)" }.matches(
            of:
                /(\p{Han}+)(?:[(（]\p{Han}{1,2}[)）])?[:：]?(?:人民币)?[^0-9\p{Han}.-]?(-?[0-9][0-9,，]*\.[0-9]{2})(?![0-9.])/
        )
        .compactMap { match in
            guard SumLabel.names(String(match.output.1)) != nil,
                let amount = Money(match.output.2.filter { !",，".contains($0) })
            else { return nil }
            return Sum(amount: amount, run: run)
        }
    }
}
