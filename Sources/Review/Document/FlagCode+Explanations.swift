extension FlagCode {
    /// What a finding says, and what clears it or is to be done.
    public struct Explanation: Hashable, Sendable {
        public let chinese: String
        public let english: String
    }

    /// What the finding says; nil for a code that this version does not know.
    public var explanation: Explanation? {
        Self.explanations[rawValue].map { Explanation(chinese: $0.0, english: $0.1) }
    }

    private static let explanations: [String: (String, String)] = [
        "out_of_catalog": (
            "名称在目录中没有对应项，该行全自费。",
            "The line names nothing that the catalog lists: it is self-paid as a whole. Name the entry if the name was misread."
        ),
        "over_cap": (
            "单价高于目录限价，超出部分由患者自付。",
            "The unit costs more than the catalog's cap for that hospital and day: what is over it is self-paid."
        ),
        "amount_mismatch": (
            "票面数量×单价不等于金额。",
            "Quantity × unit price is not the amount, although all three were read for certain: ask the institution."
        ),
        "duplicate_charge": (
            "同一目录项同日同量同额重复出现。",
            "The same entry stands there again, of the same day where days are printed, with the same quantity and amount. A record that both were done clears it."
        ),
        "expired_entry": (
            "服务日期不在目录项有效期内。",
            "No row of the entry holds on the day of service: it is not paid."
        ),
        "limit_unproved": (
            "目录限定支付条件，票面不能证明其成立。",
            "The entry is paid only within a limit which no slip can prove: self-paid until a person approves it by the paper that the finding names."
        ),
        "mutually_exclusive": (
            "互斥项目同时收取。",
            "Two entries that exclude each other are both charged."
        ),
        "over_frequency": (
            "次数超过规定频次。",
            "More often than the entry is paid for in that time: what is over is self-paid, or asked."
        ),
        "wrong_sex": (
            "项目限定性别与患者性别不符。",
            "The entry is meant for the other sex than the slip and the identity number say. A corrected sex, or the record, clears it."
        ),
        "wrong_age": (
            "项目限定年龄与患者年龄不符。",
            "The entry is meant for another age than the patient's on the day of the line."
        ),
        "wrong_hospital_level": (
            "项目限定医院级别与该院级别不符。",
            "The entry is paid at hospitals of other levels alone; the level is that of the list of providers."
        ),
        "wrong_care_type": (
            "项目限定就医方式（住院、门诊）不符。",
            "The entry is paid for inpatients alone, or for outpatients alone, and the slip is of the other kind."
        ),
        "wrong_insurance": (
            "项目限定险种与票面医保类型不符。",
            "The entry is paid by another insurance than the slip's, such as that of work injuries."
        ),
        "over_course": (
            "天数超过限定支付疗程。",
            "Longer than the course for which the entry is paid."
        ),
        "over_quantity": (
            "数量超过规定。",
            "More than a slip, or each of its days, can use, or than may be prescribed at a time."
        ),
        "over_total": (
            "金额超过限定报销总额。",
            "Over the sum up to which the entry is paid: what is over is self-paid."
        ),
        "out_of_scope": (
            "按规则不予支付。",
            "A rule says that the entry is not paid as it is charged here, such as a herb that is never paid."
        ),
        "decomposed_charge": (
            "应收整项，拆分为多项收费。",
            "Parts are charged one by one instead of the whole that they make."
        ),
        "full_price_operation": (
            "第二台及以上手术未按规定折价。",
            "A further operation of the same session is charged in full instead of at its reduced price."
        ),
        "missing_main_item": (
            "缺少应同时收取的主项目。",
            "It is charged only together with another entry which is not on the slip; that may stand on another slip."
        ),
        "duplicate_prescription": (
            "同类药品重复开具。",
            "Drugs with the same agent are prescribed twice for the same days."
        ),
        "incompatible": (
            "药品不宜同用。",
            "Drugs that are not to be used together are both on the slip."
        ),
        "too_many_kinds": (
            "药品种类超过规定。",
            "More kinds of drugs than a prescription may hold."
        ),
        "bad_code": (
            "票面编码与所列名称不符或无效。",
            "The printed code is none, or another entry's."
        ),
        "total_mismatch": (
            "票面合计不等于明细之和。",
            "The printed total is not the sum of the lines, although all were read for certain."
        ),
        "capitals_mismatch": (
            "大写金额与小写金额不一致。",
            "The total in capitals is not the total in figures. In doubt the capitals hold."
        ),
        "subtotal_mismatch": (
            "小计不等于其各行之和。",
            "A group's sum is not the sum of its lines."
        ),
        "receipt_reused": (
            "同一票据号码再次出现。",
            "A receipt with this code and number is archived already under other bytes."
        ),
        "receipt_altered": (
            "同一票据号码曾以其他金额或校验码提交。",
            "A receipt of this number was handed in before with another amount or check code: compare both papers before anything is paid."
        ),
        "resubmitted_scan": (
            "同一文件再次提交。",
            "The same bytes were handed in before; `slipway show` lists when and from where."
        ),
        "bad_id_number": (
            "身份证号校验不符。",
            "The citizen number fails its own check (GB 11643), although it was read for certain."
        ),
        "bad_receipt_code": (
            "票据代码不合编码规则。",
            "The receipt's code is not formed as the rules for receipts ask."
        ),
        "provider_not_designated": (
            "机构不在定点名单内。",
            "The hospital or pharmacy is not in the list of designated providers on that day."
        ),
        "outside_stay": (
            "计费日期在住院日期之外。",
            "A charge of a day before the admission or after the discharge."
        ),
        "page_count_mismatch": (
            "封面所报页数与实际页数不符。",
            "The cover sheet announces another number of pages than follow it: look for the missing ones."
        ),
        "pages_disagree": (
            "同一文件的各页所载患者、医院、证件号码或票据号码不一致。",
            "Pages of one file certainly name different patients, hospitals, identity numbers or receipts: hand them in as slips of their own if they are."
        ),
        "unreadable": (
            "未能读出内容，或文件缺页。",
            "Nothing could be read, or a page of the file is in quarantine: look at the original."
        ),
        "blank": (
            "空白页。",
            "Nothing is printed on the page."
        ),
        "claim_total_mismatch": (
            "同一案卷的票据合计与清单合计不符。",
            "The receipts of a claim do not come to what its fee lists come to. `slipway claim show` compares them."
        ),
        "claim_patient_mismatch": (
            "同一案卷的票据患者不一致。",
            "The slips of a claim name different patients, each read for certain."
        ),
        "claim_hospital_mismatch": (
            "金额相符的票据与清单医院不一致。",
            "A receipt and the fee list of the same total name different hospitals, each read for certain."
        ),
        "claim_page_order": (
            "清单页码不连续或次序有误。",
            "The printed page numbers of a fee list are not those of its pages: one is out of order, missing, or there twice."
        ),
    ]
}
