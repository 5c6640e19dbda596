import Catalog
import Slips
import Testing

/// What is printed beside a name, and how surely it was read, decides where the name alone does not.
@Suite struct `Evidence for an entry` {
    private static let matcher = CatalogMatcher(
        Catalog(
            identity: CatalogIdentity(id: "test", edition: "1", sha256: ""),
            entries: [
                entry("N1", "Ⅰ级护理", .a), entry("N2", "Ⅱ级护理", .a), entry("N3", "Ⅲ级护理", .a),
                entry("D1", "小儿退热口服液", .a, spec: "10ml*10支"), entry("D2", "小儿退热口服液", .b, spec: "10ml*10支"),
                entry("E1", "调经丸", .b, spec: "9g*10丸"), entry("E2", "调经丸", .b, spec: "6g*12袋"),
                entry("F1", "注射用头孢呋辛钠", .a, spec: "0.75g"), entry("F2", "左侧乳房切除术", .a),
                entry("F3", "右侧乳房切除术", .a), entry("G1", "阿莫西林胶囊", .a, spec: "0.25g*24粒"),
                entry("G2", "妇科止痒胶囊", .b), entry("G3", "肾上腺切除术", .a), entry("G4", "血细胞分析", .a),
                entry("G5", "烧伤大型远红外线治疗机治疗", .a), entry("K10001", "小儿氨酚黄那敏颗粒", .a, spec: "6g*10袋", unit: "盒"),
                entry("K10002", "小儿氨酚黄那敏颗粒", .b, spec: "6g*12袋", unit: "袋"),
                entry("K20001", "黄柏胶囊", .a, spec: "0.3g*24粒"), entry("M1", "氨氯地平片", .a),
                entry("M2", "兰索拉唑肠溶胶囊", .a), entry("M3", "奥美拉唑肠溶片", .a), entry("M4", "左氧氟沙星片", .a),
                entry("M5", "氢溴酸右美沙芬片", .b),
                entry("K20001", "黄柏胶囊", .a, spec: "0.3g*24粒"),
                entry("T1", "中心静脉导管套件", .a, spec: "单腔"), entry("T2", "中心静脉导管套件", .b, spec: "双腔"),
                entry("T3", "中心静脉导管套件", .c, spec: "三腔"),
            ]))

    private static func entry(
        _ code: String, _ name: String, _ insuranceClass: InsuranceClass, spec: String = "",
        unit: String = ""
    ) -> CatalogEntry {
        CatalogEntry(
            kind: .drug, code: code, name: name, aliases: code == "G4" ? ["血常规"] : [], spec: spec,
            unit: unit, insuranceClass: insuranceClass)
    }

    private func match(
        _ name: String, sure: Double = 0.99, doubtful: String = "", spec: String? = nil,
        unit: String? = nil, code: String? = nil, insuranceClass: String? = nil
    ) -> CatalogMatch {
        Self.matcher.match(
            PrintedLine(
                name: name, spec: spec, unit: unit, code: code, date: CalendarDate("2024-05-01"),
                confidence: sure,
                nameConfidences: name.map { doubtful.contains($0) ? 0.75 : sure },
                insuranceClass: insuranceClass))
    }

    @Test(arguments: ["JJ级护理", "Il1级护理", "IJ级护理", "l级护理", "|||级护理"])
    func `a numeral that was not read as it is printed decides nothing`(name: String) {
        #expect(match(name).status == .ambiguous)
        #expect(!match(name).isCertain)
    }

    @Test func `a numeral that was read with doubt decides nothing`() {
        #expect(match("Ⅲ级护理").entry?.code == "N3")
        // Three strokes are taken for two with all confidence.
        #expect(match("Ⅲ级护理").status == .ambiguous)
        #expect(match("Ⅱ级护理").status == .ambiguous)
        #expect(match("III级护理").status == .ambiguous)
        #expect(match("II级护理").status == .ambiguous)
        #expect(match("Ⅲ级护理", doubtful: "Ⅲ").status == .ambiguous)
    }

    @Test(arguments: [("单腔", "T1"), ("双腔", "T2"), ("三腔", "T3")])
    func `a specification of words behind the name tells the pack, and is for a person`(
        spec: String, code: String
    ) {
        let match = match("中心静脉导管套件\(spec)")
        #expect(match.entry?.code == code)
        #expect(!match.isCertain)
    }

    @Test func `a side that was read with doubt decides nothing`() {
        #expect(match("左侧乳房切除术").isCertain)
        #expect(match("左侧乳房切除术", doubtful: "左").status == .ambiguous)
        #expect(match("在侧乳房切除术").status == .ambiguous)
    }

    @Test(arguments: [
        "苯磺酸左氨氯地平片", "马来酸左氨氯地平片", "左氨氯地平片", "右兰索拉唑肠溶胶囊", "艾司奥美拉唑镁肠溶片", "艾司奥美拉唑肠溶片", "氧氟沙星片", "美沙芬片",
    ])
    func `a mirror image of a substance is no certain match of the substance`(name: String) {
        #expect(!match(name).isCertain)
    }

