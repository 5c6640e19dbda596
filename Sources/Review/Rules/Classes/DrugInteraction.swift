/// 药品相互作用: two drugs that should not be given together.
///
/// Found on one printed day, or on one outpatient slip; a stay without printed days says nothing. Slight: it
/// asks.
enum DrugInteraction: IncompatiblePairClass {
    static let number = 74
    static let table: String? = "drug-interactions.csv"
    static let countsWithoutDays = false
}
