internal import Layout

/// Tells to which items the lines of a table belong that hold a piece of a name and no numbers.
///
/// Programs print the numbers of an item whose name wraps on its first line, its last or between. What tells is how near
/// a piece stands to the items above and below, and that a name breaks only where its column is full.
struct WrappedRows {
    /// A row of the table as far as it matters here.
    struct Row {
        var kind: RowKind
        /// The place of its piece of name; nil where it has none.
        var name: Box?
        var box: Box

        /// The row's middle; the name's where there is one, since numbers are lower than characters.
        var middle: Int { (name ?? box).centerY }
    }

    /// Which item a piece belongs to.
    enum Owner {
        case previous, next, none
    }

    var rows: [Row]
    /// Height of a Chinese character, pixels.
    var em: Int
    /// How far a line may end before the widest without having had room for one more word.
    private static let slack = 2.2
    /// What counts against a line that goes on though it is not full, and against an item that is left without a name.
    private static let (notFull, nameless) = (1.5, 3.0)
    /// How many characters of distance count one against the other way.
    private static let nearness = 0.25
    /// What counts for the usual way: the numbers on the first line.
    private static let usual = 0.5

    /// The owner of each row; none for rows that are no pieces.
    func owners() -> [Owner] {
        var result = [Owner](repeating: .none, count: rows.count)
        var i = 0
        while i < rows.count {
            guard rows[i].kind == .continuation else {
                i += 1
                continue
            }
            let start = i
            while i < rows.count, rows[i].kind == .continuation { i += 1 }
            let before = start > 0 && rows[start - 1].kind == .item ? start - 1 : nil
            let after = i < rows.count && rows[i].kind == .item ? i : nil
            let count = split(start..<i, above: before, below: after, owned: result)
            for (step, row) in (start..<i).enumerated() {
                result[row] = step < count ? .previous : .next
            }
            dropDistant(start..<i, kept: count, before: before, after: after, in: &result)
        }
        return result
    }

    /// Pieces that stand away from the item that they would belong to are none of it.
    private func dropDistant(
        _ pieces: Range<Int>, kept count: Int, before: Int?, after: Int?, in result: inout [Owner]
    ) {
        var last = before
        for row in pieces.prefix(count) {
            guard let above = last, rows[row].box.top - rows[above].box.bottom < em else {
                last = nil
                result[row] = .none
                continue
            }
            last = row
        }
        var next = after
        for row in pieces.dropFirst(count).reversed() {
            guard let below = next, rows[below].box.top - rows[row].box.bottom < em else {
                next = nil
                result[row] = .none
                continue
            }
            next = row
        }
    }

    /// How many of the pieces belong to the item before them; the others belong to the item after.
    private func split(_ pieces: Range<Int>, above: Int?, below: Int?, owned: [Owner]) -> Int {
        guard let above else {
            // Below headings and sums a piece that is not full is a remark.
            let isName = below != nil && pieces.allSatisfy { isFull($0) || rows[below ?? $0].name == nil }
            return isName ? 0 : pieces.count
        }
        guard let below else { return pieces.count }
        let lines = [above] + pieces + [below]
        let gaps = zip(lines, lines.dropFirst()).map { rows[$1].middle - rows[$0].middle }
        let all = gaps.reduce(0, +)
        let hasPieceAbove = above > 0 && owned[above - 1] == .next
        var best = (count: pieces.count, score: -Double.infinity)
        for count in 0...pieces.count {
            let others = Double(all - gaps[count]) / Double(gaps.count - 1)
            let distance = (Double(gaps[count]) - others) / (Double(max(1, em)) * Self.nearness)
            var score = max(-2, min(2, distance)) + (count == pieces.count ? Self.usual : 0)
            // All lines of a name but its last are full.
            let first = (rows[above].name == nil ? [] : [above]) + pieces.prefix(count)
            let second = Array(pieces.dropFirst(count)) + (rows[below].name == nil ? [] : [below])
            for name in [first, second] {
                score -= Self.notFull * Double(name.dropLast().count { !isFull($0) })
            }
            if count == 0, rows[above].name == nil, !hasPieceAbove { score -= Self.nameless }
            if count == pieces.count, rows[below].name == nil { score -= Self.nameless }
            if score > best.score { best = (count, score) }
        }
        return best.count
    }

    private func isFull(_ row: Int) -> Bool {
        guard let name = rows[row].name else { return false }
        let widest = rows.compactMap(\.name?.right).max() ?? 0
        return Double(widest - name.right) <= Self.slack * Double(em)
    }
}
