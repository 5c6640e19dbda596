/// 药品种类超标: more kinds of drugs on one day than a prescription may hold.
///
/// Drugs of one outpatient day are counted by their substance. Slight: several prescriptions may have been
/// written.
enum DrugKinds: KindsClass {
    static let number = 46
    static let table: String? = "drug-kinds.csv"
}
