internal import Catalog
internal import Slips

/// The kind of charge of an entry (医疗收费项目类别 `med_chrgitm_type`).
///
/// Source: national settlement interface for the numbers; the national list of service items (全国医疗服务价格项目规范), whose
/// first digits group what is done.
enum NationalChargeType {
    /// The number of an entry's kind; nil where its code does not tell.
    ///
    /// - Parameters:
    ///   - code: The entry's code in the catalog.
    ///   - kind: In which list of the catalog it stands.
    ///   - name: Its name.
    /// - Returns: Two digits.
    static func number(code: String, kind: EntryKind, name: String) -> String? {
        if name.contains("一般诊疗费") { return "12" }
        switch (MedicalCode(code)?.kind, kind) {
        case (.westernDrug, _): return "09"
        case (.herbalSlice, _): return "10"
        case (.patentMedicine, _): return "11"
        case (.consumable, _), (_, .consumable): return "08"
        case (.service, _): return service(code)
        default: return nil
        }
    }

    /// Two digits of the province, then the nine of the item; 01 numbers items anew, by other groups.
    private static func service(_ code: String) -> String? {
        guard !code.hasPrefix("01") else { return nil }
        let item = code.dropFirst(2)
        return groups.first { item.hasPrefix($0.prefix) }?.number
    }

    /// The longer beginnings first.
    private static let groups: [(prefix: String, number: String)] = [
        ("1101", "13"), ("1102", "02"), ("1103", "05"), ("1104", "05"), ("1109", "01"), ("1201", "07"),
        ("12", "05"), ("21", "03"), ("22", "03"), ("23", "03"), ("24", "05"), ("25", "04"), ("26", "04"),
        ("27", "03"), ("31", "05"), ("32", "05"), ("33", "06"), ("34", "05"), ("4", "05"), ("1", "14"),
    ]
}
