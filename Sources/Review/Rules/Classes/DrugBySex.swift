/// 药品区分性别使用: a drug that is meant for one sex.
///
/// Judged by the sex on the slip and in the identity number, which must agree. A class of reasonable use: it
/// asks.
enum DrugBySex: SexLimitClass {
    static let number = 67
    static let table: String? = "drug-sex.csv"
}
