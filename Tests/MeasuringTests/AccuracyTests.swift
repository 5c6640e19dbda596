import Catalog
import Foundation
import Review
import SlipGenerator
import Slips
import Testing

@testable import Measuring

@Suite struct `Measuring of readings` {
    private static let truth: SlipTruth? = {
        let line = """
            {"file":"a.jpg","layout":"ruled","kind":"fee_list","damage":"light","damage_notes":[],"dpi":300,
            "header":{"hospital":"","patient":"","sex":"","age":"","id_number":"","record_no":"","receipt_code":"",
            "receipt_no":"","check_code":"","insurance_type":"","department":"","admission_date":"",
            "discharge_date":"","issue_date":""},"total":"30.00","flags":[],"items":[
            {"name":"调经丸","full_name":"调经丸","catalog_name":"调经丸","code":"E1","spec":"","unit":"盒","quantity":"2",
            "unit_price":"10.00","amount":"20.00","flags":[]},
            {"name":"空调费","full_name":"空调费","catalog_name":"","code":"","spec":"","unit":"日","quantity":"1",
            "unit_price":"10.00","amount":"10.00","flags":["out_of_catalog"]}]}
            """
        return try? JSONDecoder().decode(SlipTruth.self, from: Data(line.utf8))
    }()

    private static let catalog = Catalog(
        identity: CatalogIdentity(id: "t", edition: "1", sha256: ""),
        entries: [CatalogEntry(kind: .drug, code: "E1", name: "调经丸", insuranceClass: .a)])

    private func reading<Value>(_ value: Value, doubtful: Bool = false) -> Reading<Value> {
        Reading(value: value, confidence: 0.97, needsReview: doubtful)
    }

    private func review(
        amount: Int64 = 20, doubtful: Bool = false, calibration: Calibration = .learned
    ) -> SlipReview {
        let place = Place(page: 1, x: 0, y: 0, width: 1, height: 1)
        let items = [
            Item(
                line: 1, place: place, name: reading("调经丸"), quantity: reading(Quantity(2)),
                unitPrice: reading(Money(fen: amount * 50)),
                amount: reading(Money(fen: amount * 100), doubtful: doubtful)),
            Item(
                line: 2, place: place, name: reading("空调费"), quantity: reading(Quantity(1)),
                unitPrice: reading(Money(fen: 1000)), amount: reading(Money(fen: 1000))),
        ]
        let slip = Slip(
            kind: .feeList,
            fields: [.issueDate: Reading(value: "2024-05-01", confidence: 1, needsReview: false)],
            items: items)
        return Reviewer(catalog: Self.catalog, calibration: calibration).review(
            slip, id: "1", source: "a.jpg")
    }

