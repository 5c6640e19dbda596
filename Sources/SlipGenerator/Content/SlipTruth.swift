/// What a made slip says: the answer that a reading of it is measured against.
///
/// Keys are those of the development slips' `truth.jsonl`, so that one scorer serves both; `pages` and `cells` are
/// added.
public struct SlipTruth: Codable, Hashable, Sendable {
    /// The head's values, printed or not, as normal text; dates are ISO 8601.
    public struct Header: Codable, Hashable, Sendable {
        public var hospital: String
        public var patient: String
        public var sex: String
        public var age: String
        public var idNumber: String
        public var recordNumber: String
        public var receiptCode: String
        public var receiptNumber: String
        public var checkCode: String
        public var insuranceType: String
        public var department: String
        public var admissionDate: String
        public var dischargeDate: String
        public var issueDate: String

        enum CodingKeys: String, CodingKey {
            case hospital, patient, sex, age, department
            case idNumber = "id_number"
            case recordNumber = "record_no"
            case receiptCode = "receipt_code"
            case receiptNumber = "receipt_no"
            case checkCode = "check_code"
            case insuranceType = "insurance_type"
            case admissionDate = "admission_date"
            case dischargeDate = "discharge_date"
            case issueDate = "issue_date"
        }
    }

    /// One charged line.
    public struct Item: Codable, Hashable, Sendable {
        /// As printed, cut off where the paper cuts it off.
        public var name: String
        /// As printed were there room for all of it, decorations included.
        public var fullName: String
        /// The name of the catalog entry; empty for a line outside the catalog.
        public var catalogName: String
        /// The code of the catalog entry; empty for a line outside the catalog.
        public var code: String
        public var spec: String
        public var unit: String
        /// Empty where the layout prints no quantities.
        public var quantity: String
        /// Yuan; null where the layout prints no unit prices.
        public var unitPrice: String?
        /// Yuan.
        public var amount: String
        public var flags: [String]

        enum CodingKeys: String, CodingKey {
            case name, code, spec, unit, quantity, amount, flags
            case fullName = "full_name"
            case catalogName = "catalog_name"
            case unitPrice = "unit_price"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(fullName, forKey: .fullName)
            try container.encode(catalogName, forKey: .catalogName)
            try container.encode(code, forKey: .code)
            try container.encode(spec, forKey: .spec)
            try container.encode(unit, forKey: .unit)
            try container.encode(quantity, forKey: .quantity)
            try container.encode(unitPrice, forKey: .unitPrice)
            try container.encode(amount, forKey: .amount)
            try container.encode(flags, forKey: .flags)
        }
    }

    /// A page of the file in pixels.
    public struct Page: Codable, Hashable, Sendable {
        public var width: Int
        public var height: Int
    }

    /// A piece of printed text and where it lies in the file's pixels, after every damage.
    public struct Cell: Codable, Hashable, Sendable {
        /// From 1.
        public var page: Int
        /// What it is: `label`, `heading`, `title`, a field's contract name, or `item.name` and the like.
        public var role: String
        /// The item's number from 1; null for text outside the items.
        public var line: Int?
        public var text: String
        /// Left, top, width and height of the upright rectangle around the text, in pixels.
        public var box: [Int]
        /// The text's corners: top left, top right, bottom right, bottom left as the text stands.
        public var quad: [[Double]]
    }

    public var file: String
    public var layout: String
    public var kind: String
    public var damage: String
    public var damageNotes: [String]
    public var dpi: Int
    public var header: Header
    /// The printed total in yuan.
    public var total: String
    public var flags: [String]
    public var items: [Item]
    public var pages: [Page]
    public var cells: [Cell]

    enum CodingKeys: String, CodingKey {
        case file, layout, kind, damage, dpi, header, total, flags, items, pages, cells
        case damageNotes = "damage_notes"
    }
}

extension SlipTruth {
    /// Also reads truths of other generators, which have neither pages nor cells.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            file: try container.decode(String.self, forKey: .file),
            layout: try container.decode(String.self, forKey: .layout),
            kind: try container.decode(String.self, forKey: .kind),
            damage: try container.decode(String.self, forKey: .damage),
            damageNotes: try container.decode([String].self, forKey: .damageNotes),
            dpi: try container.decode(Int.self, forKey: .dpi),
            header: try container.decode(Header.self, forKey: .header),
            total: try container.decode(String.self, forKey: .total),
            flags: try container.decode([String].self, forKey: .flags),
            items: try container.decode([Item].self, forKey: .items),
            pages: try container.decodeIfPresent([Page].self, forKey: .pages) ?? [],
            cells: try container.decodeIfPresent([Cell].self, forKey: .cells) ?? [])
    }
}
