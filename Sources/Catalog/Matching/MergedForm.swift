/// Forms of western drugs that the national list counts as one, and the names under which products of them are sold.
///
/// Source: national drug list of basic medical insurance, notes on its use (凡例): the table of merged forms of western
/// drugs, whose nineteen names are the code list AKA070 (剂型) of the social insurance systems. A drug is listed by its name
/// and a merged form; salts and bases of one substance are the same drug, and so are the forms that a merged form holds.
/// Forms that the table does not merge, such as 咀嚼片 or 口腔崩解片, are listed by themselves. Chinese patent medicines are
/// listed by their approved names and have no merged forms.
enum MergedForm {
    /// The table of the notes: of each merged form what the name of a product has behind the listed name; `注射用` stands
    /// before it.
    private static let merged: [String: [String]] = [
        // 普通片剂（片剂、肠溶片、包衣片、薄膜衣片、糖衣片、浸膏片、分散片、划痕片）、硬胶囊、软胶囊（胶丸）、肠溶胶囊
        "口服常释剂型": [
            "片", "肠溶片", "包衣片", "薄膜衣片", "糖衣片", "浸膏片", "分散片", "划痕片", "胶囊", "硬胶囊", "软胶囊", "胶丸", "肠溶胶囊",
            "肠溶软胶囊",
        ],
        // 缓释片、缓释包衣片、控释片、缓释胶囊、控释胶囊
        "缓释控释剂型": ["缓释片", "控释片", "缓释包衣片", "缓释胶囊", "控释胶囊", "肠溶缓释片", "肠溶缓释胶囊"],
        // 口服溶液剂、口服混悬剂、口服乳剂、胶浆剂、口服液、乳液、乳剂、胶体溶液、合剂、酊剂、滴剂、混悬滴剂、糖浆剂（含干糖浆剂）
        "口服液体剂": [
            "口服溶液", "口服混悬液", "口服乳", "口服液", "胶浆", "乳液", "乳剂", "胶体溶液", "合剂", "酊", "滴剂", "混悬滴剂", "糖浆", "干糖浆",
            "干混悬剂",
        ],
        "丸剂": ["丸", "滴丸"],
        // 颗粒剂、肠溶颗粒剂
        "颗粒剂": ["颗粒", "肠溶颗粒", "包衣颗粒", "泡腾颗粒", "细粒"],
        // 散剂、药粉、粉剂
        "口服散剂": ["散", "粉"],
        // 散剂、粉剂、撒布剂、撒粉
        "外用散剂": ["散", "粉", "撒布剂", "撒粉"],
        // 软膏剂、乳膏剂、霜剂、糊剂、油膏剂
        "软膏剂": ["软膏", "乳膏", "霜", "糊", "油膏"],
        // 贴剂、贴膏剂、膜剂、透皮贴剂
        "贴剂": ["贴剂", "贴膏", "贴片", "透皮贴剂", "膜"],
        // 外用溶液剂、洗剂、漱剂、含漱液、胶浆剂、搽剂、酊剂、油剂
        "外用液体剂": ["溶液", "外用溶液", "洗液", "洗剂", "含漱液", "漱口液", "胶浆", "搽剂", "酊", "油"],
        // 硬膏剂、亲水硬膏剂
        "硬膏剂": ["硬膏", "亲水硬膏"],
        // 乳胶剂、凝胶剂
        "凝胶剂": ["凝胶", "乳胶剂"],
        // 涂剂、涂膜剂、涂布剂
        "涂剂": ["涂剂", "涂膜剂", "涂布剂"],
        // 栓剂、肛门栓、阴道栓
        "栓剂": ["栓", "肛门栓", "阴道栓"],
        "滴眼剂": ["滴眼液", "滴眼剂"], "滴耳剂": ["滴耳液", "滴耳剂"], "滴鼻剂": ["滴鼻液", "滴鼻剂"],
        // 气雾剂、粉雾剂、吸入性溶液剂、吸入性混悬剂、雾化溶液剂、吸入性粉剂、干粉剂、干粉吸入剂、粉末吸入剂
        "吸入剂": [
            "吸入气雾剂", "气雾剂", "粉雾剂", "吸入粉雾剂", "吸入溶液", "吸入用溶液", "吸入用混悬液", "吸入混悬液", "雾化吸入溶液", "雾化溶液",
            "喷雾剂", "干粉吸入剂", "粉末吸入剂",
        ],
        // 注射剂、注射液、注射用溶液剂、静脉滴注用注射液、注射用混悬液、注射用无菌粉末、注射用乳剂、粉针剂、冻干粉针
        "注射剂": ["注射液", "注射用", "粉针剂", "冻干粉针剂", "注射乳剂", "静脉注射液", "混悬注射液", "乳状注射液"],
    ]

