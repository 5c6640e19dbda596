import Slips

extension SlipTruth {
    /// The truth of a slip that was composed and scanned; the file's name is set when it is written.
    init(
        _ content: SlipContent, _ composed: ComposedSlip, request: SlipRequest, notes: [String],
        pages: [Bitmap],
        cells: [Cell]
    ) {
        let items = zip(content.lines, composed.printedNames).map { line, printed in
            Item(
                name: printed, fullName: line.printedName, catalogName: line.entry?.name ?? "",
                code: line.entry?.code ?? "", spec: line.spec, unit: line.unit,
                quantity: composed.printsQuantity ? line.quantity.description : "",
                unitPrice: composed.printsUnitPrice ? line.price.description : nil,
                amount: line.amount.description,
                flags: line.flags.filter { composed.printsUnitPrice || $0 != .amountMismatch }.map(\.rawValue)
                    .sorted())
        }
        self.init(
            file: "", layout: request.layout.rawValue, kind: request.layout.kind,
            damage: request.damage.rawValue, damageNotes: notes, dpi: request.dpi, header: content.header,
            total: content.total.description, flags: content.flags.map(\.rawValue).sorted(), items: items,
            pages: pages.map { Page(width: $0.width, height: $0.height) }, cells: cells)
    }
}

extension SlipTruth.Cell {
    /// A cell as it was painted, moved with the page.
    init(_ placed: PlacedCell, page: Int, on scanned: ScannedPage) {
        let corners = placed.corners.map { scanned.place(of: $0) }
        let xs = corners.map(\.x)
        let ys = corners.map(\.y)
        let left = Int((xs.min() ?? 0).rounded(.down))
        let top = Int((ys.min() ?? 0).rounded(.down))
        let right = Int((xs.max() ?? 0).rounded(.up))
        let bottom = Int((ys.max() ?? 0).rounded(.up))
        self.init(
            page: page, role: placed.role.name, line: placed.role.line, text: placed.text,
            box: [left, top, right - left, bottom - top],
            quad: corners.map { [($0.x * 10).rounded() / 10, ($0.y * 10).rounded() / 10] })
    }
}
