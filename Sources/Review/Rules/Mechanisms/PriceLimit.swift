import Catalog
import Slips

/// The highest price a unit of an entry.
struct PricePoint: KnowledgePoint {
    static let columns = [
        PointColumn("max_price", "yuan a unit at most")
    ]
    var head: PointHead
    /// Yuan a unit.
    var maxPrice: Money

    init(head: PointHead, maxPrice: Money) {
        self.head = head
        self.maxPrice = maxPrice
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        _ = try row.requiredText("max_price")
        let price = try row.optional("max_price", as: Money.self, wanted: "an amount in yuan, such as 12.50")
        guard let price, price > .zero else { throw row.fault("max_price", "must be above zero") }
        self.init(head: head, maxPrice: price)
    }

    var claim: PointClaim? { PointClaim(column: "max_price", says: ["\(maxPrice)"]) }
}
