extension FlagCode {
    /// What people call the finding in Chinese; nil for a code that this version does not know.
    public var chineseName: String? { Self.chineseNames[rawValue] }

    /// Whether this version has such a finding.
    public var isKnown: Bool { chineseName != nil }

    /// The codes that this version has, sorted.
    public static var known: [String] { chineseNames.keys.sorted() }

    private static let chineseNames = [
        "out_of_catalog": "目录外", "over_cap": "超限价", "amount_mismatch": "数量×单价≠金额", "duplicate_charge": "重复收费",
        "expired_entry": "目录项已失效", "limit_unproved": "限定支付条件未证实", "mutually_exclusive": "互斥项目",
        "over_frequency": "超频次", "wrong_sex": "性别不符", "wrong_age": "年龄不符", "wrong_hospital_level": "医院级别不符",
        "wrong_care_type": "就医类别不符", "over_course": "超疗程", "total_mismatch": "合计不符",
        "capitals_mismatch": "大写金额不符", "subtotal_mismatch": "小计不符", "receipt_reused": "票据重复使用",
        "receipt_altered": "同号票据金额不符",
        "resubmitted_scan": "扫描件重复提交", "bad_id_number": "身份证号有误", "bad_receipt_code": "票据代码有误",
        "provider_not_designated": "非定点机构", "outside_stay": "住院日期之外", "page_count_mismatch": "页数不符",
        "pages_disagree": "各页不属一单",
        "unreadable": "无法识读", "blank": "空白页",
        "wrong_insurance": "险种不符", "over_quantity": "超量", "over_total": "超限额", "out_of_scope": "不予支付",
        "decomposed_charge": "分解收费", "full_price_operation": "手术未折价", "missing_main_item": "缺主项目",
        "duplicate_prescription": "重复开药", "incompatible": "不宜同用", "too_many_kinds": "种类过多",
        "bad_code": "编码有误", "claim_total_mismatch": "案卷金额不符", "claim_patient_mismatch": "案卷患者不一致",
        "claim_hospital_mismatch": "案卷医院不一致", "claim_page_order": "页码次序有误",
    ]
}
