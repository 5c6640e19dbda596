/// What kind of paper a slip is.
public enum SlipKind: String, Codable, Sendable, CaseIterable {
    /// 费用明细清单, an itemised fee list.
    case feeList = "fee_list"
    /// 门诊/住院收费票据 on a pre-printed form.
    case receipt
    /// 电子票据, a printed e-receipt.
    case eReceipt = "e_receipt"
    /// A pharmacy's till slip.
    case pharmacy
    /// Anything else that has words on it.
    case other
    /// A page with nothing on it.
    case blank

    /// Fields that every slip of the kind prints: one that was not found is a question to a person.
    ///
    /// Who charged stands on every slip, whom it charged on all but the till slips of pharmacies, and on all of a known kind the
    /// day; receipts and till slips are numbered. Of a paper of no known kind it is held to be the same as of most.
    public var printedFields: [SlipField] {
        switch self {
        case .feeList: [.hospital, .patient, .issueDate]
        case .receipt, .eReceipt: [.hospital, .patient, .receiptNumber, .issueDate]
        case .pharmacy: [.hospital, .receiptNumber, .issueDate]
        case .other: [.hospital, .patient]
        case .blank: []
        }
    }
}

/// The fields of a slip's head and foot, named as in the review's contract.
public enum SlipField: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    case hospital
    case patient
    case sex
    case age
    case idNumber = "id_number"
    case insuranceType = "insurance_type"
    case recordNumber = "record_no"
    case receiptCode = "receipt_code"
    case receiptNumber = "receipt_no"
    case checkCode = "check_code"
    case admissionDate = "admission_date"
    case dischargeDate = "discharge_date"
    case issueDate = "issue_date"
    case total
    case totalCapitals = "total_capitals"
}

/// A page of a slip as it was read and is archived.
public struct SlipPage: Hashable, Codable, Sendable {
    /// From 1.
    public var number: Int
    /// In pixels of the raster as archived.
    public var width: Int
    public var height: Int
    /// Dots per inch of the archived raster, as measured or declared.
    public var dpi: Double
    /// Degrees clockwise by which the page as scanned was turned to stand upright: 0, 90, 180 or 270.
    public var rotation: Int
    /// Degrees by which the upright page was turned to lie level; positive clockwise.
    public var skew: Double
    /// SHA-256 of the archived raster's bytes, in lower-case hexadecimal.
    public var sha256: String

    public init(
        number: Int, width: Int, height: Int, dpi: Double, rotation: Int, skew: Double, sha256: String
    ) {
        self.number = number
        self.width = width
        self.height = height
        self.dpi = dpi
        self.rotation = rotation
        self.skew = skew
        self.sha256 = sha256
    }
}

/// One charged line of a slip.
public struct Item: Hashable, Codable, Sendable {
    /// From 1, in the order of the paper.
    public var line: Int
    public var place: Place
    public var date: Reading<CalendarDate>?
    public var code: Reading<String>?
    /// The name as printed, decorations included.
    public var name: Reading<String>
    public var spec: Reading<String>?
    public var unit: Reading<String>?
    public var quantity: Reading<Quantity>
    /// Yuan a unit; nil where the slip prints no unit prices.
    public var unitPrice: Reading<Money>?
    /// Yuan.
    public var amount: Reading<Money>
    /// The insurance class as printed: 甲, 乙 or 丙.
    public var insuranceClass: Reading<String>?
    /// The heading of the category group under which the line stands, such as 西药费.
    public var category: String?
    /// Whether the line takes part in an identity that holds: quantity × unit price = amount.
    public var closes: Bool
    /// Whether a value of the line is neither proven nor certain.
    public var needsReview: Bool
    /// Whether the paper may have cut the name off: it ends where the column ends.
    public var isNameCutOff: Bool {
        get { cutOff ?? false }
        set { cutOff = newValue ? true : nil }
    }
    /// Nil for false, so that slips that were stored before it was known can be read.
    private var cutOff: Bool?

