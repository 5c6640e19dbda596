/// 药品限新生儿使用: a drug that is paid for newborns only, of 28 days at most.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed.
/// Definite, and self-paid, for an older patient; a question where the age is not known in days.
enum DrugForNewborns: AgeLimitClass {
    static let number = 6
    static let table: String? = "drug-newborns.csv"
}