    @Test func `items that are right and marked certain count as such`() throws {
        var accuracy = Accuracy()
        accuracy.add(review(), try #require(Self.truth), catalog: Self.catalog)
        #expect(accuracy.all.certain == Share(all: 2, right: 2))
        #expect(accuracy.silent.isEmpty)
        #expect(accuracy.findings["out_of_catalog"] == Accuracy.Findings(found: 1, unfounded: 0, missed: 0))
        #expect(accuracy.markdown.contains("| 100.0 % | 100.0 % | 100.0 % | 100.0 % | 0 of 2 |"))
    }

    @Test func `a wrong item that is marked certain is told with what is wrong in it`() throws {
        var accuracy = Accuracy()
        accuracy.add(review(amount: 70), try #require(Self.truth), catalog: Self.catalog)
        #expect(accuracy.all.certain == Share(all: 2, right: 1))
        #expect(accuracy.wrongInCertain == ["amount": 1, "unit price": 1])
        #expect(accuracy.silent.count == 1)
    }

    @Test func `a right item that asks for a person is counted by its reason`() throws {
        var accuracy = Accuracy()
        accuracy.add(review(doubtful: true), try #require(Self.truth), catalog: Self.catalog)
        #expect(accuracy.all.certain == Share(all: 1, right: 1))
        #expect(accuracy.needless == ["numbers not proven": 1])
    }

    @Test func `the share of wrong ones is bounded by how many were seen`() throws {
        #expect(Share().wrongRateBound == nil)
        // The rule of three.
        #expect(abs(try #require(Share(all: 1000, right: 1000).wrongRateBound) - 0.002991) < 0.00001)
        #expect(abs(try #require(Share(all: 100, right: 99).wrongRateBound) - 0.04656) < 0.0001)
        #expect(Share(all: 3, right: 0).wrongRateBound == 1)
    }

    @Test func `a slip that asks for nothing and is right counts as perfect`() throws {
        var accuracy = Accuracy()
        accuracy.add(review(), try #require(Self.truth), catalog: Self.catalog)
        #expect(accuracy.layouts["ruled"]?.perfect == 1)
        #expect(accuracy.damages["light"]?.f1 == 1)
        #expect(accuracy.resolutions[300]?.items == Share(all: 2, right: 2))
    }

    @Test func `a field that is not in the review counts as not read, a wrong one by its mark`() throws {
        var truth = try #require(Self.truth)
        truth.header.issueDate = "2024-05-02"
        truth.header.patient = "李四"
        var accuracy = Accuracy()
        accuracy.add(review(), truth, catalog: Self.catalog)
        #expect(accuracy.fields[.patient]?.unread == 1)
        #expect(accuracy.fields[.issueDate]?.silentlyWrong == 1)
    }

    @Test func `what else is printed is not judged where the truth does not tell it`() throws {
        var truth = try #require(Self.truth)
        var review = review()
        review.fields["sex"] = ReviewReading(
            value: "男", raw: "男", confidence: 0.99, place: nil, needsReview: false)
        var accuracy = Accuracy()
        accuracy.add(review, truth, catalog: Self.catalog)
        #expect(accuracy.fields[.sex] == nil)
        let title = #"[{"page":1,"role":"title","text":"清单","box":[0,0,1,1],"quad":[]}]"#
        truth.cells = try JSONDecoder().decode([SlipTruth.Cell].self, from: Data(title.utf8))
        accuracy.add(review, truth, catalog: Self.catalog)
        #expect(accuracy.fields[.sex]?.invented == 1)
    }

    @Test func `an entry of the same name and specification counts as the line's`() throws {
        var truth = try #require(Self.truth)
        truth.items[0].code = "E2"
        var accuracy = Accuracy()
        accuracy.add(review(), truth, catalog: Self.catalog)
        #expect(accuracy.all.certain == Share(all: 2, right: 2))
        truth.items[0].spec = "6g"
        accuracy.add(review(), truth, catalog: Self.catalog)
        #expect(accuracy.wrongInCertain == ["entry": 1])
    }

    @Test func `confidences are laid beside what proved right`() throws {
        var accuracy = Accuracy()
        accuracy.add(review(amount: 70), try #require(Self.truth), catalog: Self.catalog)
        let bins = try #require(accuracy.reliability[.numbers]?.bins)
        #expect(
            bins.reduce(Share()) { Share(all: $0.all + $1.values.all, right: $0.right + $1.values.right) }
                == Share(all: 6, right: 4))
        #expect(accuracy.diagram.contains("6 values"))
        #expect(try accuracy.json().contains("\"certain_wrong\" : 0.5"))
    }

    @Test func `the curve of confidences is learned from what proved right`() throws {
        var counts = CalibrationCounts()
        let truth = try #require(Self.truth)
        for amount in [20, 20, 20, 70] as [Int64] {
            counts.add(review(amount: amount, calibration: .none), truth, catalog: Self.catalog)
        }
        let calibration = counts.calibration
        // Of 24 numbers two are wrong.
        #expect(calibration.confidence(0.97, of: .certainNumber) == 23.0 / 26)
        #expect(Calibration(text: calibration.text).confidence(0.97, of: .certainNumber) == 0.8846)
    }

    @Test func `what went wrong on a page is said in words`() throws {
        let truth = try #require(Self.truth)
        var review = review(amount: 70)
        review.items.removeLast()
        let read = ReadAgainstTruth(review, truth, catalog: Self.catalog)
        let errors = read.errors(of: review, truth)
        #expect(errors.contains { $0.hasPrefix("unit price, amount wrong: item 1") })
        #expect(errors.contains("line missed: ‘空调费’ 10.00"))
    }
}
