internal import Layout
internal import Review
internal import Slips

/// A value of a review that stands on the page.
struct ReviewedValue {
    var box: Box
    /// The value; what was read where nothing could be made of it.
    var text: String
    var verdict: Verdict
    /// In Chinese.
    var name: String
    var confidence: Double

    /// Nil where the reading has no place on the page.
    init?(_ reading: ReviewReading?, name: String, isProvable: Bool = true, page: Int) {
        guard let reading, let place = reading.place, place.page == page else { return nil }
        box = Box(place)
        text = reading.value ?? reading.raw ?? ""
        verdict =
            reading.value == nil ? .unread : reading.needsReview || !isProvable ? .doubtful : .certain
        self.name = name
        confidence = reading.confidence
    }
}

extension SlipReview {
    /// All values that stand on a page: of items first, then the fields.
    func values(on page: Int) -> [ReviewedValue] {
        items.flatMap { $0.values(on: page) }
            + fields.sorted { $0.key < $1.key }.compactMap { key, reading in
                ReviewedValue(reading, name: SlipField(rawValue: key)?.chineseName ?? key, page: page)
            }
    }
}

extension ReviewedItem {
    /// The values of the line that stand on a page.
    func values(on page: Int) -> [ReviewedValue] {
        // Words are proven by the entry that they lead to, and only where that is settled can the amount be split.
        let isSettled = split != nil
        return [
            ReviewedValue(date, name: ColumnKind.date.chineseName, page: page),
            ReviewedValue(code, name: ColumnKind.code.chineseName, isProvable: isSettled, page: page),
            ReviewedValue(name, name: ColumnKind.name.chineseName, isProvable: isSettled, page: page),
            ReviewedValue(spec, name: ColumnKind.spec.chineseName, isProvable: isSettled, page: page),
            ReviewedValue(unit, name: ColumnKind.unit.chineseName, isProvable: isSettled, page: page),
            ReviewedValue(quantity, name: ColumnKind.quantity.chineseName, page: page),
            ReviewedValue(unitPrice, name: ColumnKind.unitPrice.chineseName, page: page),
            ReviewedValue(amount, name: ColumnKind.amount.chineseName, page: page),
            ReviewedValue(insuranceClass, name: ColumnKind.insuranceClass.chineseName, page: page),
        ].compactMap(\.self)
    }
}

extension Box {
    init(_ place: Place) {
        self.init(x: place.x, y: place.y, width: place.width, height: place.height)
    }
}
