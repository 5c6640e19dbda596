/// 药品限医疗机构级别: a drug that is paid only in hospitals of some level.
///
/// The hospital is looked up in `providers.csv`. Definite, and self-paid, in a hospital of a lower level; a
/// question where the level is not known.
enum DrugHospitalLevel: HospitalLevelClass {
    static let number = 12
    static let table: String? = "drug-hospital-level.csv"
}
