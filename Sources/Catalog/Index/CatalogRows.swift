/// Rows of a catalog, each read from its compiled form when it is asked for.
public struct CatalogRows<Row: Sendable>: RandomAccessCollection, Sendable {
    public let startIndex = 0
    public let endIndex: Int
    private let row: @Sendable (Int) -> Row

    init(count: Int, row: @escaping @Sendable (Int) -> Row) {
        endIndex = count
        self.row = row
    }

    public subscript(position: Int) -> Row {
        precondition(indices.contains(position), "there is no row \(position)")
        return row(position)
    }
}
