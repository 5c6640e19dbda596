import Catalog
import Foundation
import Slips
import Testing

@Suite struct `Compiling a starter catalog` {
    private static let codes = """
        code,kind,name,source
        XJ01CAA040E001010100233,western_drug_23,阿莫西林胶囊,x
        XJ01CAA040E001010200233,western_drug_23,阿莫西林胶囊,x
        XJ01CAA040E001010200777,western_drug_23,阿莫西林胶囊,x
        XN05CDM084X001010102000,western_drug_23,盐酸某唑仑注射液,x
        XN05CDM084X001010102999,western_drug_23,未列药片,x
        XB05AAR021B001010100348,western_drug_23,某蛋白,x
        ZA01AAX0558010100960,tcm_patent_20,感冒清热胶囊,x
        ZA01AAX0558010100961,tcm_patent_20,别家丸,x
        T000100467,tcm_slice_10,菊花,x
        T009900929,tcm_slice_10,阿胶,x
        001102000050000,service_15,住院诊查费,x
        001102000050001,service_15,某术(另加收),x
        T009900930,tcm_slice_10,未列草,x
        001102000050002,service_15,某术(Coombs,x
        001102000050003,service_15,某术(另加收),x

        """
    private static let drugs = """
        id,section,class,name,dosage_form,category_path
        1,西药部分,医保甲类,阿莫西林,口服常释剂型,a
        2,西药部分,医保乙类,某唑仑,注射剂,a
        3,西药部分,医保乙类,未列药,注射剂,a
        10,西药部分,医保乙类,某蛋白,注射剂,a
        7,西药部分,医保甲类,某拉唑,口服常释剂型,a
        8,中成药部分,医保乙类,小儿退热合剂(小儿退热口服液),,b
        9,西药部分,医保乙类,"某双胍
        某双胍Ⅱ",缓释控释剂型,a
        4,中成药部分,医保甲类,"感冒清热颗粒(片、胶囊)",,b
        5,基金予以支付的中药饮片,,菊花,,
        6,不得纳入基金支付范围的中药饮片,,阿胶,,

        """

