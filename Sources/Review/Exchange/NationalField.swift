/// A column of the national list of fees (费用明细 `fee_list_d`), and what tells which slip and line it is of.
///
/// Source: national settlement interface; `docs/national-export.md` tells from what each is filled.
public enum NationalField: String, Hashable, Sendable, CaseIterable {
    // Which line it is; names of Slipway's.
    case slip
    case line
    // The provider and the person.
    case providerName = "fixmedins_name"
    case personName = "psn_name"
    case personNumber = "certno"
    case recordNumber = "ipt_otp_no"
    // The line.
    case time = "fee_ocur_time"
    case chargeType = "med_chrgitm_type"
    case chargeLevel = "chrgitm_lv"
    case listCode = "med_list_codg"
    case insuranceListCode = "hilist_code"
    case providerListName = "medins_list_name"
    case spec
    case unit
    case count = "cnt"
    case price = "pric"
    case amount = "det_item_fee_sumamt"
    case priceCap = "pric_uplmt_amt"
    case selfPayRatio = "selfpay_prop"
    case selfPaid = "fulamt_ownpay_amt"
    case overCap = "overlmt_selfpay"
    case firstSelfPaid = "preselfpay_amt"
    case inScope = "inscp_amt"
    /// Whether a person must look at the line before anybody relies on it; a name of Slipway's.
    case needsReview = "needs_review"

    /// Whether it is of the slip as a whole: in JSON it stands once.
    var isOfSlip: Bool {
        switch self {
        case .slip, .providerName, .personName, .personNumber, .recordNumber: true
        default: false
        }
    }
}
