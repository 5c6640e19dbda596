/// 超说明书用量开药: more of a drug than its instructions let the days of the slip use.
///
/// The quantity of all lines of the drug is held against the most a day times the days of the stay, or the
/// days for which an outpatient may be supplied. A class of reasonable use: it asks.
enum DrugDosage: QuantityClass {
    static let number = 68
    static let table: String? = "drug-dosage.csv"
}
