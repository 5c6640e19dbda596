import Catalog
import Foundation
import Review
import Slips
import Testing

@Suite struct `The national list of fees` {
    private static let review = Sample.review(
        Sample.slip(
            [
                Sample.item(1, "阿莫西林胶囊", "2", "15.00", "30.00", spec: "0.25g*24粒", date: "2024-04-30"),
                Sample.item(2, "住院诊查费", "-1", "8", "-8.00"),
                Sample.item(3, "=HYPERLINK(\"http://x\"),\"陪护费\"", "1", "80", "80.00"),
            ], total: "102",
            fields: [.patient: Sample.reading("施敏秀"), .idNumber: Sample.reading("430682196702245577")]))

    @Test func `each line has what the review and its catalog tell, in exact decimals`() throws {
        let list = NationalFeeList(Self.review, catalog: Sample.catalog)
        #expect(list.hasCatalog)
        let line = try #require(list.lines.first)
        let wanted: [NationalField: String] = [
            .time: "2024-04-30 00:00:00", .insuranceListCode: "X1", .providerListName: "阿莫西林胶囊",
            .spec: "0.25g*24粒", .count: "2", .price: "15.00", .amount: "30.00", .priceCap: "12.50",
            .selfPayRatio: "0.1", .chargeLevel: "02", .selfPaid: "0.00", .overCap: "5.00",
            .firstSelfPaid: "2.50", .inScope: "22.50", .needsReview: "false",
        ]
        for (field, value) in wanted { #expect(line[field] == value, "\(field.rawValue)") }
        #expect(list.lines[1][.time] == "2024-05-01 00:00:00")
        #expect(list.slip[.personNumber] == "430682196702245577")
    }

    @Test func `another edition of the catalog tells nothing`() {
        let other = Catalog(
            identity: CatalogIdentity(id: "test", edition: "2", sha256: String(repeating: "1", count: 64)),
            entries: Sample.entries)
        let list = NationalFeeList(Self.review, catalog: other)
        #expect(!list.hasCatalog)
        #expect(list.lines[0][.priceCap] == nil)
        #expect(list.lines[0][.chargeLevel] == nil)
        #expect(list.lines[0][.overCap] == "5.00")
    }

    @Test func `no cell of the CSV is a formula, and refunds stay numbers`() throws {
        let rows = (NationalFeeList.csvHead + NationalFeeList(Self.review, catalog: nil).csv)
            .components(separatedBy: "\r\n")
        #expect(rows.count == 5)
        #expect(rows[0].hasPrefix("\u{FEFF}slip,line,"))
        #expect(rows[2].contains(",-1,8.00,-8.00,"))
        #expect(rows[3].contains(",\"'=HYPERLINK(\"\"http://x\"\"),\"\"陪护费\"\"\","))
    }

    @Test(arguments: [
        ("a\nb", "\"a\nb\""), ("a,\u{301}b", "\"a,\u{301}b\""), ("=\u{338}1", "'=\u{338}1"), ("床位费", "床位费"),
    ])
    func `no cell of the CSV ends before its text does`(name: String, cell: String) {
        let review = Sample.review(Sample.slip([Sample.item(1, name, "1", "8", "8.00")], total: "8"))
        let csv = NationalFeeList(review, catalog: nil).csv
        #expect(Array(csv.utf8).firstRange(of: Array(",\(cell),".utf8)) != nil)
    }

    @Test func `the JSON has every field of every line, null where nothing is told`() throws {
        let json = try NationalFeeList(Self.review, catalog: Sample.catalog).json()
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["psn_name"] as? String == "施敏秀")
        let lines = try #require(object["fee_list_d"] as? [[String: Any]])
        let names: Set = [
            "cnt", "pric", "det_item_fee_sumamt", "pric_uplmt_amt", "selfpay_prop", "fulamt_ownpay_amt",
            "overlmt_selfpay", "preselfpay_amt", "inscp_amt", "chrgitm_lv", "med_list_codg", "hilist_code",
            "medins_list_name", "med_chrgitm_type",
        ]
        for line in lines { #expect(names.isSubset(of: line.keys)) }
        #expect(lines[0]["pric_uplmt_amt"] as? String == "12.50")
        #expect(lines[0]["med_list_codg"] is NSNull)
        #expect(lines[0]["needs_review"] as? Bool == false)
    }

    @Test(arguments: [
        ("XJ01CAA040E001010100966", EntryKind.drug, "阿莫西林", "09"),
        ("T001700651", .drug, "甘草片", "10"), ("ZA01AAB0005010102110", .drug, "感冒清热颗粒", "11"),
        ("C9999006728738451907", .consumable, "真空采血管", "08"),
        ("002503020010000", .service, "葡萄糖测定", "04"), ("001102000000100", .service, "诊查费", "02"),
        ("001109000010000", .service, "床位费", "01"), ("001201000010000", .service, "特级护理", "07"),
        ("003310000010000", .service, "手术", "06"), ("002103000010000", .service, "CT平扫", "03"),
    ])
    func `a kind of charge follows from the entry's code`(
        code: String, kind: EntryKind, name: String, number: String
    ) throws {
        let entry = CatalogEntry(kind: kind, code: code, name: name, unit: "次", insuranceClass: .a)
        let identity = CatalogIdentity(id: "test", edition: "1", sha256: String(repeating: "0", count: 64))
        let catalog = Catalog(identity: identity, entries: [entry])
        let slip = Sample.slip([Sample.item(1, name, "1", "8", "8")], total: "8")
        let review = Reviewer(catalog: catalog, calibration: .none).review(slip, id: "x", source: "y")
        let list = NationalFeeList(review, catalog: catalog)
        #expect(list.lines[0][.chargeType] == number)
        #expect(list.lines[0][.listCode] == code)
    }
}
