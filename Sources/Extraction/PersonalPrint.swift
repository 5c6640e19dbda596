public import Layout
public import Slips

/// Where a page prints who somebody is, so that it can be covered before the picture is shown.
public enum PersonalPrint {
    /// The fields that name a person.
    public static let fields: Set<SlipField> = [.patient, .idNumber, .recordNumber]

    /// How far a value may stand behind its label where nothing was read there, in characters.
    private static let reach = 10
    /// The shortest text that is looked for wherever it stands: shorter ones stand in any print.
    private static let shortestText = 2
    private static let shortestNumber = 5

    /// The boxes of a page in which names and numbers of persons are printed.
    ///
    /// What stands behind the label of a personal field is taken, read or not, up to the next label; and every run
    /// and barcode that holds one of the values. Print of a person that no label stands before and that was not read
    /// is not found.
    ///
    /// - Parameters:
    ///   - page: What was read of the page.
    ///   - values: Names and numbers as read or corrected, in any form.
    /// - Returns: Boxes in pixels of the page, grown a little; they may overlap.
    public static func boxes(on page: PageLayout, values: [String]) -> [Box] {
        var boxes: [Box] = []
        for layer in [page.lines, page.formLines] {
            let lines = layer.map { LabelledText($0) }
            boxes += lines.flatMap { labelled($0, em: page.emHeight) }
            boxes += ValuesApart.values(in: lines, em: page.emHeight)
                .filter { $0.field.map(fields.contains) == true }.map(\.box)
        }
        let wanted = values.map(squeezed).filter(isTelling)
        func holds(_ text: String) -> Bool {
            let text = squeezed(text)
            return wanted.contains { text.contains($0) }
        }
        let runs =
            (page.lines + page.formLines).flatMap(\.runs)
            + page.tables.flatMap { $0.rows.flatMap { $0.cells.compactMap(\.self) } }
        boxes += runs.filter { holds($0.text) }.map(\.box)
        boxes += page.barcodes.filter { holds($0.text) }.map(\.box)
        let margin = max(2, page.emHeight / 4)
        return boxes.map { $0.grown(dx: margin, dy: margin) }
    }

    /// What stands behind the personal labels of a line.
    private static func labelled(_ line: LabelledText, em: Int) -> [Box] {
        let labels = line.placedLabels()
        return labels.enumerated().compactMap { index, label in
            guard label.field.map(fields.contains) == true else { return nil }
            let next = index + 1 < labels.count ? labels[index + 1].box.left : Int.max
            let end = max(label.hasValue ? line.line.box.right : 0, label.box.right + reach * em)
            return Box(
                left: label.box.right, top: min(label.box.top, line.line.box.top), right: min(next, end),
                bottom: max(label.box.bottom, line.line.box.bottom))
        }
    }

    private static func squeezed(_ text: String) -> String {
        String(text.filter { !$0.isWhitespace })
    }

    private static func isTelling(_ value: String) -> Bool {
        value.count >= (value.allSatisfy(\.isASCII) ? shortestNumber : shortestText)
    }
}
