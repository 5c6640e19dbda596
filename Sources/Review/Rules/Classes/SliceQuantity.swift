/// 中药饮片超量上传: more of a herbal slice than the days of the slip can use.
///
/// The grams of all lines are held against the most a day times the days of the stay, or the days for which
/// an outpatient may be supplied. It asks.
enum SliceQuantity: QuantityClass {
    static let number = 77
    static let table: String? = "slice-quantity.csv"
}
