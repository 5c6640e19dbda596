import Layout
import Testing

@testable import Extraction

@Suite struct `The numbers that a cell may say` {
    private func costs(_ run: TextRun) -> [String: Double] {
        Dictionary(NumberCandidates.of(run).map { ($0.text, $0.cost) }) { first, _ in first }
    }

    @Test(arguments: [
        ("12.50", "12.50"), ("¥12.50元", "12.50"), ("l2.5O", "12.50"), ("I0,00", "10.00"), ("3。5", "3.5"),
        ("Z8", "28"), ("S.B", "5.8"), ("-3.", "-3"), (".75", "75"), ("丨 1", "11"), ("次", ""), ("--", ""),
        ("1·5", "1.5"), ("¥1,012.76", "1012.76"), ("-1.234.567.80", "-1234567.80"), ("1,012", "1.012"),
    ])
    func `are cleaned of what no number holds`(text: String, clean: String) {
        #expect(NumberCandidates.cleaned(text) == clean)
    }

    @Test func `begin with what was read, for nothing`() {
        for text in ["12.50", "3", "-7.00", "1234.56"] {
            let first = NumberCandidates.of(MadePrint.run(text)).first
            #expect(first == NumberCandidate(text: text, cost: 0))
        }
    }

    @Test func `are none where cells have run together into more digits than an amount has`() {
        #expect(NumberCandidates.of(MadePrint.run("1057899999109.97")).isEmpty)
        #expect(NumberCandidates.of(MadePrint.run("123456789")).isEmpty)
        #expect(NumberCandidates.of(MadePrint.run("-12345678.90")).first?.text == "-12345678.90")
    }

    @Test func `come cheapest first, each once, none dearer than the limit`() {
        let run = MadePrint.run(
            "183.60", doubts: [1: [("3", 0.9), ("6", 0.7)], 4: [("8", 0.85)]], or: ["183.80", "193.60"])
        let found = NumberCandidates.of(run)
        #expect(found.map(\.cost) == found.map(\.cost).sorted())
        #expect(Set(found.map(\.text)).count == found.count)
        #expect(found.allSatisfy { $0.cost <= NumberCandidates.dearest })
        #expect(found.count > 10)
    }

    @Test func `hold what the engine nearly read, the nearer the cheaper`() throws {
        let found = costs(MadePrint.run("38", doubts: [0: [("6", 0.9), ("2", 0.8), ("7", 0.3)]]))
        let near = try #require(found["68"])
        let far = try #require(found["28"])
        #expect(near > 0 && near < 1)
        #expect(far > near && far < 2)
        #expect(found["78"] == nil)
        // Digits that look alike and were not named cost the same, others are none.
        #expect(found["58"] == 3 && found["48"] == nil)
    }

    @Test func `hold two changed characters at the price of both`() throws {
        let found = costs(MadePrint.run("33", doubts: [0: [("8", 0.85)], 1: [("5", 0.85)]]))
        let first = try #require(found["83"])
        let second = try #require(found["35"])
        let both = try #require(found["85"])
        #expect(abs(both - first - second) < 1e-9)
    }

    @Test func `hold the other engine's reading whole`() throws {
        let found = costs(MadePrint.run("7.00", or: ["1.00"]))
        #expect(try #require(found["1.00"]) < 1)
    }

    @Test(arguments: [("1250", "12.50"), ("-12.50", "12.50"), ("112.50", "12.50")])
    func `hold the number without a slip of the engine`(read: String, meant: String) throws {
        #expect(try #require(costs(MadePrint.run(read, confidence: 0.97))[meant]) <= 2.5)
    }

    @Test func `are none where nothing was read`() {
        #expect(
            NumberCandidates.of(TextRun(box: Box(x: 0, y: 0, width: 9, height: 9), text: "", confidence: 0))
                .isEmpty)
        #expect(NumberCandidates.of(MadePrint.run("次")).isEmpty)
    }
}