    public init(
        line: Int, place: Place, date: Reading<CalendarDate>? = nil, code: Reading<String>? = nil,
        name: Reading<String>, spec: Reading<String>? = nil, unit: Reading<String>? = nil,
        quantity: Reading<Quantity>, unitPrice: Reading<Money>? = nil, amount: Reading<Money>,
        insuranceClass: Reading<String>? = nil, category: String? = nil, closes: Bool = false,
        needsReview: Bool = false
    ) {
        self.line = line
        self.place = place
        self.date = date
        self.code = code
        self.name = name
        self.spec = spec
        self.unit = unit
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.insuranceClass = insuranceClass
        self.category = category
        self.closes = closes
        self.needsReview = needsReview
    }
}

/// A printed sum of some of a slip's lines: of a category, or of a page.
public struct Subtotal: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
        /// 小计 of a category group.
        case category
        /// 本页小计.
        case page
    }

    public var kind: Kind
    /// The label as printed.
    public var label: String
    /// Yuan.
    public var amount: Reading<Money>
    /// The line numbers that it sums.
    public var lines: [Int]

    public init(kind: Kind, label: String, amount: Reading<Money>, lines: [Int]) {
        self.kind = kind
        self.label = label
        self.amount = amount
        self.lines = lines
    }
}

/// What was read from one slip: its fields, its items, and the sums that it prints.
public struct Slip: Hashable, Codable, Sendable {
    public var kind: SlipKind
    public var pages: [SlipPage]
    /// The fields as text; a key is absent where the slip has no such field.
    ///
    /// Money and dates are normal text.
    public var fields: [SlipField: Reading<String>]
    public var items: [Item]
    public var subtotals: [Subtotal]
    /// The printed total in figures, yuan; nil where the slip prints none.
    public var total: Reading<Money>?
    /// The printed total in capitals (大写), yuan; nil where the slip prints none.
    public var totalInCapitals: Reading<Money>?
    /// Whether something on the page that may be an item could not be made one.
    public var hasUnreadLines: Bool
    /// Pages of the slip's file that could not be read, from 1: the slip may lack them.
    public var lostPages: [Int]
    /// What the cover sheet before the slip says of its claim's pages, and what was there; nil where it says nothing.
    public var coverCount: CoverCount?
    /// Where pages certainly name different patients, hospitals or receipts: the file may hold several slips.
    public var pageConflict: PageConflict?

    public init(
        kind: SlipKind, pages: [SlipPage] = [], fields: [SlipField: Reading<String>] = [:],
        items: [Item] = [], subtotals: [Subtotal] = [], total: Reading<Money>? = nil,
        totalInCapitals: Reading<Money>? = nil, hasUnreadLines: Bool = false, lostPages: [Int] = [],
        coverCount: CoverCount? = nil, pageConflict: PageConflict? = nil
    ) {
        self.kind = kind
        self.pages = pages
        self.fields = fields
        self.items = items
        self.subtotals = subtotals
        self.total = total
        self.totalInCapitals = totalInCapitals
        self.hasUnreadLines = hasUnreadLines
        self.lostPages = lostPages
        self.coverCount = coverCount
        self.pageConflict = pageConflict
    }
}

/// Two pages of a slip that certainly say different things where all pages of one slip say the same.
public struct PageConflict: Hashable, Codable, Sendable {
    public var field: SlipField
    /// The first page that says it, from 1, and what it says.
    public var page: Int
    public var value: String
    /// A later page that says something else, and what.
    public var otherPage: Int
    public var otherValue: String

    public init(field: SlipField, page: Int, value: String, otherPage: Int, otherValue: String) {
        self.field = field
        self.page = page
        self.value = value
        self.otherPage = otherPage
        self.otherValue = otherValue
    }
}

/// How many pages a cover sheet announces, and how many followed it.
public struct CoverCount: Hashable, Codable, Sendable {
    public var announced: Int
    /// Pages with print on them and pages that could not be read, up to the next cover sheet.
    public var found: Int

    public init(announced: Int, found: Int) {
        self.announced = announced
        self.found = found
    }
}
