/// What is usual for drugs of a form, as the ending of their names tells it: what a starter catalog is filled with.
///
/// ``MergedForm`` has the forms of the national list.
enum DosageForm {
    /// Endings of names with the unit of sale, and usual specifications.
    private static let endings: [(ending: String, unit: String, specs: [String])] = [
        ("缓释片", "盒", tablets), ("控释片", "盒", tablets), ("缓释胶囊", "盒", capsules),
        ("滴眼液", "支", ["5ml", "10ml", "0.4ml*10支"]), ("眼膏", "支", ["2g", "5g"]),
        ("咀嚼片", "盒", tablets), ("泡腾片", "盒", tablets), ("分散片", "盒", tablets),
        ("肠溶片", "盒", tablets), ("片", "盒", tablets),
        ("软胶囊", "盒", capsules), ("胶囊", "盒", capsules),
        ("颗粒", "盒", ["10g*10袋", "3g*9袋", "5g*12袋", "15g*6袋", "4g*8袋"]),
        ("注射液", "支", ["2ml:0.1g", "5ml:50mg", "10ml:0.2g", "100ml:0.5g", "1ml:10mg"]),
        ("口服溶液", "瓶", ["100ml", "60ml", "120ml"]),
        ("糖浆", "瓶", ["100ml", "120ml", "150ml"]),
        ("口服液", "盒", ["10ml*6支", "10ml*10支", "20ml*6支"]),
        ("合剂", "瓶", ["100ml", "150ml", "200ml"]),
        ("混悬液", "瓶", ["15ml", "100ml"]), ("乳膏", "支", ["10g", "15g", "20g"]),
        ("软膏", "支", ["10g", "15g", "30g"]), ("凝胶", "支", ["5g", "15g", "20g"]),
        ("栓", "盒", ["0.2g*5枚", "0.5g*7枚", "1g*10枚"]), ("气雾剂", "瓶", ["200揿", "100揿"]),
        ("粉雾剂", "盒", ["60吸", "30吸"]), ("滴丸", "盒", ["27mg*180丸", "40mg*120丸"]),
        ("丸", "盒", ["9g*10丸", "6g*12袋", "200丸"]), ("散", "盒", ["3g*10袋", "10g*6袋"]),
        ("膏", "瓶", ["100g", "200g"]), ("贴膏", "盒", ["7cm*10cm*6贴", "5cm*7cm*4贴"]),
        ("酊", "瓶", ["20ml", "50ml"]),
        ("搽剂", "瓶", ["30ml", "50ml"]), ("洗液", "瓶", ["100ml", "200ml"]),
        ("溶液", "瓶", ["100ml", "250ml"]),
    ]

    private static let tablets = ["0.1g*24片", "0.25g*12片", "5mg*14片", "10mg*28片", "0.5g*20片", "20mg*30片"]
    private static let capsules = ["0.25g*24粒", "0.3g*36粒", "0.15g*10粒", "20mg*14粒", "0.5g*12粒"]

    /// What a name says of its form.
    struct Facts {
        /// The ending of the name.
        var ending: String
        var unit: String
        var specs: [String]
    }

    /// The facts of a name's form; nil when the name tells none.
    static func facts(of name: String) -> Facts? {
        if name.hasPrefix("注射用") {
            return Facts(
                ending: "", unit: "支", specs: ["0.5g", "1.0g", "20mg", "0.1g", "50mg"])
        }
        let found = endings.filter { name.hasSuffix($0.ending) }.max { $0.ending.count < $1.ending.count }
        return found.map { Facts(ending: $0.ending, unit: $0.unit, specs: $0.specs) }
    }
}
