internal import Layout

/// Names whose front a border cut off into a column of running numbers that is none: of 项目名称 the first half was read as
/// a heading of its own, 项次, and of X线机简易定位 is left 简易定位, another entry of the catalog.
enum CutFronts {
    /// How many cells tell.
    private static let fewest = 2

    /// Whether a column of running numbers stands before the names of a table, and what was read in it does not run: fewer than
    /// half of its numbers follow the one before.
    static func mayCutNames(of table: Table) -> Bool {
        guard let name = table.columns.firstIndex(where: { $0.kind == .name }), name > 0,
            table.columns[name - 1].kind == .serial
        else { return false }
        let numbers = table.rows.compactMap { $0.cells[name - 1] }.map { Int($0.text) }
        guard numbers.count >= fewest else { return false }
        let running = zip(numbers, numbers.dropFirst()).count { first, second in
            first.map { $0 + 1 == second } ?? false
        }
        return running * 2 < numbers.count - 1
    }
}
