/// 加收项目缺主项目: a surcharge without the service to which it is added, a class of Slipway's own.
///
/// The last two digits of a service's code are of its surcharges; the digits before name the service. Spoken
/// of only where the slip is complete. It asks, since the service may be on another slip.
enum SurchargeAlone: RequirementClass {
    static let number = 101
    static let table: String? = "service-surcharges.csv"
    static let flag = FlagCode.missingMainItem
}
