import Catalog
import Slips

/// That an entry is a part of a service which is to be charged as a whole.
struct PartPoint: KnowledgePoint {
    static let columns = [
        PointColumn(
            "whole",
            "what the parts are together, in a few Chinese words that all of its parts have in common"),
        PointColumn("least", "how many parts charged together are as good as the whole"),
    ]
    var head: PointHead
    /// What the parts are together, in a few words.
    var whole: String
    /// How many different parts make the whole.
    var least: Int

    init(head: PointHead, whole: String, least: Int) {
        self.head = head
        self.whole = whole
        self.least = least
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(head: head, whole: try row.requiredText("whole"), least: try row.count("least"))
    }

    /// A part may belong to several wholes.
    var claim: PointClaim? { PointClaim(column: "least", about: [whole], says: ["\(least)"]) }

    /// The first part of each whole of which the table has fewer parts than make it.
    static func idle(among points: [PartPoint]) -> [(index: Int, column: String, reason: String)] {
        Dictionary(grouping: points.indices) { points[$0].whole }.values.compactMap { group in
            guard let first = group.first else { return nil }
            let part = points[first]
            let parts = Set(group.map { points[$0].head.code }).count
            guard parts < part.least else { return nil }
            let count = "\(parts) part\(parts == 1 ? "" : "s")"
            return (first, "least", "“\(part.whole)” has \(count) in the table, fewer than \(part.least)")
        }.sorted { $0.index < $1.index }
    }
}
