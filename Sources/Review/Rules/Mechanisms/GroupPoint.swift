import Catalog
import Slips

/// That an entry is one of a group of which a slip should hold one only.
struct GroupPoint: KnowledgePoint {
    static let columns = [
        PointColumn("group", "a name of the group's own, the same for all of its entries"),
        PointColumn(
            "share",
            "what part of the price a second one of the group costs, such as 0.5; empty where none is set"),
    ]
    var head: PointHead
    var group: String
    /// The share of the price at which a further one of the group is charged; nil where that does not matter.
    var share: Ratio?

    init(head: PointHead, group: String, share: Ratio? = nil) {
        self.head = head
        self.group = group
        self.share = share
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(
            head: head, group: try row.requiredText("group"),
            share: try row.optional("share", as: Ratio.self, wanted: "a share between 0 and 1, such as 0.5"))
    }

    var claim: PointClaim? { PointClaim(column: "group", says: [group, share.map { "\($0)" }]) }

    /// The points that are alone in their group with one whole code: perhaps the group's name was written otherwise.
    static func idle(among points: [GroupPoint]) -> [(index: Int, column: String, reason: String)] {
        Dictionary(grouping: points.indices) { points[$0].group }.values.compactMap { group in
            guard group.count == 1, let index = group.first, MedicalCode(points[index].head.code) != nil
            else {
                return nil
            }
            return (index, "group", "no other row is of the group “\(points[index].group)”")
        }.sorted { $0.index < $1.index }
    }
}