    /// Forms that the list names by themselves, and whose products are named otherwise than the form.
    ///
    /// Source: Chinese Pharmacopoeia, general rules of preparations: what counts as such a form.
    private static let single: [String: [String]] = [
        "眼膏剂": ["眼膏"], "眼用凝胶剂": ["眼用凝胶"],
        "口服混悬剂": ["口服混悬液", "混悬液", "干混悬剂"], "口服溶液剂": ["口服溶液", "口服液"],
        "口服乳剂": ["口服乳", "口服乳液", "口服乳剂"], "口腔崩解片": ["口腔崩解片", "口崩片"], "咀嚼片": ["咀嚼片"], "泡腾片": ["泡腾片"],
        "舌下片剂": ["舌下片"], "阴道片": ["阴道片"], "阴道泡腾片": ["阴道泡腾片"], "阴道胶囊": ["阴道胶囊"],
        "阴道软胶囊": ["阴道软胶囊"], "吸入溶液剂": ["吸入溶液", "吸入用溶液"], "吸入用溶液剂": ["吸入用溶液", "吸入溶液"],
        "鼻用喷雾剂": ["鼻用喷雾剂", "鼻喷雾剂", "鼻喷剂"],
    ]

    private static let endings = merged.merging(single) { form, _ in form }

    /// The names under which products of a listed drug are sold.
    ///
    /// - Parameters:
    ///   - name: The listed name, such as 阿莫西林. One that is a product's by itself, such as 阿莫西林胶囊, stands for no other.
    ///   - form: The form, such as 口服常释剂型, also with forms that it does not hold: 口服常释剂型(不含分散片). A form that
    ///     merges no others, such as 灌肠剂, stands for itself.
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
        let names = endings[head] ?? alone
        guard !name.hasPrefix(injection), !names.contains(where: name.hasSuffix) else { return [] }
        return names.filter { !left.contains($0) }.map {
            ($0 == injection ? $0 + name : name + $0) + numeral
        }
    }

    /// The forms of the list to which a product may belong, as its name tells: 阿莫西林分散片 to 口服常释剂型, a tincture
    /// to 口服液体剂 and to 外用液体剂.
    ///
    /// - Parameter name: The product's name, without what stands in brackets behind it.
    /// - Returns: The forms; none where the name tells none.
    static func forms(ofProduct name: String) -> Set<String> {
        if name.hasPrefix(injection) { return ["注射剂"] }
        let length = endings.values.joined().filter { name.hasSuffix($0) }.map(\.count).max()
        guard let length else { return [] }
        let ending = String(name.suffix(length))
        return Set(endings.filter { $0.value.contains(ending) }.keys)
    }

    /// What stands before the name of an injection that is a powder.
    private static let injection = "注射用"

    /// Every ending of a product's name, longest first, in normal form.
    private static let allEndings = Set(endings.values.joined()).subtracting([injection])
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

    private static let injected = NormalText(injection).scalars
}

extension Collection where Self: BidirectionalCollection, Element == Unicode.Scalar {
    /// Whether the last characters are those of another text.
    fileprivate func ends(with other: [Unicode.Scalar]) -> Bool {
        count >= other.count && suffix(other.count).elementsEqual(other)
    }
}
