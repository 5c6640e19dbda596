import Archive
import Foundation
import Slips
import Testing

@Suite struct `Values of the archive` {
    @Test func `a digest is SHA-256 in lower-case hexadecimal`() throws {
        // FIPS 180-2, appendix B.1.
        let digest = ContentDigest(of: Array("abc".utf8))
        #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentDigest(digest.hex) == digest)
        for text in [
            "", "abc", digest.hex.uppercased(), digest.hex + "0", String(digest.hex.dropLast()) + "g",
        ] {
            #expect(ContentDigest(text) == nil)
        }
        let folder = try TemporaryFolder()
        #expect(try ContentDigest(ofFileAt: folder.file("abc", Array("abc".utf8))) == digest)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_795_319_700, "2026-11-22T03:55:00Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (4_102_444_799, "2099-12-31T23:59:59Z"),
    ])
    func `a time is RFC 3339 in UTC, both ways`(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).description == text)
        #expect(Timestamp(text) == Timestamp(seconds: seconds))
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T03:55:00+08:00", "2026-11-22 03:55:00Z", "2026-13-01T00:00:00Z",
    ])
    func `what is not a time of the archive is none`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `a finding is added to a review and the rest stays as it is, byte for byte`() throws {
        let json = #"""
            {"extra":{"a":[1,2.5,0.1,-3,1e-07,true,false,null,"施/\"\\ \n"]},"flags":[{"code":"blank"}],"id":"1","source":"a"}
            """#
        let review = ReviewDocument(json: Array(json.utf8))
        let times = [1, 2].map {
            RecordedSubmission(sequence: 1, at: Timestamp(seconds: $0), source: "a/b", claim: nil)
        }
        let resubmission = try #require(Resubmission(times))
        let flagged = try review.flagged(resubmission)
        let twice = try flagged.flagged(resubmission)
        #expect(flagged == twice)
        let parts = flagged.text.components(separatedBy: #"[{"code":"blank"},"#)
        #expect(parts.count == 2)
        let original = review.text.components(separatedBy: #"[{"code":"blank"}"#)
        #expect(parts[0] == original[0])
        #expect(parts[1].hasSuffix(original[1]))
        #expect(flagged.text.contains(#""code":"resubmitted_scan""#))
        #expect(
            try review.from(source: "b").text
                == review.text.replacing(#""source":"a""#, with: #""source":"b""#))
    }

    @Test func `one submission is no resubmission, one place is slight, two are definite`() {
        func submissions(_ sources: String...) -> [RecordedSubmission] {
            sources.map { RecordedSubmission(sequence: 1, at: Timestamp(seconds: 0), source: $0, claim: nil) }
        }
        #expect(Resubmission(submissions("a")) == nil)
        #expect(Resubmission(submissions("a", "a"))?.severity == "slight")
        #expect(Resubmission(submissions("a", "a", "b"))?.severity == "definite")
        #expect(Resubmission(submissions("a", "b"))?.message.hasPrefix("同一扫描件已提交2次，来自2个位置") == true)
    }

    @Test func `handing in the same file again only to name its claim is no resubmission`() {
        func submissions(_ given: (source: String, claim: String?)...) -> [RecordedSubmission] {
            given.enumerated().map { index, one in
                RecordedSubmission(
                    sequence: Int64(index), at: Timestamp(seconds: 0), source: one.source, claim: one.claim)
            }
        }
        #expect(Resubmission(submissions(("/in/a", "/in"), ("/in/a", "C-1"))) == nil)
        #expect(Resubmission(submissions(("/in/a", nil), ("/in/a", "C-1"))) == nil)
        #expect(Resubmission(submissions(("/in/a", "C-1"), ("/in/a", "/in")))?.severity == "slight")
        #expect(Resubmission(submissions(("/in/a", "C-1"), ("/in/a", "C-2")))?.severity == "slight")
        #expect(Resubmission(submissions(("/in/a", "/in"), ("/in/b", "C-1")))?.severity == "definite")
        #expect(Resubmission(submissions(("a", nil), ("a", "C-1"), ("a", "C-1")))?.severity == "slight")
    }

    @Test func `a slip without a date of issue has that of discharge, else of admission, else of its items`()
        throws
    {
        func date(_ fields: String, _ items: String = "") throws -> String? {
            let json = """
                {"schema":"slipway.review.v1","id":"i","source":"s","kind":"other","pages":[],"flags":[],
                "catalog":{"id":"c","edition":"e","sha256":"0"},"totals":{"printed":null,"closed":false},"decision":"accepted",
                "fields":{\(fields)},"items":[\(items)]}
                """
            return try RecordSummary(of: ReviewDocument(json: Array(json.utf8))).date?.description
        }
        let issue = #""issue_date":{"value":"2024-05-03"}"#
        let discharge = #""discharge_date":{"value":"2024-05-02"}"#
        let admission = #""admission_date":{"value":"2024-05-01"}"#
        let items = ["2024-04-01", "2024-04-03", "2024-04-02"].map {
            #"{"line":1,"date":{"value":"\#($0)"},"name":{"value":null},"quantity":{"value":null},"#
                + #""amount":{"value":null},"needs_review":true,"match":{"status":"ambiguous","code":null},"flags":[]}"#
        }.joined(separator: ",")
        #expect(try date([admission, discharge, issue].joined(separator: ","), items) == "2024-05-03")
        #expect(try date([admission, discharge].joined(separator: ","), items) == "2024-05-02")
        #expect(
            try date([admission, #""issue_date":{"value":null}"#].joined(separator: ","), items)
                == "2024-05-01")
        #expect(try date("", items) == "2024-04-03")
        #expect(try date("") == nil)
    }

    @Test func `every event is read back as it was written`() throws {
        let digest = ContentDigest(of: [1])
        let submission = Submission(original: digest, source: "路径/a b\n\"c\".jpg", claim: nil)
        let events: [ArchiveEvent] = [
            .submission(submission), .release(.init(original: digest, entries: [3, 5])),
            .review(
                .init(
                    slip: digest.hex, document: digest,
                    catalog: CatalogEdition(id: "i", edition: "e", sha256: "f"))),
            .page(.init(review: 7, page: KeptPage(number: 1, raster: digest, layout: digest))),
            .quarantine(
                QuarantinedInput(
                    source: "s", page: 2, failureClass: "oom", reason: "原因", attempts: 2, original: nil)),
            .correction(
                .init(
                    slip: digest.hex, review: 2, by: "张", reason: "误读", changes: digest, corrected: digest,
                    undoes: nil)),
            .opinion(.init(slip: digest.hex, review: 4, by: "李", outcome: .sentBack, note: "再看")),
            .access(.init(by: "李", act: .unmask, slip: digest.hex, from: "127.0.0.1", detail: "稽核")),
            .account(.init(by: "command line", account: "李", change: .added, roles: ["auditor"])),
        ]
        for event in events {
            let body = try event.body()
            #expect(try ArchiveEvent(type: event.type, body: body) == event)
            #expect(try event.body() == body)
            let recorded = try event.committed()
            let opened = try RecordedBody(type: event.type, text: recorded.body)
            #expect(try ArchiveEvent(type: event.type, body: opened, openings: recorded.openings) == event)
        }
        #expect(throws: ArchiveError.self) { try ArchiveEvent(type: "unheard of", body: "{}") }
        #expect(throws: ArchiveError.self) { try ArchiveEvent(type: "page", body: "{}") }
    }

    @Test func `money of a batch counts what is certain apart, and nothing where an older program counted`()
        throws
    {
        let accepted = MadeSlip(content: "a")
        let doubtful = MadeSlip(content: "b", decision: "needs_review")
        let counts = try SlipCounts(of: [accepted.review(of: []), doubtful.review(of: [])])
        #expect(counts.amount == "75.00" && counts.acceptedAmount == "37.50")
        let older = try JSONDecoder().decode(
            SlipCounts.self,
            from: Data(#"{"accepted":1,"forReview":0,"unreadable":0,"amount":"7.00"}"#.utf8))
        #expect(older.acceptedAmount == nil && (older + older).acceptedAmount == nil)
        #expect((older + counts).acceptedAmount == "37.50" && (older + counts).amount == "82.00")
        #expect(SlipCounts().acceptedAmount == nil)
    }
}
