import Catalog

/// 医疗服务项目与医用耗材重复收费: a consumable that is charged beside a service which includes it.
///
/// Pairs are directional, and judged as for services that contain services.
enum ServiceWithConsumable: ContainedClass {
    static let number = 30
    static let table: String? = "service-consumable.csv"
    static let otherKind: EntryKind? = .consumable
}
