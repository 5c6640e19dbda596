package import Catalog
import Foundation
import SlipGenerator
import Slips

/// A catalog of any size, put together of the parts of real names, the same in every run of one seed.
///
/// It is for measuring only: codes have the national forms and mean nothing, classes and caps are made. Most names have
/// one to three packs, a few have hundreds, as infusions have in the national list.
package struct MadeCatalog {
    /// The content of each file of the catalog folder, by its name.
    package private(set) var files: [String: String] = [:]
    /// Every distinct name, in the order in which it was made.
    package private(set) var names: [String] = []
    package private(set) var rowCount = 0
    package private(set) var capCount = 0

    private var random: SeededRandom
    private var taken = Set<String>()
    private var codes = Set<String>()

    private static let header =
        "code,name,aliases,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to\n"

    /// Makes a catalog.
    ///
    /// - Parameters:
    ///   - rows: How many rows the three tables have together.
    ///   - starter: A catalog whose names give the parts.
    ///   - seed: What chance begins with.
    package init(rows: Int, partsOf starter: Catalog, seed: UInt64) {
        random = SeededRandom(seed: seed)
        let parts = NameParts(starter)
        var prices = "code,hospital_level,region,price_cap,valid_from,valid_to\n"
        for kind in EntryKind.allCases {
            let share = rows * Self.percent(of: kind) / 100
            let wanted = kind == .consumable ? rows - rowCount : share
            var text = Self.header
            var count = 0
            while count < wanted {
                let name = newName(of: kind, parts)
                for _ in 0..<min(packs(), wanted - count) {
                    let code = newCode(of: kind)
                    text += row(code: code, name: name, kind: kind)
                    count += 1
                    if kind == .service { prices += caps(of: code) }
                }
            }
            rowCount += count
            files[kind.fileName] = text
        }
        files["prices.csv"] = prices
        files["catalog.yaml"] = "id: made\nedition: \"made of \(rows) rows\"\nsources: [made for measuring]\n"
    }

    private static func percent(of kind: EntryKind) -> Int {
        switch kind {
        case .drug: 45
        case .service: 15
        case .consumable: 40
        }
    }

    /// Rows of one name: two in the mean, and hundreds for one name in two thousand.
    private mutating func packs() -> Int {
        if random.chance(0.0005) { return random.integer(in: 100...600) }
        var count = 1
        while count < 12, random.chance(0.45) { count += 1 }
        return count
    }

    private mutating func newName(of kind: EntryKind, _ parts: NameParts) -> String {
        while true {
            let name = parts.name(of: kind, &random)
            if taken.insert(name).inserted {
                names.append(name)
                return name
            }
        }
    }

    private mutating func digits(_ count: Int) -> String {
        String((0..<count).map { _ in Character(String(random.integer(in: 0...9))) })
    }

    private mutating func letters(_ count: Int) -> String {
        String((0..<count).map { _ in Character(Unicode.Scalar(UInt8(random.integer(in: 65...90)))) })
    }

    private mutating func newCode(of kind: EntryKind) -> String {
        while true {
            let code =
                switch kind {
                case .drug: "XA" + digits(2) + letters(3) + digits(3) + letters(1) + digits(12)
                case .service: "00" + digits(13)
                case .consumable: "C" + digits(19)
                }
            if codes.insert(code).inserted { return code }
        }
    }

    private mutating func row(code: String, name: String, kind: EntryKind) -> String {
        let isA = random.chance(0.4)
        let cap = random.chance(0.6) ? "\(Money(fen: Int64(random.integer(in: 100...90_000))))" : ""
        let spec: String
        let unit: String
        switch kind {
        case .drug:
            spec =
                "\(random.integer(in: 1...50) * 10)mg*\([6, 7, 10, 12, 14, 20, 24, 28, 30, 36][random.integer(in: 0...9)])"
            unit = ["盒", "支", "瓶"][random.integer(in: 0...2)]
        case .service: (spec, unit) = ("", ["次", "日", "项"][random.integer(in: 0...2)])
        case .consumable:
            spec = "\(random.integer(in: 6...32))Fr"
            unit = ["个", "套", "包", "根"][random.integer(in: 0...3)]
        }
        return
            "\(code),\"\(name)\",,\(spec),\(unit),\(isA ? "甲" : "乙"),\(isA ? "0" : "0.1"),\(cap),2024-01-01,\n"
    }

    /// The caps of the three hospital levels.
    private mutating func caps(of code: String) -> String {
        capCount += 3
        let base = random.integer(in: 500...90_000)
        return (1...3).map { "\(code),\($0),,\(Money(fen: Int64(base * (7 + $0) / 10))),2024-01-01,\n" }
            .joined()
    }
}

