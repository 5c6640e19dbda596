/// 耗材超限定报销总额: a consumable of which a slip is paid up to a sum.
///
/// Definite: what is over the sum is self-paid.
enum ConsumableTotal: TotalClass {
    static let number = 34
    static let table: String? = "consumable-total.csv"
}
