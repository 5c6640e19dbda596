import Catalog
import Testing

@testable import Review

@Suite struct `Checking tables of knowledge points` {
    private static let catalog = Catalog(
        identity: CatalogIdentity(id: "test", edition: "1", sha256: ""),
        entries: [
            CatalogEntry(kind: .drug, code: "XA02BCA084A012010100453", name: "药", insuranceClass: .a),
            CatalogEntry(kind: .service, code: "002103000010000", name: "平扫", insuranceClass: .a),
            CatalogEntry(kind: .service, code: "002103000020000", name: "增强", insuranceClass: .a),
        ])

    private static let head = "code,limit,basis,valid_from,valid_to"

    private func check(
        _ table: String, _ columns: String, _ rows: [String], _ catalog: Catalog? = Self.catalog
    ) -> RuleTableCheck {
        let text =
            ([Self.head + (columns.isEmpty ? "" : ",") + columns] + rows).joined(separator: "\n") + "\n"
        return RuleTableCheck(tables: [table: Array(text.utf8)], catalog: catalog)
    }

    private func places(_ errors: [CatalogError]) -> [String] {
        errors.map { "\($0.file):\($0.line ?? 0):\($0.column ?? "")" }
    }

    @Test func `two rows that contradict each other are a defect, and loading refuses them`() {
        let rows = [
            "002103000010000,,,,,male", "002103000010000,,,,,female", "002103000010000,,,,,male",
            "0021030000,,,,,female", "002103000020000,,,,2023-12-31,male",
            "002103000020000,,,2024-01-01,,female",
        ]
        let found = check("service-sex.csv", "sex", rows)
        #expect(
            places(found.defects) == ["rules/service-sex.csv:3:sex", "rules/service-sex.csv:4:sex"])
        let text = ([Self.head + ",sex"] + rows).joined(separator: "\n") + "\n"
        let error = #expect(throws: CatalogError.self) {
            try RuleLibrary(tables: ["service-sex.csv": Array(text.utf8)], place: "rules/")
        }
        #expect(error == found.defects.first)
    }

    @Test func `rows of one code that add up contradict nothing`() {
        let pairs = ["002103000010000,,,,,002103000020000", "002103000010000,,,,,0021"]
        #expect(check("service-contained.csv", "other", pairs).defects.isEmpty)
        let units = ["002103000010000,,,,,1,1,日|天", "002103000010000,,,,,24,1,小时"]
        #expect(check("service-frequency.csv", "max,days,units", units).defects.isEmpty)
        let same = ["002103000010000,,,,,24,1,小时", "002103000010000,,,,,12,1,小时"]
        #expect(
            places(check("service-frequency.csv", "max,days,units", same).defects).last
                == "rules/service-frequency.csv:3:max")
    }

    @Test func `a code of another kind stands in the wrong table, whatever column it is in`() {
        let sex = check(
            "service-sex.csv", "sex",
            ["XA02BCA084A012010100453,,,,,male", "ZA01,,,,,male", "T001700233,,,,,male", "0021,,,,,male"])
        #expect(places(sex.defects) == [2, 3, 4].map { "rules/service-sex.csv:\($0):code" })
        let needs = check("drug-needs-service.csv", "needs", ["XA02,,,,,0021|XA02BCA084A012010100453"])
        #expect(places(needs.defects) == ["rules/drug-needs-service.csv:2:needs"])
        let contained = check("service-contained.csv", "other", ["0021,,,,,XA02BC"], nil)
        #expect(
            places(contained.defects) == ["rules/service-contained.csv:2:other"],
            "by its form, without a catalog")
    }

    @Test func `what finds nothing is named with its cell`() {
        let contained = check(
            "service-contained.csv", "other", ["0021,,,,,009901", "0099,,,,,002103000010000"])
        #expect(contained.defects.isEmpty)
        #expect(
            places(contained.idle) == [
                "rules/service-contained.csv:2:other", "rules/service-contained.csv:3:code",
            ])
        let parts = check(
            "service-parts.csv", "whole,least", ["002103000010000,,,,,扫描,2", "002103000020000,,,,,扫 描,2"])
        #expect(
            places(parts.idle) == ["rules/service-parts.csv:2:least", "rules/service-parts.csv:3:least"])
        let groups = check(
            "operation-groups.csv", "group,share", ["002103000010000,,,,,甲,0.5", "0021,,,,,乙,0.5"])
        #expect(places(groups.idle) == ["rules/operation-groups.csv:2:group"])
    }

    @Test func `a table of no class and every row that cannot be read are defects`() {
        let tables = [
            "drug-sexes.csv": Array("code\n".utf8), "drug-sex.csv": Array("code,sex\nX,male\n".utf8),
        ]
        let found = RuleTableCheck(tables: tables, catalog: nil)
        #expect(places(found.defects) == ["rules/drug-sex.csv:1:", "rules/drug-sexes.csv:0:"])
        let rows = check("drug-sex.csv", "sex", ["XA02,,,,,both", "xa,,,,,male", "XA02,,,2024-02-30,,male"])
        #expect(
            places(rows.defects) == ["2:sex", "3:code", "4:valid_from"].map { "rules/drug-sex.csv:" + $0 })
    }
}
