/// 药品儿童禁用: a drug that children must not be given.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed. A
/// class of reasonable use: it asks when the patient is younger than the point allows.
enum DrugNotForChildren: AgeLimitClass {
    static let number = 66
    static let table: String? = "drug-not-children.csv"
}
