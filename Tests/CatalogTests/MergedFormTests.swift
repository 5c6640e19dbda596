import Slips
import Testing

@testable import Catalog

@Suite struct `Merged forms and salts of the national list` {
    private static let day = CalendarDate("2024-05-01")

    /// Rows with an even code are paid otherwise than those with an odd one, so that taking one for the other matters.
    private static func entry(_ code: String, _ name: String, _ form: String) -> CatalogEntry {
        CatalogEntry(
            kind: .drug, code: code, name: name,
            insuranceClass: (Int(code) ?? 0).isMultiple(of: 2) ? .b : .a,
            otherColumns: form.isEmpty ? [:] : ["dosage_form": form])
    }

    private static let matcher = CatalogMatcher(
        Catalog(
            identity: CatalogIdentity(id: "list", edition: "1", sha256: ""),
            entries: [
                entry("1", "阿莫西林", "口服常释剂型"), entry("2", "阿莫西林", "注射剂"), entry("3", "二甲双胍", "口服常释剂型"),
                entry("4", "二甲双胍", "缓释控释剂型"), entry("5", "头孢曲松", "注射剂"), entry("6", "氨氯地平", "口服常释剂型(不含分散片)"),
                entry("7", "左氧氟沙星片", ""), entry("8", "左氧氟沙星", "口服常释剂型"), entry("9", "盐酸氨溴索片", ""),
                entry("10", "氨溴索", "口服常释剂型"), entry("11", "感冒清热颗粒", ""), entry("12", "氯化钾", "缓释控释剂型"),
            ]))

    private func code(_ name: String) -> String? {
        let match = Self.matcher.match(PrintedLine(name: name, date: Self.day))
        return match.status == .matched ? match.entry?.code : nil
    }

    @Test(arguments: [
        ("阿莫西林胶囊", "1"), ("阿莫西林分散片", "1"), ("阿莫西林肠溶片", "1"), ("注射用阿莫西林", "2"), ("阿莫西林注射液", "2"),
        ("二甲双胍片", "3"),
        ("二甲双胍缓释片", "4"), ("头孢曲松注射液", "5"), ("氨氯地平片", "6"), ("感冒清热颗粒", "11"),
    ])
    func `a listed drug stands for its products in all forms of its merged form`(name: String, code: String) {
        #expect(self.code(name) == code)
    }

    @Test(arguments: [
        ("盐酸二甲双胍片", "3"), ("盐酸二甲双胍缓释片", "4"), ("注射用头孢曲松钠", "5"), ("苯磺酸氨氯地平片", "6"), ("马来酸氨氯地平片", "6"),
        ("注射用阿莫西林钠", "2"),
    ])
    func `salts of one substance are the listed drug`(name: String, code: String) {
        #expect(self.code(name) == code)
    }

    @Test func `a row of just the printed name comes first`() {
        #expect(code("左氧氟沙星片") == "7")
        #expect(code("左氧氟沙星胶囊") == "8")
        #expect(code("盐酸氨溴索片") == "9")
        #expect(code("盐酸氨溴索胶囊") == "10")
    }

    @Test func `a form that the list leaves out is not the listed drug for certain`() {
        let match = Self.matcher.match(PrintedLine(name: "苯磺酸氨氯地平分散片", date: Self.day))
        #expect(!(match.status == .matched && match.isCertain))
        let tablet = Self.matcher.match(PrintedLine(name: "阿莫西林颗粒", date: Self.day))
        #expect(!(tablet.status == .matched && tablet.isCertain))
    }

    @Test func `names of products follow the notes of the list`() {
        let names = MergedForm.productNames(of: "某药", form: "口服常释剂型（不含分散片、胶丸）")
        #expect(names.contains("某药肠溶胶囊") && !names.contains("某药分散片") && !names.contains("某药胶丸"))
        #expect(MergedForm.productNames(of: "某药", form: "注射剂").contains("注射用某药"))
        #expect(MergedForm.productNames(of: "某药", form: "咀嚼片") == ["某药咀嚼片"], "merges nothing")
        #expect(MergedForm.productNames(of: "某药", form: "灌肠剂") == ["某药灌肠剂", "某药灌肠"])
        #expect(MergedForm.productNames(of: "某药", form: "气体剂型").isEmpty)
        #expect(MergedForm.productNames(of: "某药", form: "").isEmpty)
    }

