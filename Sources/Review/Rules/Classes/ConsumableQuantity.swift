/// 医用耗材数量超标: more of a consumable than a slip, or each of its days, can use.
///
/// A class of reasonable use: it asks.
enum ConsumableQuantity: QuantityClass {
    static let number = 86
    static let table: String? = "consumable-quantity.csv"
}
