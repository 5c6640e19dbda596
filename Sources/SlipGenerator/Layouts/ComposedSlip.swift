/// A slip set on its sheets.
struct ComposedSlip {
    var sheets: [Sheet]
    /// The name of each item as far as the paper shows it.
    var printedNames: [String]
    /// Whether the paper has a unit price for each item.
    var printsUnitPrice: Bool
    /// Whether the paper has a quantity for each item.
    var printsQuantity = true
}
