/// Lays the columns of a page over those of the page before that was scanned at another size: sheets photographed or
/// cut from a bed differ by some percent, and the last columns of a short page may be empty.
///
/// Words stand under the left ends of their columns and numbers under the right, so that one end of each column must
/// come to lie where it lay.
struct ColumnFit {
    /// The pixel columns that each column's print covers; nil for an empty one.
    var here: [Range<Int>?]
    /// Those of the page before.
    var before: [Range<Int>?]
    /// Whether a column here holds the same as one of the page before, numbers or words.
    var areAlike: (_ here: Int, _ before: Int) -> Bool

    /// How much larger or smaller one page may be.
    ///
    /// Pages are scaled by the height of their characters, which is measured on each page alone.
    private static let scales = 0.7...1.45
    /// How far the ends of columns may lie apart, as a share of the print's width; and how far on average.
    private static let (most, mean) = (0.02, 0.012)
    /// How far the left margin may have moved, as a share of the print's width: less than a column.
    private static let moved = 0.1

    private struct Lie {
        var homes: [Int?]
        var misfit: Double
    }

    /// The column of the page before that each column lies on; nil where no way of laying them fits, or two do.
    var homes: [Int?]? {
        let filled = here.indices.filter { here[$0] != nil }
        let old = before.indices.filter { before[$0] != nil }
        guard let first = filled.first, let last = filled.last, let from = here[first], let to = here[last],
            filled.count >= 2
        else { return nil }
        let width = Double(to.upperBound - from.lowerBound)
        var lies: [Lie] = []
        for a in old {
            for b in old where b - a >= filled.count - 1 {
                guard areAlike(first, a), areAlike(last, b), let left = before[a], let right = before[b]
                else { continue }
                for (x, oldX) in [(from.lowerBound, left.lowerBound), (from.upperBound, left.upperBound)] {
                    for (y, oldY) in [(to.lowerBound, right.lowerBound), (to.upperBound, right.upperBound)] {
                        let scale = Double(y - x) / Double(max(1, oldY - oldX))
                        guard Self.scales.contains(scale) else { continue }
                        let shift = Double(x) - scale * Double(oldX)
                        guard abs(shift) <= Self.moved * width else { continue }
                        if let lie = lie(filled, scale: scale, shift: shift, width: width) {
                            lies.append(lie)
                        }
                    }
                }
            }
        }
        guard let best = lies.min(by: { $0.misfit < $1.misfit }), best.misfit <= Self.mean else { return nil }
        let isClear = lies.allSatisfy { $0.homes == best.homes || $0.misfit > best.misfit * 2 }
        return isClear ? best.homes : nil
    }

    /// The homes of the columns under one way of laying them; nil where a column has none.
    private func lie(_ filled: [Int], scale: Double, shift: Double, width: Double) -> Lie? {
        var homes = [Int?](repeating: nil, count: here.count)
        var next = 0
        var sum = 0.0
        for column in filled {
            guard let print = here[column] else { continue }
            func misfit(_ old: Int) -> Double {
                guard let range = before[old], areAlike(column, old) else { return .infinity }
                let left = abs(Double(range.lowerBound) * scale + shift - Double(print.lowerBound))
                let right = abs(Double(range.upperBound) * scale + shift - Double(print.upperBound))
                return min(left, right) / width
            }
            guard next < before.count,
                let home = (next..<before.count).min(by: { misfit($0) < misfit($1) }),
                misfit(home) <= Self.most
            else { return nil }
            homes[column] = home
            sum += misfit(home)
            next = home + 1
        }
        return Lie(homes: homes, misfit: sum / Double(filled.count))
    }
}
