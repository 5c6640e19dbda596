/// 药品限生育保险: a drug that only maternity insurance pays.
///
/// Definite, and self-paid, for a man. Since maternity is insured together with illness, a slip that names
/// 职工 or 居民 insurance leaves it a question, self-paid until maternity care is shown.
enum DrugForMaternity: InsuranceLimitClass {
    static let number = 2
    static let table: String? = "drug-maternity.csv"
    static let insurance = LimitedInsurance.maternity
}
