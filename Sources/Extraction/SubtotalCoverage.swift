internal import Slips

/// Settles which lines a printed sum covers: a group that goes on over the page, or the page though its label says no more
/// than 小计.
///
/// Where the lines between a sum and what stands before it on its page do not add up to it, those from another natural
/// beginning may: from behind the sum before it, from the page's first line, or from the list's. One that does to the
/// fen is what the sum covers; where none does the lines stay as they were.
enum SubtotalCoverage {
    /// - Parameters:
    ///   - slip: Its items and subtotals, in the order of the paper.
    ///   - starts: The number of each table's first line.
    static func settle(_ slip: inout Slip, starts: [Int]) {
        var ends: [Subtotal.Kind: Int] = [:]
        for i in slip.subtotals.indices {
            let subtotal = slip.subtotals[i]
            guard let end = subtotal.lines.last else { continue }
            defer { ends[subtotal.kind] = end }
            guard let printed = subtotal.amount.value, sum(of: subtotal.lines, in: slip) != printed else {
                continue
            }
            let page = starts.last { $0 <= end } ?? 1
            let begins = Set([1, page, (ends[subtotal.kind] ?? 0) + 1]).filter { $0 <= end }
            let fitting = begins.filter { sum(of: Array($0...end), in: slip) == printed }
            // Beginnings that differ by lines of nothing are all the same to the sum.
            if let first = fitting.max() { slip.subtotals[i].lines = Array(first...end) }
        }
    }

    /// The sum of lines; nil where an amount was not read.
    static func sum(of lines: [Int], in slip: Slip) -> Money? {
        let lines = Set(lines)
        return slip.items.lazy.filter { lines.contains($0.line) }.sumOfAmounts
    }
}
