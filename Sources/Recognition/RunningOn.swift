internal import Layout

/// Lines of a table that run on under the headings of numbers: a name on a line of its own, or a product
/// (`2盒 × 15.50`) with its amount, as on the narrow paper of tills.
enum RunningOn {
    /// The print of each column where a line runs on, all of what runs on in the column of names; nil where the line
    /// keeps to its columns.
    ///
    /// - Parameters:
    ///   - line: A line of the table's body.
    ///   - columns: The table's columns.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: The parts by column.
    static func parts(of line: PrintLine, columns: [Column], em: Int) -> [[Box]]? {
        guard let name = columns.firstIndex(where: { $0.kind == .name }),
            let first = columns.indices.first(where: { $0 > name && columns[$0].kind.isFactorOrProduct }),
            let amount = columns.lastIndex(where: { $0.kind == .amount }), amount > name
        else { return nil }
        let left = columns[name].span.lowerBound
        let border = columns[first].span.lowerBound
        let runs = line.runs.filter { $0.box.right > left && $0.parts.count > 1 }
        guard
            let crossing = runs.last(where: {
                $0.box.left < border - em && $0.box.right > border + em * 4 / 5
                    && $0.box.centerX < columns[amount].span.lowerBound
            })
        else { return nil }
        let behind = runs.filter { $0.box.left >= crossing.box.right }
        // Numbers in their own columns leave nothing that could have run on.
        let numbers = columns.indices.filter {
            $0 > name && $0 != amount && columns[$0].kind.isFactorOrProduct
        }
        let hasOwn = behind.contains { run in
            numbers.contains { columns[$0].span.contains(run.box.centerX) && run.box.height * 2 >= em }
        }
        let amounts = behind.flatMap(\.parts).filter { columns[amount].span.contains($0.centerX) }
        guard !hasOwn, amounts.isEmpty || numbers.count >= 2 else { return nil }
        return columns.indices.map { column in
            switch column {
            case name:
                return line.runs.flatMap(\.parts).filter { part in
                    part.centerX >= left && part.centerX <= crossing.box.right
                }
            case amount: return amounts
            default:
                guard column < name else { return [] }
                return line.runs.flatMap(\.parts).filter { columns[column].span.contains($0.centerX) }
            }
        }
    }
}
