import Catalog
import Slips

/// That an entry is a part of a service which is to be charged as a whole.
struct PartPoint: KnowledgePoint {
    static let columns = [
        PointColumn("whole", "the code of the panel or operation of which the entry is a part"),
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
}
