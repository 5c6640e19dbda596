import Archive

/// An invented slip, as processing would hand it to the archive.
struct MadeSlip {
    /// Stands for the scan’s bytes.
    var content = "scan"
    var source = "in/slip.jpg"
    var claim: String?
    var hospital: String? = "长岭大学附属第一医院"
    var patient: String? = "施敏秀"
    var idNumber: String? = "430682196702245577"
    var receiptCode: String? = "33441541"
    var receiptNumber: String? = "0256398378"
    var checkCode: String?
    /// Whether the receipt's number and the total were read without doubt.
    var isReceiptCertain = true
    var kind = "fee_list"
    var total: String?
    /// Numbers on the page with their places in thousandths of its sides; nil for a layout that nothing reads.
    var numbers: [(String, x: Int, y: Int)]?
    var issueDate: String? = "2024-03-12"
    var items: [MadeItem] = [
        MadeItem(
            name: "(甲)阿莫西林胶囊", spec: "0.25g*24粒", matchedName: "阿莫西林", code: "XJ01CAA040E001010100966"),
        MadeItem(name: "葡萄糖测定（血糖）", matchedName: "葡萄糖测定", code: "002503020010000"),
        MadeItem(name: "陪护费", flags: ["out_of_catalog"]),
    ]
    var flags: [String] = []
    var decision = "accepted"
    var catalogSHA256 = String(repeating: "a", count: 64)
    var pageCount = 1

    var original: ContentDigest { ContentDigest(of: Array(content.utf8)) }
    var submission: Submission { Submission(original: original, source: source, claim: claim) }

    /// Keeps what the slip refers to, and gives the slip.
    func kept(in archive: any Archive) async throws -> ReviewedSlip {
        _ = try await archive.keep(Array(content.utf8))
        var pages: [KeptPage] = []
        for number in 1...pageCount {
            pages.append(
                KeptPage(
                    number: number,
                    raster: try await archive.keep(Array("raster \(number) of \(content)".utf8)),
                    layout: try await archive.keep(layout(of: number))))
        }
        return ReviewedSlip(submission: submission, pages: pages, review: try review(of: pages))
    }

    private func layout(of page: Int) -> [UInt8] {
        guard let numbers else { return Array("layout \(page) of \(content)".utf8) }
        let runs = numbers.map { text, x, y in
            #"{"box":{"x":\#(x - 5),"y":\#(y - 5),"width":10,"height":10},"text":"\#(text)"}"#
        }.joined(separator: ",")
        let layout =
            #"{"width":1000,"height":1000,"tables":[],"lines":[{"runs":[\#(runs)]}],"formLines":[],"of":"\#(content)"}"#
        return Array(layout.utf8)
    }

    /// Archives the slip.
    @discardableResult
    func store(in archive: any Archive, again: Bool = false) async throws -> StoreOutcome {
        try await archive.store([try await kept(in: archive)], again: again)[0]
    }

    func review(of pages: [KeptPage], id: String? = nil) throws -> ReviewDocument {
        var fields: [String: MadeReview.Read] = [:]
        fields["hospital"] = hospital.map(MadeReview.Read.init)
        fields["patient"] = patient.map(MadeReview.Read.init)
        fields["id_number"] = idNumber.map(MadeReview.Read.init)
        fields["receipt_code"] = receiptCode.map(MadeReview.Read.init)
        fields["receipt_no"] = receiptNumber.map(MadeReview.Read.init)
        fields["check_code"] = checkCode.map(MadeReview.Read.init)
        fields["total"] = total.map(MadeReview.Read.init)
        for name in ["receipt_no", "total"] { fields[name]?.needs_review = !isReceiptCertain }
        fields["issue_date"] = issueDate.map(MadeReview.Read.init)
        return try ReviewDocument(
            MadeReview(
                id: id ?? original.hex, source: source, kind: kind,
                catalog: .init(id: "starter", edition: "2024", sha256: catalogSHA256),
                pages: pages.map { .init(number: $0.number, sha256: $0.raster.hex) },
                fields: fields,
                items: zip(1..., items).map { .init(line: $0, $1) },
                flags: flags.map(MadeReview.Flag.init), totals: .init(printed: total), decision: decision))
    }
}

/// A line of an invented slip; unmatched where no code is given.
struct MadeItem {
    var name: String
    var spec: String?
    var matchedName: String?
    var code: String?
    var flags: [String] = []
}

/// A review in the contract’s form.
struct MadeReview: Encodable {
    struct Read: Encodable {
        var value: String
        var confidence = 0.97
        var needs_review = false

        init(_ value: String) { self.value = value }
    }

    struct Flag: Encodable {
        var code: String
        var severity = "definite"
        var message = "说明；a message"

        init(_ code: String) { self.code = code }
    }

    struct Page: Encodable {
        var number: Int
        var width = 2480
        var height = 3508
        var sha256: String
    }

    struct Match: Encodable {
        var status: String
        var code: String?
        var name: String?
    }

    struct Item: Encodable {
        var line: Int
        var name: Read
        var spec: Read?
        var quantity = Read("1")
        var amount = Read("12.50")
        var match: Match
        var flags: [Flag]
        var needs_review = false

        init(line: Int, _ item: MadeItem) {
            self.line = line
            name = Read(item.name)
            spec = item.spec.map(Read.init)
            match = Match(
                status: item.code == nil ? "out_of_catalog" : "matched", code: item.code,
                name: item.matchedName)
            flags = item.flags.map(Flag.init)
        }
    }

    struct Totals: Encodable {
        var items = "37.50"
        var printed: String?
        var closed = true
        var self_paid = "12.50"
        var over_cap = "0.00"
        var first_self_paid = "0.00"
        var in_scope = "25.00"
    }

    var schema = "slipway.review.v1"
    var id: String
    var source: String
    var kind = "fee_list"
    var catalog: CatalogEdition
    var pages: [Page]
    var fields: [String: Read]
    var items: [Item]
    var flags: [Flag]
    var totals = Totals()
    var decision: String
}
