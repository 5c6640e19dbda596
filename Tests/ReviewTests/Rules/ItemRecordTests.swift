import Catalog
import Slips
import Testing

@testable import Review

@Suite struct `Rules on printed codes` {
    private static let catalog = Catalog(
        identity: CatalogIdentity(id: "test", edition: "1", sha256: ""),
        entries: [
            CatalogEntry(kind: .drug, code: "XN05CDM084X001010102000", name: "咪达唑仑口服溶液", insuranceClass: .a),
            CatalogEntry(kind: .service, code: "001102000050000", name: "住院诊查费", insuranceClass: .a),
        ])

    private func find(printed: String, confidence: Double = 0.99) throws -> [String] {
        var review = JudgedSample.review([SampleLine(code: "001102000050000", name: "住院诊查费")])
        review.items[0].code = ReviewReading(
            value: printed, raw: printed, confidence: confidence, place: nil, needsReview: false)
        let rules = try JudgedSample.library(ItemRecord.self, [["code": "T0001"]])
        return rules.applied(to: review, catalog: Self.catalog).found(by: ItemRecord.self)
    }

    @Test func `ItemRecord: a national code of another item, or with a character lost, asks`() throws {
        #expect(try find(printed: "XN05CDM084X001010102000") == ["1 bad_code suspect"])
        #expect(try find(printed: "XN05CDM084X00101010200") == ["1 bad_code suspect"])
        #expect(try find(printed: "C123456789012345678") == ["1 bad_code suspect"])
    }

    @Test func `ItemRecord: the entry's own code with a digit lost or added asks`() throws {
        #expect(try find(printed: "00110200050000") == ["1 bad_code suspect"])
        #expect(try find(printed: "0011020000500").isEmpty, "cut off by a narrow column")
        #expect(try find(printed: "0011020000500001") == ["1 bad_code suspect"])
        #expect(
            try find(printed: "00119900005000").isEmpty, "it begins otherwise: a code of the hospital's own")
    }

    @Test(arguments: ["001102000050000", "120400014", "ZLF-0032", "S210300001b0010"])
    func `ItemRecord: the right code and a hospital's own codes are left alone`(code: String) throws {
        #expect(try find(printed: code).isEmpty)
    }

    @Test func `ItemRecord: a code that was not read for certain says nothing`() throws {
        #expect(try find(printed: "XN05CDM084X00101010200", confidence: 0.9).isEmpty)
    }

    @Test func `ItemRecord: the code of an e-receipt agrees with region, kind and date`() throws {
        let rules = try JudgedSample.library(ItemRecord.self, [["code": "T0001"]])
        func find(_ fields: [String: String], kind: SlipKind = .eReceipt) -> [String] {
            let review = JudgedSample.review([], fields: fields, kind: kind)
            return rules.applied(to: review, catalog: Self.catalog).found(by: ItemRecord.self)
        }
        let wrong = ["– bad_receipt_code suspect"]
        #expect(find(["receipt_code": "31060124"]).isEmpty)
        #expect(find(["receipt_code": "99060124"]) == wrong)
        #expect(find(["receipt_code": "31060125"]) == wrong)
        #expect(find(JudgedSample.stay.merging(["receipt_code": "31060124"]) { $1 }) == wrong)
        #expect(find(JudgedSample.stay.merging(["receipt_code": "31060224"]) { $1 }).isEmpty)
        #expect(find(["receipt_code": "99060124"], kind: .feeList).isEmpty)
    }
}
