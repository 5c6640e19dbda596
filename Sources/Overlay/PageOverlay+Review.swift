public import Layout
public import Review
internal import Slips

extension PageOverlay {
    /// What to draw over a page that was read and reviewed.
    ///
    /// - Parameters:
    ///   - layout: What was read from the page.
    ///   - review: The review of its slip.
    ///   - page: The page's number in that slip, from 1.
    public init(layout: PageLayout, review: SlipReview, page: Int = 1) {
        var marker = TextMarker(values: review.values(on: page))
        for table in layout.tables {
            for row in table.rows {
                for cell in row.cells.compactMap(\.self) { marker.mark(cell: cell) }
            }
        }
        for line in layout.lines { marker.mark(line: line) }
        for line in layout.formLines { marker.mark(formLine: line) }
        for barcode in layout.barcodes { marker.mark(barcode: barcode) }
        marker.markTheRest()
        for table in layout.tables { marker.mark(headingsOf: table, em: layout.emHeight) }
        self.init(
            width: layout.width, height: layout.height, em: layout.emHeight,
            tables: layout.tables.map { TableMark($0) },
            items: review.items.compactMap { ItemMark($0, page: page) }, texts: marker.marks,
            findings: review.flags.map { $0.code.chineseName ?? $0.code.rawValue })
    }
}

extension TableMark {
    fileprivate init(_ table: Table) {
        self.init(
            box: table.box,
            columns: table.columns.map { column in
                Column(name: column.kind.chineseName, heading: column.heading, span: column.span)
            },
            rows: table.rows.map(\.box), hasHeadings: table.hasHeadings)
    }
}

extension ItemMark {
    /// Nil for an item of another page.
    fileprivate init?(_ item: ReviewedItem, page: Int) {
        guard let place = item.place, place.page == page else { return nil }
        self.init(
            line: item.line, box: Box(place), name: Box(item.name.place ?? place),
            verdict: item.doubts.isEmpty ? .certain : .doubtful, entries: item.match.likelyNames,
            findings: item.flags.map { $0.code.chineseName ?? $0.code.rawValue })
    }
}
