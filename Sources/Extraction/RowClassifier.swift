internal import Layout

/// Tells items, wrapped names, groups and sums from each other.
enum RowClassifier {
    static func kind(of row: ItemRow, hasCountColumns: Bool) -> RowKind {
        let words = row.words.filter { !$0.isWhitespace }
        if RowWords.isParticular(words), !row.hasAmount { return .noise }
        // What stands below a table has numbers where they fall.
        if RowWords.isFoot(words) { return .noise }
        // A day with its label is no item, whatever strokes of a fold or a seal were read beside it.
        if words.contains("日期"), !(row.hasAmount && row.hasCount), isDay(row) { return .day }
        if row.hasAmount || row.hasCount {
            if RowWords.isPageSubtotal(words) { return .pageSubtotal }
            if RowWords.isCategorySubtotal(words) { return .categorySubtotal }
            if RowWords.isTotal(words), !row.hasCount { return .total }
            // 药费合计, 当日合计: the sum of a part of the lines.
            if !row.hasCount, SumLabel.names(words) == .something { return .categorySubtotal }
            if RowWords.isCategory(words), !row.hasCount, hasCountColumns { return .group }
            // A sum whose label was not read: an amount alone.
            if row.hasAmount, !row.hasCount || hasLabelForCount(row), hasCountColumns, letters(words) < 2 {
                return .categorySubtotal
            }
            if row.hasAmount { return .item }
            // A count without an amount: an item whose amount was not found, if it has a name.
            let name = row[.name]
            if row.hasCount, letters(words) >= 2, (name?.confidence ?? 0) > 0.8 { return .item }
            return .noise
        }
        let confidence = row[.name]?.confidence ?? row[.spec]?.confidence ?? 0
        if confidence > 0.6, isDay(row) { return .day }
        guard letters(words) >= 1, confidence > 0.6 else { return .noise }
        // The sum of a page or a group whose amount stands in the same words.
        if RowWords.isPageSubtotal(words) || RowWords.isCategorySubtotal(words) { return .noise }
        if RowWords.isCategory(words) { return .group }
        return .continuation
    }

    /// Whether a row's only words are a date.
    private static func isDay(_ row: ItemRow) -> Bool {
        let run = row[.name] ?? row[.date]
        return run.map { RowWords.day($0, referenceYear: 2000) != nil } ?? false
    }

    /// Whether what stands in the place of quantity and price is no number with decimals beside a quantity but, like as
    /// not, the label of a sum (小计) that was read as digits.
    private static func hasLabelForCount(_ row: ItemRow) -> Bool {
        let quantity = row[.quantity] ?? row[.quantityAndUnit]
        return quantity == nil && row[.unitPrice].map { !$0.text.contains(".") && $0.text.count <= 3 } == true
    }

    private static func letters(_ text: String) -> Int {
        text.unicodeScalars.count {
            $0.isHan || ("A"..."z").contains(Character($0))
                || ")".contains(Character($0))
        }
    }
}