    @Test func `a name that is a product's stands for no other, and tells its forms`() {
        #expect(MergedForm.productNames(of: "阿莫西林胶囊", form: "口服常释剂型").isEmpty)
        #expect(MergedForm.productNames(of: "注射用某药", form: "注射剂").isEmpty)
        #expect(MergedForm.productNames(of: "某药", form: "口服混悬剂") == ["某药口服混悬液", "某药混悬液", "某药干混悬剂"])
        #expect(MergedForm.forms(ofProduct: "阿莫西林分散片") == ["口服常释剂型"])
        #expect(MergedForm.forms(ofProduct: "某药缓释片") == ["缓释控释剂型"])
        #expect(MergedForm.forms(ofProduct: "克霉唑阴道片") == ["阴道片"], "no tablet to swallow")
        #expect(MergedForm.forms(ofProduct: "碳酸钙咀嚼片") == ["咀嚼片"], "merged with none")
        #expect(MergedForm.forms(ofProduct: "某药酊") == ["口服液体剂", "外用液体剂"])
        #expect(MergedForm.forms(ofProduct: "注射用头孢曲松钠") == ["注射剂"])
        #expect(MergedForm.forms(ofProduct: "某药").isEmpty)
    }

    @Test func `a listed drug is found by the names of its products, and each entry is told once`() throws {
        let found = Self.matcher.catalog.entries(holding: ["阿莫西林", "胶囊"])
        #expect(found.map(\.code) == ["1"])
        let line = PrintedLine(name: "阿莫西林肠溶胶囊", date: Self.day)
        let ranked = Self.matcher.ranking(of: line).map(\.entry.code)
        #expect(ranked.first == "1" && Set(ranked).count == ranked.count)
        let shown = Self.matcher.match(line).candidates.map(\.code)
        #expect(Set(shown).count == shown.count)
    }

    @Test(
        arguments: [
            ("盐酸二甲双胍片", "二甲双胍片"), ("注射用头孢曲松钠", "注射用头孢曲松"), ("苯巴比妥钠注射液", "苯巴比妥注射液"), ("二甲双胍片", nil),
            ("硫酸镁注射液", nil),
            ("盐酸片", nil), ("", nil),
        ] as [(String, String?)])
    func `a name without its salt keeps its form`(name: String, base: String?) {
        let found = MergedForm.withoutSalt(ReadText(scalars: NormalText(name).scalars))
        #expect(found.map { NormalText(scalars: $0.scalars).text } == base)
    }

    @Test func `a product with a row of its own comes before the listed drug, whatever its cap`() {
        var product = Self.entry("2", "盐酸某拉唑片", "")
        product.priceCap = Money("1")
        let matcher = CatalogMatcher(
            Catalog(
                identity: CatalogIdentity(id: "list", edition: "1", sha256: ""),
                entries: [
                    product, Self.entry("1", "某拉唑", "口服常释剂型"), Self.entry("3", "某拉唑", "外用液体剂"),
                ]))
        func code(_ name: String) -> String? {
            matcher.match(PrintedLine(name: name, unitPrice: Money("158.06"), date: Self.day)).entry?.code
        }
        #expect(code("盐酸某拉唑片") == "2")
        #expect(code("某拉唑肠溶胶囊") == "1")
    }

    @Test func `the names of products are what tells a listed drug from another`() {
        let matcher = CatalogMatcher(
            Catalog(
                identity: CatalogIdentity(id: "list", edition: "1", sha256: ""),
                entries: [Self.entry("2", "注射用吡拉西坦", ""), Self.entry("1", "左乙拉西坦", "注射剂")]))
        let match = matcher.match(PrintedLine(name: "注射用吡拉西坦", date: Self.day))
        #expect(match.status == .matched && match.entry?.code == "2" && match.isCertain)
    }

    @Test func `a numeral that no reading makes sure is not told by a price which only one of the two has`() {
        var fifth = Self.entry("2", "复方氨基酸注射液(18AA-Ⅴ-SF)", "")
        fifth.priceCap = Money("5")
        let matcher = CatalogMatcher(
            Catalog(
                identity: CatalogIdentity(id: "list", edition: "1", sha256: ""),
                entries: [
                    fifth, Self.entry("1", "复方氨基酸(18AA-Ⅳ-SF)", "注射剂"),
                    Self.entry("3", "复方氨基酸注射液(18AA-Ⅳ-SF)", ""),
                ]))
        let line = PrintedLine(name: "复方氨基酸注射液(18AA-Ⅳ-SF)", unitPrice: Money("27.32"), date: Self.day)
        #expect(matcher.match(line).status == .ambiguous)
    }

    @Test func `letters that measure nothing are part of the name`() {
        let matcher = CatalogMatcher(
            Catalog(
                identity: CatalogIdentity(id: "list", edition: "1", sha256: ""),
                entries: [Self.entry("1", "复方氨基酸", "注射剂"), Self.entry("2", "复方氨基酸注射液(18AA-Ⅴ-SF)", "")]))
        let match = matcher.match(PrintedLine(name: "复方氨基酸注射液(18AA-Ⅳ-SF)", date: Self.day))
        #expect(match.entry?.code == "2")
        #expect(matcher.match(PrintedLine(name: "复方氨基酸注射液(5g)", date: Self.day)).entry?.code == "1")
    }
}
