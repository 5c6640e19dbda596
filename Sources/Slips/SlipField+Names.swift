extension SlipField {
    /// What people call the field in Chinese.
    public var chineseName: String { names.chinese }

    /// What people call the field in English.
    public var englishName: String { names.english }

    private var names: (chinese: String, english: String) {
        switch self {
        case .hospital: ("医院", "Hospital")
        case .patient: ("姓名", "Patient")
        case .sex: ("性别", "Sex")
        case .age: ("年龄", "Age")
        case .idNumber: ("身份证号", "ID number")
        case .insuranceType: ("医保类型", "Insurance type")
        case .recordNumber: ("病历号", "Record no.")
        case .receiptCode: ("票据代码", "Receipt code")
        case .receiptNumber: ("票据号码", "Receipt no.")
        case .checkCode: ("校验码", "Check code")
        case .admissionDate: ("入院日期", "Admission")
        case .dischargeDate: ("出院日期", "Discharge")
        case .issueDate: ("开票日期", "Issue date")
        case .total: ("合计", "Total")
        case .totalCapitals: ("合计大写", "Total in capitals")
        }
    }
}
