public import Slips

/// What stands in a review, for lists and for search: taken from the review's JSON alone.
public struct RecordSummary: Hashable, Sendable {
    /// The slip's ID.
    public var id: String
    /// The input path as given.
    public var source: String
    /// The kind of paper, as in the contract (`fee_list`, `receipt`, …).
    public var kind: String
    public var catalog: CatalogEdition
    public var hospital: String?
    public var patient: String?
    public var idNumber: String?
    public var receiptCode: String?
    public var receiptNumber: String?
    /// What is said of the receipt that the slip is or belongs to; nil where no number of one was read.
    public var receipt: ReceiptFacts?
    /// The slip's date: of issue, else of discharge, else of admission, else the latest of its items.
    public var date: CalendarDate?
    /// The printed total in yuan; nil where none was read.
    public var total: Money?
    /// The sum of the lines in yuan; nil where the review says none.
    public var itemsTotal: Money?
    /// `accepted`, `needs_review` or `unreadable`.
    public var decision: String
    /// The number of items.
    public var items: Int
    /// How many of them ask for a person.
    public var doubtfulItems: Int
    /// The codes of the findings on the slip and on its items, sorted, each once.
    public var flags: [String]
    /// The greatest amount in yuan of a finding on the slip or on its items; nil where none has an amount.
    public var greatestFinding: Money?
    /// The catalog codes that items were matched to, sorted, each once.
    public var entries: [String]
    /// The digests of the rasters that the review's places refer to, in the order of the pages.
    public var pages: [String]
    /// One text a line of the slip: names as printed and as matched, specification, codes.
    public var itemTexts: [String]
    /// The values of the fields other than hospital and patient.
    public var fieldTexts: [String]
    /// The values of all fields by their names, sorted by name.
    public var fields: [Field]
    /// The amounts of the lines that were matched to an entry, in the order of the lines.
    public var charges: [Charge]

    /// A field with its name in the contract.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var text: String
    }

    /// What a line charges of a catalog entry.
    public struct Charge: Hashable, Sendable {
        public var line: Int
        public var entry: String
        /// Yuan; nil where it was not read.
        public var amount: Money?
    }

    /// Reads a review of the contract.
    ///
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when it is not of the form `slipway.review.v1`.
    public init(of document: ReviewDocument) throws(ArchiveError) {
        let review = try document.decoded(as: ContractReview.self)
        guard review.schema == "slipway.review.v1" else {
            throw .unfitReview(reason: "its schema is ‘\(review.schema)’, not ‘slipway.review.v1’")
        }
        func field(_ name: SlipField) -> String? {
            review.fields[name.rawValue]?.text
        }
        func date(_ name: SlipField) -> CalendarDate? {
            field(name).flatMap { CalendarDate($0) }
        }
        id = review.id
        source = review.source
        kind = review.kind
        catalog = review.catalog
        hospital = field(.hospital)
        patient = field(.patient)
        idNumber = field(.idNumber)
        receiptCode = field(.receiptCode)
        receiptNumber = field(.receiptNumber)
        self.date =
            date(.issueDate) ?? date(.dischargeDate) ?? date(.admissionDate)
            ?? review.items.compactMap { $0.date?.text.flatMap { CalendarDate($0) } }.max()
        total = (review.totals.printed ?? field(.total)).flatMap { Money($0) }
        itemsTotal = review.totals.items.flatMap { Money($0) }
        decision = review.decision
        receipt = review.receipt
        items = review.items.count
        doubtfulItems = review.items.count { $0.needsReview || $0.flags.contains(where: \.isOpen) }
        let findings = review.flags + review.items.flatMap(\.flags)
        flags = Set(findings.map(\.code)).sorted()
        greatestFinding = findings.compactMap { $0.amount.flatMap { Money($0) } }.max()
        entries = Set(review.items.compactMap(\.match.matchedCode)).sorted()
        pages = review.pages.map(\.sha256)
        itemTexts = review.items.map(\.searchText)
        self.fields = review.fields.compactMap { name, read in
            read.text.map { Field(name: name, text: $0) }
        }.sorted { $0.name < $1.name }
        charges = review.items.compactMap { item in
            item.match.matchedCode.map {
                Charge(line: item.line, entry: $0, amount: item.amount.value.flatMap { Money($0) })
            }
        }
        let named: Set = [SlipField.hospital.rawValue, SlipField.patient.rawValue]
        fieldTexts = review.fields.filter { !named.contains($0.key) }
            .sorted { $0.key < $1.key }.compactMap(\.value.text)
    }
}
