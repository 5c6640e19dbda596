import Catalog

/// 医用耗材与医疗服务项目不符: a consumable that is used only with a service, which is not on the slip.
///
/// Spoken of only where the slip is complete. It asks, since the service may be on another slip.
enum ConsumableNeedsService: RequirementClass {
    static let number = 84
    static let table: String? = "consumable-needs-service.csv"
    static let otherKind: EntryKind? = .service
    static let flag = FlagCode.missingMainItem
}