    private func compiled() throws -> [String: String] {
        let folder = try CatalogFolder([
            CatalogCompiler.codesFile: Self.codes, CatalogCompiler.drugListFile: Self.drugs,
        ])
        let compiler = CatalogCompiler(
            id: "t", edition: "1", published: try #require(CalendarDate("2026-01-01")))
        return try withExtendedLifetime(folder) { try compiler.compile(folder: folder.path) }
    }

    private func catalog() throws -> Catalog {
        let folder = try CatalogFolder(compiled())
        return try withExtendedLifetime(folder) { try Catalog(folder: folder.path) }
    }

    @Test func `the classes of the drug list are found by name and merged form`() throws {
        let catalog = try catalog()
        #expect(catalog.rows(code: "XJ01CAA040E001010100233").first?.insuranceClass == .a)
        #expect(catalog.rows(code: "XN05CDM084X001010102000").first?.insuranceClass == .b)
        #expect(catalog.rows(code: "XB05AAR021B001010100348").first?.insuranceClass == .b, "by just its name")
        #expect(catalog.rows(code: "ZA01AAX0558010100960").first?.insuranceClass == .a)
        #expect(catalog.rows(code: "T000100467").first?.insuranceClass == .a)
        #expect(catalog.rows(code: "T009900929").first?.insuranceClass == .c)
    }

    @Test(arguments: ["XN05CDM084X001010102999", "ZA01AAX0558010100961", "T009900930"])
    func `what the list does not name is not paid, and the class is said to be made`(code: String) throws {
        let entry = try #require(try catalog().rows(code: code).first)
        #expect(entry.insuranceClass == .c)
        #expect(entry.selfPayRatio == .one && entry.priceCap == nil)
        #expect(entry.otherColumns["illustrative"]?.split(separator: "|").contains("class") == true)
    }

    @Test func `every code stands, and packs of several makers are one in all but their code`() throws {
        let catalog = try catalog()
        let one = try #require(catalog.rows(code: "XJ01CAA040E001010200233").first)
        var other = try #require(catalog.rows(code: "XJ01CAA040E001010200777").first)
        other.code = one.code
        #expect(one == other)
        #expect(catalog.entries.filter { $0.name == "阿莫西林胶囊" }.count == 3)
    }

    @Test func `surcharges stand, names that the list cuts off do not`() throws {
        let catalog = try catalog()
        let names = catalog.entries.filter { $0.kind == .service }.map(\.name)
        #expect(names == ["住院诊查费", "某术(另加收)", "某术(另加收)"])
    }

    @Test func `what is listed without a code stands by its number, for its products`() throws {
        let catalog = try catalog()
        let listed = try #require(catalog.rows(code: "L00007").first)
        #expect(listed.name == "某拉唑" && listed.insuranceClass == .a && listed.priceCap == nil)
        #expect(listed.otherColumns["dosage_form"] == "口服常释剂型")
        let match = CatalogMatcher(catalog).match(PrintedLine(name: "某拉唑肠溶胶囊"))
        #expect(match.entry?.code == "L00007")
        #expect(CatalogMatcher(catalog).match(PrintedLine(name: "某双胍缓释片(Ⅱ)")).entry?.code == "L00009")
        #expect(catalog.rows(code: "L00004").first?.aliases == ["感冒清热片"], "感冒清热胶囊 has a code")
        #expect(catalog.rows(code: "L00004").first?.name == "感冒清热颗粒")
        #expect(catalog.rows(code: "L00008").first?.aliases == ["小儿退热口服液"])
        #expect(catalog.rows(code: "L00005").isEmpty, "菊花 has a code")
    }

    @Test func `caps and what else is made are marked`() throws {
        for entry in try catalog().entries {
            #expect((entry.priceCap != nil) == (entry.otherColumns["cap_note"] == "illustrative"))
            #expect((entry.otherColumns["list_number"] != nil) == entry.code.hasPrefix("L"))
            if entry.insuranceClass == .b {
                #expect(entry.otherColumns["illustrative"]?.contains("self_pay_ratio") == true)
            }
        }
    }

    @Test func `the same lists give the same bytes, and nothing that looks like a mistake`() throws {
        #expect(try compiled() == compiled())
        #expect(try catalog().remarks().isEmpty)
        #expect(try catalog().identity.id == "t")
    }

    @Test func `a missing list is named`() throws {
        let folder = try CatalogFolder([CatalogCompiler.codesFile: Self.codes])
        let compiler = CatalogCompiler(
            id: "t", edition: "1", published: try #require(CalendarDate("2026-01-01")))
        let error = #expect(throws: CatalogError.self) { try compiler.compile(folder: folder.path) }
        #expect(error?.file == CatalogCompiler.drugListFile)
    }
}

@Suite struct `Looking through a catalog` {
    private static let catalog = Catalog(
        identity: CatalogIdentity(id: "t", edition: "1", sha256: ""),
        entries: [
            CatalogEntry(
                kind: .drug, code: "XJ01CAA040E001010100233", name: "阿莫西林胶囊", aliases: ["阿莫仙"],
                spec: "0.25g*24粒",
                unit: "盒", insuranceClass: .a),
            CatalogEntry(
                kind: .drug, code: "XJ01CAA040E001010100777", name: "阿莫西林胶囊", spec: "0.25g＊24粒", unit: "盒",
                insuranceClass: .b),
            CatalogEntry(
                kind: .drug, code: "001102000050000", name: "住院诊查费", insuranceClass: .c, selfPayRatio: .zero),
        ])

    @Test func `all words must stand in one entry`() {
        #expect(Self.catalog.entries(holding: ["阿莫西林", "24粒"]).count == 2)
        #expect(Self.catalog.entries(holding: ["阿莫仙"]).count == 1)
        #expect(Self.catalog.entries(holding: ["阿莫仙", "诊查"]).isEmpty)
        #expect(Self.catalog.entries(holding: ["胶囊0.25"]).isEmpty, "not across name and specification")
        #expect(Self.catalog.entries(holding: [" "]).isEmpty)
    }

    @Test func `what looks like a mistake is remarked`() {
        let remarks = Self.catalog.remarks()
        #expect(remarks.map(\.subject) == [.indistinct, .indistinct, .wrongFile, .classWithoutShare])
    }

    @Test func `regions without a provider, and providers of one code, are remarked`() throws {
        let folder = try CatalogFolder([
            "services.csv": CatalogFolder.header + "\n001102000050000,诊查,,,日,甲,0,10,,\n",
            "prices.csv": "code,hospital_level,region,price_cap,valid_from,valid_to\n"
                + ["330000", "330106", "33x", "浙江"].map { "001102000050000,,\($0),6,,\n" }.joined(),
            "providers.csv": "code,name,aliases,level,kind,region,valid_from,valid_to\n"
                + "H33010600001,一院,,3,hospital,330106,,\nH33010600001,一院,,2,hospital,330106,,\n"
                + "H33010600002,二院,,3,hospital,330106,,2024-01-31\nH33010600002,二院,,2,hospital,330106,2024-02-01,\n",
        ])
        let remarks = try withExtendedLifetime(folder) { try Catalog(folder: folder.path).remarks() }
        #expect(
            remarks.map { "\($0.subject) \($0.code)" } == [
                "providerTwice H33010600001", "regionWithoutProvider 33x", "regionWithoutProvider 浙江",
            ])
    }

    @Test func `two providers of one name are remarked where they are paid otherwise`() throws {
        let folder = try CatalogFolder([
            "drugs.csv": CatalogFolder.header + "\nT001700233,好药,,,盒,甲,0,,,\n",
            "providers.csv": "code,name,aliases,level,kind,region,valid_from,valid_to\n"
                + "H33010600001,一院,中心医院,3,hospital,330106,,\nH33010600002,中心 医院,,2,hospital,330106,,\n"
                + "H33010600003,东院,,3,hospital,330106,,\nH33010600004,东院,,3,hospital,330106,,\n"
                + "H33010600005,西院,,3,hospital,330106,,2024-01-31\nH33010600006,西院,,2,hospital,330106,2024-02-01,\n",
        ])
        let remarks = try withExtendedLifetime(folder) { try Catalog(folder: folder.path).remarks() }
        #expect(remarks.map { "\($0.subject) \($0.code)" } == ["providerNameTwice H33010600002"])
    }

    @Test func `a table that is a link to nothing is no catalog without the table`() throws {
        let folder = try CatalogFolder(["drugs.csv": CatalogFolder.header + "\nX1,好药,,,盒,甲,0,,,\n"])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/services.csv", withDestinationPath: "gone.csv")
        let error = #expect(throws: CatalogError.self) { try Catalog(folder: folder.path) }
        #expect(error?.file == "services.csv" && error?.reason.contains("gone.csv") == true)
        try Data("a".utf8).write(to: URL(filePath: folder.path + "/price.csv"))
        #expect(Catalog.unreadFiles(folder: folder.path).map(\.name) == ["price.csv"])
    }
}
