/// 耗材限新生儿使用: a consumable that is paid for newborns only, of 28 days at most.
///
/// Judged by the age of the patient on the day of the line, from the identity number, else as printed.
/// Definite, and self-paid, for an older patient; a question where the age is not known in days.
enum ConsumableForNewborns: AgeLimitClass {
    static let number = 32
    static let table: String? = "consumable-newborns.csv"
}
