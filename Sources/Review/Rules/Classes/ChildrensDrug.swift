/// 药品儿童专用: a drug that is made for children only.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed. A
/// class of reasonable use: it asks when the patient is an adult.
enum ChildrensDrug: AgeLimitClass {
    static let number = 65
    static let table: String? = "drug-childrens.csv"
}
