import Slips

/// What a slip says, before any decision on how the paper shows it.
struct SlipContent {
    /// One charged line.
    struct Line {
        /// With the hospital's decorations, never cut.
        var printedName: String
        /// Nil for a line outside the catalog.
        var entry: ShelfEntry?
        var spec: String
        var unit: String
        var date: CalendarDate
        var quantity: Quantity
        /// Yuan a unit.
        var price: Money
        /// As printed, yuan.
        var amount: Money
        var insuranceClass: String
        var ratio: Ratio
        var category: String
        var flags: Set<PlantedFinding> = []
    }

    var header: SlipTruth.Header
    var admission: CalendarDate
    var discharge: CalendarDate
    var lines: [Line]
    /// As printed, yuan.
    var total: Money
    var flags: Set<PlantedFinding>

    /// Sums of the printed amounts by category, in order of first appearance.
    var categories: [(name: String, amount: Money)] {
        var sums: [(name: String, amount: Money)] = []
        for line in lines {
            if let index = sums.firstIndex(where: { $0.name == line.category }) {
                sums[index].amount = sums[index].amount + line.amount
            } else {
                sums.append((line.category, line.amount))
            }
        }
        return sums
    }
}
