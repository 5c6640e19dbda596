internal import Slips

/// Doubts names that the paper may have cut off: receipts have narrow columns and print what fits of a name, so that
/// 醋酸钙 may be 醋酸钙胶囊, and both are in the catalog.
///
/// Where most names of a table end at the same place, that is where the column ends, not where the names do.
enum CutOffNames {
    /// How many different names there must be to tell.
    private static let fewest = 4
    /// How many characters the next column stands away from a column that cuts names at most.
    private static let mostGap = 4

    /// The places of the items whose names end where most of the table's names end.
    ///
    /// Tables that stand side by side on a page have the same columns: what all of them have in common tells where one has
    /// few lines.
    ///
    /// - Parameters:
    ///   - items: Those of one page of a receipt.
    ///   - tables: How many of them each table has, in their order.
    /// - Returns: From 0, in order; empty where names end anywhere.
    static func places(in items: [Item], tables: [Int]) -> [Int] {
        var lefts = [Int](repeating: 0, count: items.count)
        var found: Set<Int> = []
        var start = 0
        for count in tables {
            let table = start..<(start + count)
            start = table.upperBound
            let left = items[table].compactMap(\.name.place?.x).min() ?? 0
            for i in table { lefts[i] = left }
            found.formUnion(
                places(in: table.map { items[$0] }, from: [Int](repeating: 0, count: count)).map {
                    $0 + table.lowerBound
                })
        }
        if tables.count > 1 { found.formUnion(places(in: items, from: lefts)) }
        return found.sorted()
    }

    /// The places of the items whose names end where most names end of tables with the same columns, each of which begins at
    /// the `left` of its items.
    private static func places(in items: [Item], from lefts: [Int]) -> [Int] {
        let ends = zip(items, lefts).map { item, left in item.name.place.map { $0.x + $0.width - left } }
        let heights = items.compactMap(\.name.place?.height).sorted()
        guard let limit = ends.compactMap(\.self).max(), !heights.isEmpty else { return [] }
        let height = heights[heights.count / 2]
        // A wide gap would have held more of a name.
        let next = zip(items, lefts).flatMap { item, left in placesBesideName(item).map { $0.x - left } }
            .filter { $0 > limit }.min()
        guard let next, next - limit <= height * mostGap else { return [] }
        // The last character that fits leaves room for less than one more.
        let room = height * 5 / 4
        let cut = items.indices.filter { i in ends[i].map { $0 >= limit - room } ?? false }
        let (named, all) = (Set(cut.compactMap { items[$0].name.value }), Set(items.compactMap(\.name.value)))
        return named.count >= fewest && named.count * 5 >= all.count * 3 ? cut : []
    }

    private static func placesBesideName(_ item: Item) -> [Place] {
        [
            item.spec?.place, item.unit?.place, item.quantity.place, item.unitPrice?.place, item.amount.place,
        ].compactMap(\.self)
    }
}