/// Parts of names, and how names are put together of them.
private struct NameParts {
    private let drugs: [String]
    private let services: [String]
    private let consumables: [String]

    private static let salts = [
        "盐酸", "硫酸", "富马酸", "马来酸", "甲磺酸", "枸橼酸", "酒石酸", "氢溴酸", "磷酸", "醋酸", "苯磺酸", "琥珀酸", "门冬氨酸", "乳酸", "水杨酸",
        "复方", "小儿", "重组人", "左旋", "右旋",
    ]
    private static let forms = [
        "缓释片", "控释片", "分散片", "肠溶片", "咀嚼片", "泡腾片", "口崩片", "片", "软胶囊", "缓释胶囊", "肠溶胶囊", "胶囊", "颗粒", "干混悬剂",
        "口服溶液", "糖浆", "口服液", "混悬液", "注射液", "葡萄糖注射液", "氯化钠注射液", "滴眼液", "滴鼻液", "眼膏", "乳膏", "软膏", "凝胶", "栓",
        "滴丸",
        "丸", "散", "贴膏", "气雾剂", "喷雾剂", "吸入溶液", "酊", "搽剂", "洗剂",
    ]
    private static let ways = [
        "", "", "经皮", "经腹腔镜", "经胸腔镜", "经内镜", "经尿道", "经阴道", "显微镜下", "机器人辅助", "急诊", "床旁", "术中", "小儿", "双侧",
        "再次",
        "超声引导下", "CT引导下", "导航下", "局麻下", "全麻下", "互联网", "同步", "选择性", "联合", "无痛",
    ]
    private static let places = [
        "", "", "", "", "(床旁)", "(门诊)", "(住院)", "(急诊)", "(复查)", "(第二次起)", "(每增加一个部位)", "(单侧)", "(仪器法)",
        "(手工法)",
    ]
    private static let makes = [
        "一次性使用", "医用", "无菌", "一次性使用无菌", "植入式", "可重复使用", "儿童用", "成人用", "外科用", "骨科用", "介入用", "眼科用", "口腔科用",
        "心血管用", "神经外科用", "泌尿外科用", "内镜用", "麻醉科用", "透析用", "手术用",
    ]
    private static let materials = [
        "硅胶", "聚氨酯", "钛合金", "不锈钢", "可吸收", "聚丙烯", "涤纶", "镍钛", "乳胶", "亲水涂层", "抗菌涂层", "碳纤维", "高分子", "陶瓷", "水凝胶",
        "藻酸盐", "壳聚糖", "胶原蛋白", "聚四氟乙烯", "钴铬合金", "双腔", "三腔", "加强型", "自膨式", "球囊扩张", "带阀", "防针刺", "精密过滤", "超滑",
        "弯头",
    ]

    init(_ starter: Catalog) {
        func names(_ kind: EntryKind) -> [String] {
            Set(starter.entries.filter { $0.kind == kind }.map { $0.name.replacing("\"", with: "") }).sorted()
        }
        let forms = Self.forms.sorted { $0.count > $1.count }
        drugs = Set(
            names(.drug).compactMap { name in
                let plain = name.replacing("注射用", with: "")
                guard let form = forms.first(where: plain.hasSuffix), plain.count > form.count + 1 else {
                    return nil
                }
                return String(plain.dropLast(form.count))
            }
        ).sorted()
        services = names(.service).filter { $0.count > 2 }
        consumables = Set(names(.consumable).map { $0.replacing("一次性使用", with: "") }).sorted()
    }

    func name(of kind: EntryKind, _ random: inout SeededRandom) -> String {
        func one(_ parts: [String]) -> String { parts[random.integer(in: 0...(parts.count - 1))] }
        switch kind {
        case .drug:
            let stem = (random.chance(0.7) ? one(Self.salts) : "") + one(drugs)
            return random.chance(0.06) ? "注射用" + stem : stem + one(Self.forms)
        case .service: return one(Self.ways) + one(services) + one(Self.places)
        case .consumable:
            return one(Self.makes) + one(Self.materials) + (random.chance(0.5) ? one(Self.materials) : "")
                + one(consumables)
        }
    }
}
