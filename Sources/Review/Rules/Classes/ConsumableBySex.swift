/// 医用耗材与性别不符: a consumable that is meant for one sex.
///
/// Judged by the sex on the slip and in the identity number, which must agree. A class of reasonable use: it
/// asks.
enum ConsumableBySex: SexLimitClass {
    static let number = 87
    static let table: String? = "consumable-sex.csv"
}