    @Test(arguments: [
        ("氨氯地平片", "M1"), ("兰索拉唑肠溶胶囊", "M2"), ("左氧氟沙星片", "M4"), ("氢溴酸右美沙芬片", "M5"),
    ])
    func `a substance is matched as it is listed`(name: String, code: String) {
        #expect(match(name).entry?.code == code)
        #expect(match(name).isCertain)
    }

    @Test func `the printed class tells entries apart that are paid differently`() {
        #expect(match("小儿退热口服液", spec: "10ml*10支").status == .ambiguous)
        #expect(match("(乙)小儿退热口服液", spec: "10ml*10支").entry?.code == "D2")
        #expect(match("(乙)小儿退热口服液", spec: "10ml*10支").isCertain)
        #expect(match("小儿退热口服液", spec: "10ml*10支", insuranceClass: "甲").entry?.code == "D1")
    }

    @Test func `packs that are paid the same need no decision, unless their specification is printed`() {
        #expect(match("调经丸").isCertain)
        #expect(match("调经丸", spec: "6g*12袋").entry?.code == "E2")
        #expect(match("调经丸", spec: "6g*12袋").isCertain)
        #expect(!match("调经丸", spec: "%&").isCertain)
    }

    @Test func `another specification unsettles what a cut name and its unit, or a code, would tell`() {
        #expect(match("小儿氨酚黄那敏颗", spec: "6g*10袋", unit: "盒").isCertain)
        #expect(match("小儿氨酚黄那敏颗", unit: "盒").entry?.code == "K10001")
        #expect(!match("小儿氨酚黄那敏颗", spec: "250ml", unit: "盒").isCertain)
        #expect(match("黄柏胶囊", spec: "0.3g*24粒", code: "K20001").isCertain)
        #expect(match("黄柏胶囊", spec: "0.39*24粒", code: "K20001").isCertain, "a misread specification")
        #expect(!match("黄柏胶囊", spec: "5ml*100支", code: "K20001").isCertain)
        #expect(match("黄柏胶囊", code: "K20001").isCertain)
    }

    @Test func `one misread character and a glued specification are no unlisted item`() {
        let glued = match("阿冀西林胶囊0.25g*24粒", doubtful: "冀")
        #expect(glued.status == .matched)
        #expect(glued.entry?.code == "G1")
        #expect(match("阿莫西林肢囊0.25g24粒").status != .outOfCatalog)
    }

    @Test func `aliases and full-width forms are the name`() {
        #expect(match("血常规").entry?.code == "G4")
        #expect(match("血常规").isCertain)
        #expect(match("Ⅲ级护理（自费）").entry?.code == "N3")
        #expect(match("肾上腺切除术＊").entry?.code == "G3")
    }

    @Test func `an unlisted name that was read well is out of the catalog, with one doubtful character too`()
    {
        #expect(match("美白祛斑面膜").status == .outOfCatalog)
        #expect(match("美白祛斑面腊", doubtful: "腊").status == .outOfCatalog)
        #expect(match("健康体检套餐(自选)").isCertain)
    }

    @Test func `a reading of doubtful characters is not called unlisted`() {
        #expect(match("美白祛班耐腋", sure: 0.8).status == .ambiguous)
        #expect(match("妆利止学胶襄", sure: 0.8).status != .outOfCatalog)
    }

    @Test(arguments: ["止痒胶囊", "乳房切除术", "退热口服", "烧伤大型", "烧伤大"])
    func `a part of a listed name is not called unlisted`(name: String) {
        #expect(match(name).status != .outOfCatalog)
    }

    @Test(arguments: ["阿莫西林胶囊美白祛斑面膜", "健康套餐肾上腺切除术"])
    func `a reading that holds a listed name whole is not called unlisted`(name: String) {
        #expect(match(name).status != .outOfCatalog)
    }

    @Test(arguments: ["阿莫西林肢囊美白祛斑面膜", "健康套餐肾上腺切际术", "三月五日日间阿冀西林胶囊"])
    func `a reading that holds a misread listed name is not called unlisted`(name: String) {
        #expect(match(name).status != .outOfCatalog)
    }

    @Test func `a name like a listed one but for characters read surely is not taken for it`() {
        #expect(!match("肾下腺切开术").isCertain)
    }

    @Test func `is told in words, likeliest entry first`() {
        let line = PrintedLine(
            name: "阿莫西林胶囊", spec: "0.25g*24粒", date: CalendarDate("2024-05-01"), confidence: 0.99)
        let ranking = Self.matcher.ranking(of: line)
        #expect(ranking.first?.entry.code == "G1")
        #expect(
            ranking.first?.reasons.prefix(2) == ["the name is the same", "the specification is the same"])
        let other = Self.matcher.ranking(of: PrintedLine(name: "阿莫西林胶襄", spec: "0.5g*24粒", confidence: 0.5))
            .first
        #expect(other?.entry.code == "G1")
        #expect(other?.reasons.first?.hasPrefix("the name differs (") == true)
    }

    @Test func `a class taken for a specification is a class`() {
        #expect(match("小儿退热口服液", spec: "乙").entry?.code == "D2")
        #expect(match("小儿退热口服液", spec: "甲类").entry?.code == "D1")
        #expect(match("妇科止痒胶囊", spec: "乙").isCertain)
    }
}
