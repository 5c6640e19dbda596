extension Sequence<Item> {
    /// What the amounts of items add up to, in yuan; nil where one of them was not read.
    public var sumOfAmounts: Money? {
        var sum = Money.zero
        for item in self {
            guard let amount = item.amount.value else { return nil }
            sum += amount
        }
        return sum
    }
}
