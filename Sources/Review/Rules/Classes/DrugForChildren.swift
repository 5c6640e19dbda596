/// 药品限儿童使用: a drug that is paid for children only.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed.
/// Definite, and self-paid, outside the ages of the point; where the limit says “child” without years, the
/// ages from 15 to 17 are a question, and so is an age that was not read.
enum DrugForChildren: AgeLimitClass {
    static let number = 7
    static let table: String? = "drug-children.csv"
}
