/// A column of a fee list.
enum FeeColumn: String, CaseIterable, Hashable {
    case serial, date, code, name, spec, unit, quantity, price, amount, insuranceClass, ratio

    /// Headings that hospitals use for the column.
    var headings: [String] {
        switch self {
        case .serial: ["序号", "No"]
        case .date: ["日期", "收费日期", "费用日期"]
        case .code: ["项目编码", "编码", "医保编码", "国家编码", "收费编码"]
        case .name: ["项目名称", "收费项目", "名称", "费用名称", "项目名称"]
        case .spec: ["规格", "规格型号", "规格"]
        case .unit: ["单位", "计价单位", "单位"]
        case .quantity: ["数量", "总量", "数量", "次数"]
        case .price: ["单价", "价格", "单价(元)", "单价"]
        case .amount: ["金额", "金额(元)", "总价", "金额"]
        case .insuranceClass: ["类别", "医保类别", "等级", "费用等级"]
        case .ratio: ["自付比例"]
        }
    }

    var alignment: SheetWriter.Alignment {
        switch self {
        case .quantity, .price, .amount: .right
        case .serial, .date, .unit, .insuranceClass, .ratio: .centre
        case .code, .name, .spec: .left
        }
    }

    /// The role of the column's cells in the truth.
    var role: String {
        switch self {
        case .price: "item.unit_price"
        case .insuranceClass: "item.class"
        default: "item." + rawValue
        }
    }

    /// Columns that a list can do without, the first to go first.
    static let dispensable: [FeeColumn] = [.ratio, .serial, .code, .insuranceClass]

    /// Orders in which hospitals print the columns.
    static let orders: [[FeeColumn]] = [
        [.date, .code, .name, .spec, .unit, .quantity, .price, .amount, .insuranceClass],
        [.date, .name, .spec, .unit, .quantity, .price, .amount, .insuranceClass],
        [.serial, .name, .spec, .unit, .price, .quantity, .amount, .insuranceClass, .ratio],
        [.serial, .date, .name, .spec, .quantity, .unit, .price, .amount],
        [.code, .name, .spec, .unit, .quantity, .price, .amount, .date],
        [.date, .insuranceClass, .name, .spec, .unit, .quantity, .price, .amount],
        [.name, .spec, .unit, .quantity, .price, .amount, .insuranceClass],
        [.date, .name, .spec, .price, .quantity, .unit, .amount, .insuranceClass],
    ]
}
