/// 老年人用药安全: a drug that the old should not be given.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed. A
/// class of reasonable use: it asks when the patient is older than the point allows.
enum DrugForTheOld: AgeLimitClass {
    static let number = 72
    static let table: String? = "drug-not-old.csv"
}
