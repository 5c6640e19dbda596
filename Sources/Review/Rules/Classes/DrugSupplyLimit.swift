/// 药品限最大开药天数/开药量: a drug of which a slip may hold no more than for some days.
///
/// The quantity of all lines of the drug is held against the most a day times the days: of the stay, else
/// those for which the point lets an outpatient be supplied. Definite, and self-paid for what is over.
enum DrugSupplyLimit: QuantityClass {
    static let number = 9
    static let table: String? = "drug-supply.csv"
}
