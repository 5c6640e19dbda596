import Catalog

/// 药品与医疗服务项目不符: a drug that is used only with a service, which is not on the slip.
///
/// A contrast medium without an image, for instance. Spoken of only where the slip is complete: every line
/// settled and every sum proven. It asks, since the service may be on another slip.
enum DrugNeedsService: RequirementClass {
    static let number = 64
    static let table: String? = "drug-needs-service.csv"
    static let otherKind: EntryKind? = .service
    static let flag = FlagCode.missingMainItem
}
