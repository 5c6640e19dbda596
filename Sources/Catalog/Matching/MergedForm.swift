/// Forms of western drugs that the national list counts as one, and the names under which products of them are sold.
///
/// Source: national drug list of basic medical insurance, notes on its use (凡例): merged forms of western drugs. A drug
/// is listed by its name and a merged form; salts and bases of one substance are the same drug, and so are the forms that
/// a merged form holds. Chinese patent medicines are listed by their approved names and have no merged forms.
enum MergedForm {
    /// What the name of a product has behind the listed name; `注射用` stands before it.
    private static let endings: [String: [String]] = [
        "口服常释剂型": [
            "片", "肠溶片", "包衣片", "薄膜衣片", "糖衣片", "浸膏片", "分散片", "划痕片", "胶囊", "硬胶囊", "软胶囊", "胶丸", "肠溶胶囊",
        ],
        "缓释控释剂型": ["缓释片", "控释片", "缓释包衣片", "缓释胶囊", "控释胶囊", "肠溶缓释片", "肠溶缓释胶囊"],
        "口服液体剂": [
            "口服溶液", "口服混悬液", "口服乳", "口服液", "胶浆", "乳剂", "合剂", "酊", "滴剂", "混悬滴剂", "糖浆", "干糖浆", "干混悬剂",
        ],
        "颗粒剂": ["颗粒", "肠溶颗粒", "包衣颗粒", "泡腾颗粒", "细粒"],
        "口服散剂": ["散", "粉"],
        "软膏剂": ["软膏", "乳膏", "霜", "糊", "油膏"],
        "贴剂": ["贴剂", "贴膏", "贴片", "透皮贴剂", "膜"],
        "外用液体剂": ["溶液", "洗液", "洗剂", "含漱液", "漱口液", "搽剂", "酊", "油", "涂剂"],
        "凝胶剂": ["凝胶", "乳胶剂"], "栓剂": ["栓"], "滴眼剂": ["滴眼液"], "滴耳剂": ["滴耳液"], "滴鼻剂": ["滴鼻液"],
        "眼膏剂": ["眼膏"], "眼用凝胶剂": ["眼用凝胶"],
        "吸入剂": [
            "吸入气雾剂", "气雾剂", "粉雾剂", "吸入粉雾剂", "吸入溶液", "吸入用混悬液", "雾化吸入溶液", "喷雾剂", "干粉吸入剂",
        ],
        "注射剂": ["注射液", "注射用", "粉针剂", "冻干粉针剂", "注射乳剂", "静脉注射液"],
    ]

    /// The names under which products of a listed drug are sold.
    ///
    /// - Parameters:
    ///   - name: The listed name, such as 阿莫西林.
    ///   - form: The form, such as 口服常释剂型, also with forms that it does not hold: 口服常释剂型(不含分散片). A form that
    ///     merges no others, such as 口腔崩解片 or 灌肠剂, stands for itself.
    /// - Returns: The names; none where nothing can be told of them.
    static func productNames(of name: String, form: String) -> [String] {
        let text = form.replacing("（", with: "(").replacing("）", with: ")")
        let parts = text.split(separator: "(", maxSplits: 1).map(String.init)
        guard let head = parts.first, parts.count == 1 || parts[1].hasPrefix("不含") else { return [] }
        // 二甲双胍Ⅱ is sold as 二甲双胍缓释片(Ⅱ).
        let numeral = name.last.flatMap { ("Ⅰ"..."Ⅹ").contains($0) ? "(\($0))" : nil } ?? ""
        let name = numeral.isEmpty ? name : String(name.dropLast())
        var alone = head.hasSuffix("剂型") ? [] : [head]
        if head.hasSuffix("剂") { alone.append(String(head.dropLast())) }
        let left =
            parts.count > 1 ? parts[1].dropFirst(2).dropLast().split(separator: "、").map(String.init) : []
        return (endings[head] ?? alone).filter { !left.contains($0) }.map {
            ($0 == "注射用" ? $0 + name : name + $0) + numeral
        }
    }

    /// Every ending of a product's name, longest first, in normal form.
    private static let allEndings = Set(endings.values.joined()).subtracting(["注射用"])
        .map { NormalText($0).scalars }.sorted { $0.count > $1.count }

    /// Acids and metals in the names of salts.
    ///
    /// Source: the list's notes: one substance with different acid radicals or salt bases is one drug.
    private static let acids = [
        "盐酸", "硫酸", "富马酸", "马来酸", "甲磺酸", "甲苯磺酸", "苯磺酸", "枸橼酸", "酒石酸", "重酒石酸", "氢溴酸", "磷酸", "醋酸", "乙酸", "琥珀酸",
        "门冬氨酸", "乳酸", "水杨酸", "草酸", "硝酸", "苹果酸", "双羟萘酸", "泛酸", "葡萄糖酸",
    ].map { NormalText($0).scalars }
    private static let bases = [
        "钠", "钾", "钙", "镁", "二钠", "氨丁三醇", "盐酸盐", "硫酸盐", "磷酸酯二钠", "赖氨酸盐",
    ].map { NormalText($0).scalars }.sorted { $0.count > $1.count }

    /// A product's name without its salt: 盐酸二甲双胍片 is 二甲双胍片, 注射用头孢曲松钠 is 注射用头孢曲松.
    ///
    /// - Parameter name: The name, in normal form, with how sure its reading is.
    /// - Returns: The name; nil for one that names no salt.
    static func withoutSalt(_ name: ReadText) -> ReadText? {
        let scalars = name.scalars
        let prefix = scalars.starts(with: injected) ? injected.count : 0
        let ending = prefix > 0 ? 0 : allEndings.first { scalars.ends(with: $0) }?.count ?? 0
        var stem = prefix..<(scalars.count - ending)
        if let acid = acids.first(where: { scalars[stem].starts(with: $0) }) {
            stem = (stem.lowerBound + acid.count)..<stem.upperBound
        }
        if let base = bases.first(where: { scalars[stem].ends(with: $0) }) {
            stem = stem.lowerBound..<max(stem.lowerBound, stem.upperBound - base.count)
        }
        // What is left must be a name by itself.
        guard stem.count >= 2, stem != prefix..<(scalars.count - ending) else { return nil }
        let places = Array(0..<prefix) + Array(stem) + Array((scalars.count - ending)..<scalars.count)
        return ReadText(
            scalars: places.map { scalars[$0] },
            confidences: name.confidences.isEmpty ? [] : places.map { name.confidences[$0] })
    }

    private static let injected = NormalText("注射用").scalars
}

extension Collection where Self: BidirectionalCollection, Element == Unicode.Scalar {
    /// Whether the last characters are those of another text.
    fileprivate func ends(with other: [Unicode.Scalar]) -> Bool {
        count >= other.count && suffix(other.count).elementsEqual(other)
    }
}
