/// 加收项目缺主项目: a surcharge without the service to which it is added, a class of Slipway's own.
///
/// The points name surcharges (加收) and the services to which they belong, which the digits before the last two of
/// a surcharge's code tell. Spoken of only where the slip is complete. It asks, since the service may be on another
/// slip.
enum SurchargeAlone: RequirementClass {
    static let number = 101
    static let table: String? = "service-surcharges.csv"
    static let flag = FlagCode.missingMainItem
}
