/// What the cells of a column hold.
public enum ColumnKind: String, Codable, Sendable, CaseIterable {
    /// A running number, 序号.
    case serial
    case date
    case code
    case name
    case spec
    case unit
    case quantity
    /// Quantity and unit in one cell, `2/支`.
    case quantityAndUnit
    case unitPrice
    case amount
    case insuranceClass
    /// The share that the patient pays first, 自付比例.
    case selfPayRatio
    case category
    case remark
    case other

    /// Whether its cells hold nothing but a number.
    public var isNumeric: Bool {
        switch self {
        case .serial, .quantity, .unitPrice, .amount, .selfPayRatio, .date, .code: true
        default: false
        }
    }
}
