/// 药品限就医方式: a drug that is paid for inpatients only, or for outpatients only.
///
/// A slip with both days of a stay, or whose e-receipt code says 02, is of inpatient care; a pharmacy slip,
/// or code 01, of outpatient care. Definite, and self-paid, in the other care; a question where the slip does
/// not tell, or where an emergency would count.
enum DrugCareType: CareTypeClass {
    static let number = 13
    static let table: String? = "drug-care-type.csv"
}
