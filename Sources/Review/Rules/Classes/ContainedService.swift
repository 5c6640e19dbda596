/// 医疗服务项目重复收费: a service that is charged beside another which contains it.
///
/// Pairs are directional: `code` contains `other`. Definite where both lines print the same day, or the stay
/// has one day only: the contained one is self-paid. Where the days are not printed it asks, unless both are
/// charged by the day and the stay has days enough for both. A record that they were done apart clears it.
enum ContainedService: ContainedClass {
    static let number = 25
    static let table: String? = "service-contained.csv"
}
