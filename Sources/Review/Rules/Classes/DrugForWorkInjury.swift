/// 药品限工伤保险: a drug that only the insurance against work injuries pays.
///
/// Definite, and self-paid, when the slip names another insurance for certain; a question when it names none.
/// Proof of the injury clears it.
enum DrugForWorkInjury: InsuranceLimitClass {
    static let number = 1
    static let table: String? = "drug-work-injury.csv"
    static let insurance = LimitedInsurance.workInjury
}
