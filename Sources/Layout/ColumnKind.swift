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

    /// Whether it is a factor of a line: what was counted, or what one of it costs.
    public var isFactor: Bool { self == .quantity || self == .unitPrice || self == .quantityAndUnit }

    /// Whether it is one of the numbers of which a line is the product.
    public var isFactorOrProduct: Bool { isFactor || self == .amount }

    /// Whether its cells hold nothing but a number.
    public var isNumeric: Bool {
        switch self {
        case .serial, .quantity, .unitPrice, .amount, .selfPayRatio, .date, .code: true
        default: false
        }
    }
}

extension ColumnKind {
    /// What people call such a column in Chinese.
    public var chineseName: String {
        switch self {
        case .serial: "序号"
        case .date: "日期"
        case .code: "编码"
        case .name: "名称"
        case .spec: "规格"
        case .unit: "单位"
        case .quantity: "数量"
        case .quantityAndUnit: "数量/单位"
        case .unitPrice: "单价"
        case .amount: "金额"
        case .insuranceClass: "类别"
        case .selfPayRatio: "自付比例"
        case .category: "费用分类"
        case .remark: "备注"
        case .other: "其他"
        }
    }
}
