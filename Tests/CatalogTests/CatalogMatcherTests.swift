import Catalog
import Slips
import Testing

@Suite struct `Finding the entry that a printed name means` {
    private static let matcher = CatalogMatcher(
        Catalog(
            identity: CatalogIdentity(id: "test", edition: "1", sha256: ""),
            entries: [
                drug("X1", "阿莫西林胶囊", "0.25g*24粒", "盒", cap: "12.50"),
                drug("X2", "阿莫西林胶囊", "0.5g*24粒", "盒", cap: "20.00"),
                drug("X3", "阿莫西林颗粒", "0.125g*12袋", "盒"),
                drug("X4", "头孢呋辛酯片", "0.25g*12片", "盒", cap: "30"),
                drug("X5", "注射用头孢呋辛钠", "0.75g", "支", cap: "9.9"),
                drug("X6", "小儿清解颗粒", "3g*9袋", "盒", cap: "0.60"),
                drug("X7", "小儿清解颗粒", "3g*9袋", "盒", cap: "47.00"),
                drug("X8", "小儿清热颗粒", "3g*9袋", "盒"),
                drug("X9", "复方氨基酸注射液(15AA)", "250ml", "瓶"),
                drug("XA", "复方氨基酸注射液(18AA-I)", "250ml", "瓶"),
                service("S1", "I级护理", "日"), service("S2", "II级护理", "日"),
                service("S3", "三尖瓣下移畸形矫治术(Ebstein畸形矫治术)", "次"),
                service("S4", "血清人绒毛膜促性腺激素测定", "项"),
                service("S5", "血清人绒毛膜促性腺激素测定(化学发光法)", "项"),
                service("S6", "普通病房床位费", "日", aliases: ["普通床位费"]),
            ]))

    private static func drug(
        _ code: String, _ name: String, _ spec: String, _ unit: String, cap: String? = nil
    ) -> CatalogEntry {
        CatalogEntry(
            kind: .drug, code: code, name: name, spec: spec, unit: unit, insuranceClass: .b,
            selfPayRatio: Ratio("0.1") ?? .zero, priceCap: cap.flatMap { Money($0) })
    }

    private static func service(
        _ code: String, _ name: String, _ unit: String, aliases: [String] = []
    ) -> CatalogEntry {
        CatalogEntry(
            kind: .service, code: code, name: name, aliases: aliases, unit: unit, insuranceClass: .a)
    }

    private func match(
        _ name: String, spec: String? = nil, unit: String? = nil, price: String? = nil, code: String? = nil,
        confidence: Double = 1
    ) -> CatalogMatch {
        Self.matcher.match(
            PrintedLine(
                name: name, spec: spec, unit: unit, unitPrice: price.flatMap { Money($0) }, code: code,
                date: CalendarDate("2024-05-01"), confidence: confidence))
    }

    @Test func `a name that is cut off at a bracket is never certain where a listed one goes on behind it`() {
        #expect(match("血清人绒毛膜促性腺激素测定").isCertain)
        #expect(!match("血清人绒毛膜促性腺激素测定(").isCertain)
        #expect(!match("[甲]血清人绒毛膜促性腺激素测定(").isCertain)
    }

    @Test func `a name whose beginning was lost before a bracket is neither certain nor out of the catalog`()
    {
        #expect(match("线光浴拔罐治疗)").status == .ambiguous)
        #expect(match("线光浴拔罐治疗").status == .outOfCatalog)
    }

    @Test(arguments: [
        "头孢呋辛酯片", "(乙)头孢呋辛酯片", "[甲]头孢呋辛酯片[集采]", "★头孢呋辛酯片(进口)", "*头孢呋辛酯片 （国产）", "【乙】头孢呋辛酯片", "头孢呋辛酯片(进D)",
        "头孢呋辛酯片7国产)", "(申)头孢呋辛酯片", "头孢呋辛酯片0.25g*12片", "头孢呋辛酯片(0.25g*12片)", "头孢吠辛酯片", "头孢辛酯片", "头 孢 呋 辛 酯 片",
    ])
    func `decorations, glued specifications and explained misreadings do not matter`(name: String) {
        let match = match(name)
        #expect(match.status == .matched)
        #expect(match.entry?.code == "X4")
        #expect(match.isCertain)
    }

    @Test func `the specification tells entries of one name apart`() {
        #expect(match("阿莫西林胶囊", spec: "0.25g*24粒").entry?.code == "X1")
        #expect(match("阿莫西林胶囊", spec: "0.25g*24粒").isCertain)
        #expect(match("阿莫西林胶囊0.5g*24粒").entry?.code == "X2")
        #expect(match("阿莫西林胶囊0.5g*24粒").isCertain)
        #expect(match("阿莫西林胶囊").status == .ambiguous)
        #expect(!match("阿莫西林胶囊").isCertain)
    }

    @Test func `entries that differ in nothing that matters for the price are one`() {
        // Both caps hold at 0.50 yuan; only one is of the level of 30 yuan; both fail to say at 0.90.
        #expect(match("小儿清解颗粒", spec: "3g*9袋", price: "0.50").status == .matched)
        #expect(match("小儿清解颗粒", spec: "3g*9袋", price: "30.00").entry?.code == "X7")
        #expect(match("小儿清解颗粒", spec: "3g*9袋", price: "30.00").isCertain)
        #expect(match("小儿清解颗粒", spec: "3g*9袋", price: "0.90").status == .ambiguous)
    }

