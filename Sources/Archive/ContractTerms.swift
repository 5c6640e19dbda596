import Slips

/// The contract's codes as a person reads them: Chinese first, English second.
public enum ContractTerms {
    /// The kind of a paper.
    public static func kind(_ code: String) -> String { name(code, in: kinds) }

    /// The decision on a slip.
    public static func decision(_ code: String) -> String { name(code, in: decisions) }

    /// How much weight a finding has.
    static func severity(_ code: String) -> String { name(code, in: severities) }

    /// A finding; its English name is its code.
    static func flag(_ code: String) -> String { flags[code].map { "\($0) \(code)" } ?? code }

    /// The label of a field, or its key when it is not known.
    static func field(_ key: String) -> String {
        SlipField(rawValue: key).map(label) ?? key
    }

    private static func name(_ code: String, in names: [String: String]) -> String {
        let printable = TerminalText.printable(code)
        return names[code].map { "\($0) \(printable.replacing("_", with: " "))" } ?? printable
    }

    private static let kinds = [
        "fee_list": "费用清单", "receipt": "收费票据", "e_receipt": "电子票据", "pharmacy": "药店小票", "other": "其他",
        "blank": "空白",
    ]

    private static let decisions = ["accepted": "通过", "needs_review": "待复核", "unreadable": "无法识读"]

    private static let severities = ["definite": "确定", "suspect": "可疑", "slight": "轻微"]

    private static let flags = [
        "out_of_catalog": "目录外", "over_cap": "超限价", "amount_mismatch": "数量×单价≠金额", "duplicate_charge": "重复收费",
        "expired_entry": "目录项已失效", "limit_unproved": "限定支付条件未证实", "mutually_exclusive": "互斥项目",
        "over_frequency": "超频次", "wrong_sex": "性别不符", "wrong_age": "年龄不符", "wrong_hospital_level": "医院级别不符",
        "wrong_care_type": "就医类别不符", "over_course": "超疗程", "total_mismatch": "合计不符",
        "capitals_mismatch": "大写金额不符", "subtotal_mismatch": "小计不符", "receipt_reused": "票据重复使用",
        "resubmitted_scan": "扫描件重复提交", "bad_id_number": "身份证号有误", "bad_receipt_code": "票据代码有误",
        "provider_not_designated": "非定点机构", "outside_stay": "住院日期之外", "unreadable": "无法识读", "blank": "空白页",
    ]

    private static func label(_ field: SlipField) -> String {
        switch field {
        case .hospital: "医院 Hospital"
        case .patient: "姓名 Patient"
        case .sex: "性别 Sex"
        case .age: "年龄 Age"
        case .idNumber: "身份证号 ID number"
        case .insuranceType: "医保类型 Insurance type"
        case .recordNumber: "病历号 Record no."
        case .receiptCode: "票据代码 Receipt code"
        case .receiptNumber: "票据号码 Receipt no."
        case .checkCode: "校验码 Check code"
        case .admissionDate: "入院日期 Admission"
        case .dischargeDate: "出院日期 Discharge"
        case .issueDate: "开票日期 Issue date"
        case .total: "合计 Total"
        case .totalCapitals: "合计大写 Total in capitals"
        }
    }
}
