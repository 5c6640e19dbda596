import Archive
import Slips
import Testing

/// What every archive must find.
enum SearchConformance {
    static let all: [ArchiveConformance] = [
        .init(name: "words are found where the slip has them, and nowhere else") { archive in
            try await MadeSlip().store(in: archive)
            for (words, isFound) in words {
                let page = try await archive.search(SearchQuery(words: words), after: nil, limit: 10)
                #expect(page.hits.count == (isFound ? 1 : 0), "\(words)")
            }
        },
        .init(name: "what has a meaning to a search language is searched for like any other word") {
            archive in
            try await MadeSlip(patient: "O'Neil \"NEAR\"").store(in: archive)
            for words in ["\"", "*", "\"\"", "( )", "-", "^", "{}:", "，。"] {
                await #expect(throws: ArchiveError.nothingToSearchFor(words)) {
                    try await archive.search(SearchQuery(words: words), after: nil, limit: 10)
                }
            }
            for (words, isFound) in [
                ("O'Neil", true), ("\"NEAR\"", true), ("NEAR(血糖 陪护)", false), ("patient:血糖", false),
                ("血糖 OR 没有", false), ("血糖*", true), ("^血糖", true), ("血糖\" OR \"1", false), ("阿莫 -西林", true),
                ("'; DROP TABLE event; --", false), ("\u{0}血糖", true), ("NOT", false), ("AND", false),
            ] {
                let page = try await archive.search(SearchQuery(words: words), after: nil, limit: 10)
                #expect(page.hits.count == (isFound ? 1 : 0), "\(words)")
            }
        },
        .init(name: "each filter finds the slips that fit and no others, alone and with the others") {
            archive in
            try await MadeSlip(content: "1").store(in: archive)
            try await MadeSlip(
                content: "2", hospital: "海州市中医院", patient: "王小明", idNumber: "11010519491231002x",
                receiptCode: nil, receiptNumber: "0009", issueDate: "2024-04-01",
                items: [MadeItem(name: "血常规", matchedName: "血细胞分析", code: "S2", flags: ["over_cap"])],
                flags: ["total_mismatch"], decision: "needs_review"
            ).store(in: archive)
            try await MadeSlip(
                content: "3", hospital: nil, patient: nil, idNumber: nil, receiptCode: nil,
                receiptNumber: nil,
                issueDate: nil, items: [], decision: "unreadable"
            ).store(in: archive)
            for (query, expected) in filters {
                #expect(try await found(query, in: archive) == expected, "\(query)")
                var both = query
                both.decision = both.decision ?? "needs_review"
                both.words = both.words ?? "血常规"
                #expect(try await found(both, in: archive) == expected.filter { $0 == "2" }, "\(both)")
            }
        },
        .init(name: "totals, kinds, claims, clerks and any field narrow a search, and lines are summed") {
            archive in
            var dear = MadeSlip(content: "1", claim: "C-1", kind: "receipt", total: "1200.00")
            dear.receiptNumber = "1111111111"
            try await dear.store(in: archive)
            let cheap = MadeSlip(content: "2", idNumber: "110105194912310021", decision: "needs_review")
            try await cheap.store(in: archive)
            let base = try #require(try await archive.slip(cheap.original.hex).reviews.last?.document)
            try await ArchiveConformance.correct(
                cheap, from: base, by: "张", decision: "accepted", in: archive)
            let questions: [(SearchQuery, [MadeSlip])] = [
                (SearchQuery(least: Money("1200")), [dear]), (SearchQuery(least: Money("1200.01")), []),
                (SearchQuery(most: Money("37.50")), [cheap]),
                (SearchQuery(least: Money("37.50"), most: Money("1200")), [cheap, dear]),
                (SearchQuery(kind: "receipt"), [dear]), (SearchQuery(claim: "C-1"), [dear]),
                (SearchQuery(claim: "C-2"), []), (SearchQuery(clerk: "张"), [cheap]),
                (SearchQuery(clerk: "李"), []),
                (SearchQuery(fields: ["id_number": "110105"]), [cheap]),
                (SearchQuery(fields: ["issue_date": "2024-03"]), [cheap, dear]),
                (SearchQuery(fields: ["issue_date": "2024-03", "receipt_no": "1111"]), [dear]),
                (SearchQuery(words: "血糖", least: Money("1000"), kind: "receipt"), [dear]),
            ]
            for (query, slips) in questions {
                let ids = slips.map(\.original.hex)
                let page = try await archive.list(query, after: nil, limit: 9)
                #expect(page.slips.map(\.id) == ids, "\(query.filters)")
                #expect(try await archive.sum(query).slips == ids.count, "\(query.filters)")
                let hits = try await archive.search(query, after: nil, limit: 9).hits
                #expect(
                    hits.map { ListedSlip($0.summary) }
                        == page.slips.map {
                            var slip = $0
                            // A review's summary tells what was printed; the list, where nothing was, the lines' sum.
                            if slip.id == cheap.original.hex { slip.total = nil }
                            return slip
                        })
            }
            let code = "XJ01CAA040E001010100966"
            let all = try await archive.charges(of: code, on: SearchQuery())
            #expect(all == ChargeSum(lines: 2, amount: Money(fen: 2500)))
            let few = try await archive.charges(of: code, on: SearchQuery(kind: "receipt"))
            #expect(few == ChargeSum(lines: 1, amount: Money(fen: 1250)))
            #expect(
                SearchQuery(words: " ", patient: "王", fields: ["record_no": "1"]).filters == [
                    "patient", "record_no",
                ])
        },
        .init(name: "following the parts of a search gives each slip once while others are archived") {
            archive in
            for number in 1...23 { try await MadeSlip(content: "\(number)", flags: []).store(in: archive) }
            for query in [SearchQuery(), SearchQuery(words: "血糖")] {
                var ids: [String] = []
                var cursor: SearchCursor?
                repeat {
                    let page = try await archive.search(query, after: cursor, limit: 5)
                    #expect(page.hits.count == 5 || page.next == nil)
                    ids += page.hits.map(\.summary.id)
                    cursor = page.next
                    // A slip that is new, and one that is reviewed again, between two parts.
                    try await MadeSlip(content: "new \(ids.count)", items: []).store(in: archive)
                    try await MadeSlip(content: "2").store(in: archive, again: true)
                } while cursor != nil
                #expect(Set(ids).count == ids.count)
                let made = (1...23).map { MadeSlip(content: "\($0)").original.hex }
                #expect(Set(ids).isSuperset(of: made))
            }
        },
        .init(name: "a slip handed in twice is found by the flag of that") { archive in
            let made = MadeSlip()
            try await made.store(in: archive)
            let query = SearchQuery(flag: "resubmitted_scan")
            #expect(try await archive.search(query, after: nil, limit: 10).hits.isEmpty)
            _ = try await archive.resubmit(made.submission)
            let hits = try await archive.search(query, after: nil, limit: 10).hits
            #expect(hits.map(\.summary.flags) == [["out_of_catalog", "resubmitted_scan"]])
        },
    ]

    /// Words, and whether the slip that ``MadeSlip`` makes by default has them.
    private static let words: [(String, Bool)] = [
        ("血糖", true), ("血", true), ("葡萄糖测定", true), ("糖测", true), ("血常", false), ("糖血", false),
        ("阿莫西林", true), ("莫西", true), ("西林 陪护", true), ("西林 床位", false), ("长岭大学", true), ("施敏", true),
        // Not across the end of one text and the beginning of the next.
        ("胶囊阿莫", false), ("费葡萄", false), ("定陪", false),
        ("0256398378", true), ("02563", true), ("56398", false), ("0.25g", true), ("０．２５ｇ", true),
        ("xj01caa", true), ("XJ01CAA040E001010100966", true), ("J01", false), ("33441541", true),
        ("2024-03-12", true), ("2024-03-13", false), ("(甲)阿莫西林胶囊", true), ("（甲）阿莫", true), ("24粒", true),
        ("out_of_catalog", false), ("", true), ("  ", true), ("　", true),
    ]

    /// Filters, and which of the three slips fit.
    private static let filters: [(SearchQuery, [String])] = [
        (SearchQuery(), ["3", "2", "1"]),
        (SearchQuery(patient: "王小明"), ["2"]),
        (SearchQuery(patient: "小明"), ["2"]),
        (SearchQuery(patient: "海州"), []),
        (SearchQuery(hospital: "中医院"), ["2"]),
        (SearchQuery(hospital: "医院"), ["2", "1"]),
        (SearchQuery(hospital: "王小明"), []),
        (SearchQuery(idNumber: "11010519491231002X"), ["2"]),
        (SearchQuery(idNumber: "430682"), ["1"]),
        (SearchQuery(idNumber: "30682"), []),
        (SearchQuery(receipt: "0256398378"), ["1"]),
        (SearchQuery(receipt: "33441541"), ["1"]),
        (SearchQuery(receipt: "334415410256398378"), ["1"]),
        (SearchQuery(receipt: "0"), ["2", "1"]),
        (SearchQuery(receipt: "%"), []),
        (SearchQuery(entry: "S2"), ["2"]),
        (SearchQuery(entry: "S"), []),
        (SearchQuery(flag: "over_cap"), ["2"]),
        (SearchQuery(flag: "total_mismatch"), ["2"]),
        (SearchQuery(flag: "out_of_catalog"), ["1"]),
        (SearchQuery(decision: "needs_review"), ["2"]),
        (SearchQuery(decision: "unreadable"), ["3"]),
        (SearchQuery(from: CalendarDate(year: 2024, month: 3, day: 13)), ["2"]),
        (SearchQuery(from: CalendarDate(year: 2024, month: 3, day: 12)), ["2", "1"]),
        (SearchQuery(to: CalendarDate(year: 2024, month: 3, day: 12)), ["1"]),
        (
            SearchQuery(
                from: CalendarDate(year: 2024, month: 3, day: 31),
                to: CalendarDate(year: 2024, month: 4, day: 1)),
            ["2"]
        ),
    ]

    /// The contents of the slips that a search finds, in its order.
    private static func found(_ query: SearchQuery, in archive: any Archive) async throws -> [String] {
        let contents = Dictionary(
            uniqueKeysWithValues: ["1", "2", "3"].map { (MadeSlip(content: $0).original.hex, $0) })
        return try await archive.search(query, after: nil, limit: 10).hits.map {
            contents[$0.summary.id] ?? "another"
        }
    }
}