    @Test func `names that differ in a numeral are not confused`() {
        #expect(match("I级护理").entry?.code == "S1")
        #expect(match("Ⅱ级护理").entry?.code == "S2")
        #expect(match("Ⅱ级护理").status == .ambiguous)
        #expect(match("复方氨基酸注射液(18AA-Ⅰ)").entry?.code == "XA")
        #expect(!match("复方氨基酸注射液").isCertain)
    }

    @Test func `a name that is cut off is taken when one entry begins so`() {
        let cut = match("三尖瓣下移畸形矫治术(Ebstein畸形矫")
        #expect(cut.entry?.code == "S3")
        #expect(cut.isCertain)
        #expect(match("血清人绒毛膜促性腺激素测定(化学发").entry?.code == "S5")
        #expect(match("血清人绒毛膜促性腺激素测定").entry?.code == "S4")
    }

    @Test func `a short name that its column cut off is taken when one entry begins so`() {
        func cut(_ name: String, unit: String? = nil) -> CatalogMatch {
            Self.matcher.match(PrintedLine(name: name, unit: unit, isCutOff: true))
        }
        #expect(match("头孢呋").status != .matched, "nothing says that it goes on")
        #expect(cut("头孢呋").entry?.code == "X4" && cut("头孢呋").status == .matched && !cut("头孢呋").isCertain)
        #expect(cut("(乙)头孢呋").entry?.code == "X4")
        #expect(cut("小儿清").status == .ambiguous, "two names begin so")
        #expect(cut("头孢呋辛酯片").entry?.code == "X4" && cut("头孢呋辛酯片").status == .matched)
        #expect(cut("健康体检").status != .matched)
    }

    @Test func `a name that may be whole is not taken for the beginning of another`() {
        let matcher = CatalogMatcher(
            Catalog(
                identity: CatalogIdentity(id: "test", edition: "1", sha256: ""),
                entries: [
                    ("X1", "注射用阿莫西林钠克拉维酸钾", "0.6g*1支", .drug), ("X2", "葡萄糖测定(干化学酶法)", "", .service),
                    ("X3", "复方氨酚那敏维生素胶囊", "", .drug), ("X4", "球后全部血管彩色多普勒超声", "", .service),
                ].map { CatalogEntry(kind: $3, code: $0, name: $1, spec: $2, insuranceClass: .b) }))
        for name in ["注射用阿莫西林钠", "葡萄糖测定(", "葡萄糖测定(干", "复方氨酚那敏维生素", "球后全部血管彩色"] {
            #expect(!matcher.match(PrintedLine(name: name)).isCertain, "\(name)")
        }
        for name in ["葡萄糖测定(干化学", "复方氨酚那敏维生素胶", "球后全部血管彩色多普勒"] {
            #expect(matcher.match(PrintedLine(name: name)).isCertain, "\(name)")
        }
        #expect(matcher.match(PrintedLine(name: "注射用阿莫西林钠克拉", spec: "0.6g*1支")).isCertain)
        #expect(matcher.match(PrintedLine(name: "注射用阿莫西林钠克拉维酸钾")).isCertain)
    }

    @Test func `aliases count as names`() {
        #expect(match("普通床位费").entry?.code == "S6")
    }

    @Test func `a printed code decides`() {
        #expect(match("阿莫西林胶囊", code: "X2X").status == .ambiguous)
        let coded = CatalogMatcher(
            Catalog(
                identity: CatalogIdentity(id: "t", edition: "1", sha256: ""),
                entries: [
                    Self.drug("XJ01CAA040E001010100233", "阿莫西林胶囊", "", "盒"),
                    Self.drug("XJ01CAA040E001010100777", "阿莫西林胶囊", "", "盒", cap: "9"),
                ]))
        let match = coded.match(
            PrintedLine(
                name: "XJ01CAA040E001010100777阿莫西林胶", unitPrice: Money("10"), date: CalendarDate("2024-05-01")
            ))
        #expect(match.entry?.code == "XJ01CAA040E001010100777")
        #expect(match.isCertain)
    }

    @Test(arguments: ["陪护费", "空调费", "特需病房床位费", "深海鱼油软胶囊", "美白祛斑面膜", "基因检测套餐(自选)", "葡萄籽维生素E咀嚼片"])
    func `what is not listed is out of the catalog when it was read well`(name: String) {
        let match = match(name)
        #expect(match.status == .outOfCatalog)
        #expect(match.isCertain)
        #expect(match.entry == nil)
    }

    @Test(arguments: ["深每油软肢囊", "尤用田", "", "。。", "阿莫", "莫西胶"])
    func `a poor reading that is near nothing is not decided`(name: String) {
        let match = match(name, confidence: 0.5)
        #expect(match.status == .ambiguous)
        #expect(!match.isCertain)
    }

    @Test func `a name between two entries is not decided`() {
        // One character away from 小儿清解颗粒 and from 小儿清热颗粒 alike.
        let match = match("小儿清颗粒", spec: "3g*9袋", price: "0.50")
        #expect(match.status == .ambiguous)
    }

    @Test func `candidates are shown likeliest first, five at most`() {
        let match = match("阿莫西林胶囊")
        #expect(match.candidates.count <= 5)
        #expect(Set(match.candidates.prefix(2).map(\.code)) == ["X1", "X2"])
        #expect(match.candidates.map(\.score) == match.candidates.map(\.score).sorted(by: >))
    }

    @Test func `very long text is no harm`() {
        #expect(match(String(repeating: "阿莫西林胶囊", count: 500)).status != .matched)
    }
}
