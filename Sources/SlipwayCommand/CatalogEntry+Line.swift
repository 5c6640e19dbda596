import Catalog
import Slips

extension CatalogEntry {
    /// The entry as one line for a person.
    ///
    /// - Parameters:
    ///   - uncapped: What stands for the cap where there is none.
    ///   - period: When the entry holds; left out where empty.
    /// - Returns: Code, name, form, specification, unit, class, ratio, cap and period, as far as it has them.
    func line(uncapped: String, period: String = "") -> String {
        [
            code, name, dosageForm.map { "[\($0)]" } ?? "", spec, unit, insuranceClass.rawValue,
            "\(selfPayRatio)",
            priceCap.map { "≤\($0)元" } ?? uncapped, period,
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
