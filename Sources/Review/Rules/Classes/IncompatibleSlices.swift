/// 中药饮片配伍禁忌: two herbal slices that tradition forbids in one prescription (十八反, 十九畏).
///
/// Found on one printed day, or anywhere on a slip that prints no days, since slices are prescribed together.
/// Slight: it asks.
enum IncompatibleSlices: IncompatiblePairClass {
    static let number = 75
    static let table: String? = "slice-incompatible.csv"
    static let countsWithoutDays = true
}
