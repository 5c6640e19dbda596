internal import Layout

/// Finds words that stand for a line of a table as a whole, wherever its columns end: the heading of a group, the
/// label of a sum, a name that runs on beside empty columns.
struct SparseLine {
    var columns: [Column]
    /// Height of a Chinese character, pixels.
    var em: Int

    /// The runs that may be such words, left to right; none on a line that is filled as an item's is.
    func words(of line: PrintLine) -> [PrintRun] {
        let runs = line.runs.filter { run in
            run.box.height * 2 >= em && columns.contains { $0.span.contains(run.box.centerX) }
        }
        guard columns.count >= 4, runs.count <= 3, runs.count * 2 <= columns.count else { return [] }
        let isNamed = runs.contains { column(of: $0.box).map { columns[$0].kind } == .name && !crosses($0) }
        if runs.count == 2, isCode(runs[0]), crosses(runs[1]) || isLabel(runs[1]),
            runs[1].box.left - runs[0].box.right <= em * 2
        {
            return [runs[1]]
        }
        guard !isNamed else { return [] }
        // What stands alone and begins before the names is one text, however wide a colon in it is.
        if runs.count == 1, let run = runs.first, let from = column(of: run.parts[0]), from != home {
            return run.parts.contains { column(of: $0) != from } || isLabel(run) ? runs : []
        }
        return runs.filter { crosses($0) || isLabel($0) }
    }

    /// The column that takes the words of such a line: that of the names, else the widest.
    var home: Int? {
        columns.firstIndex { $0.kind == .name }
            ?? columns.indices.max { columns[$0].span.count < columns[$1].span.count }
    }

    private func column(of box: Box) -> Int? { columns.firstIndex { $0.span.contains(box.centerX) } }

    /// Whether print goes over the borders of columns without a gap.
    private func crosses(_ run: PrintRun) -> Bool {
        let parts = run.parts.filter { max($0.width, $0.height) * 3 >= em }
        var crossings = 0
        var right = Int.min
        for (part, next) in zip(parts, parts.dropFirst()) {
            right = max(right, part.right)
            guard column(of: part) != column(of: next) else { continue }
            guard next.left - right <= em * 3 / 10 else { return false }
            crossings += 1
        }
        return crossings > 0
    }

    /// Whether a run is of figures alone, four of them or more: the code before a name.
    private func isCode(_ run: PrintRun) -> Bool {
        run.parts.count >= 4 && run.box.width <= run.parts.count * em * 7 / 10
            && run.parts.allSatisfy { $0.width * 4 <= em * 3 && $0.height * 2 >= em }
    }

    /// Whether print as long as a word stands where numbers are expected, the amounts apart.
    private func isLabel(_ run: PrintRun) -> Bool {
        guard let column = column(of: run.box), run.box.width * 2 >= em * 3 else { return false }
        let kind = columns[column].kind
        return kind == .unit || kind == .quantityAndUnit || (kind.isNumeric && kind != .amount)
    }
}
