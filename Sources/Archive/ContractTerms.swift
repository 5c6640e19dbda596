import Review
import Slips

/// The contract's codes as a person reads them: Chinese first, English second.
public enum ContractTerms {
    /// The kind of a paper.
    public static func kind(_ code: String) -> String { name(code, in: kinds) }

    /// The decision on a slip.
    public static func decision(_ code: String) -> String { name(code, in: decisions) }

    /// How much weight a finding has.
    static func severity(_ code: String) -> String { name(code, in: severities) }

    /// What a person decided about a finding.
    static func ruling(_ code: String) -> String { name(code, in: rulings) }

    /// What somebody said of a review who did not make it.
    public static func opinion(_ outcome: ArchiveEvent.Opinion.Outcome) -> String {
        name(outcome.rawValue, in: opinions)
    }

    /// A finding; its English name is its code.
    static func flag(_ code: String) -> String {
        FlagCode(rawValue: code).chineseName.map { "\($0) \(code)" } ?? code
    }

    /// The label of a field, or its key when it is not known.
    static func field(_ key: String) -> String {
        SlipField(rawValue: key).map { "\($0.chineseName) \($0.englishName)" } ?? key
    }

    private static func name(_ code: String, in names: [String: String]) -> String {
        let printable = TerminalText.printable(code)
        return names[code].map { "\($0) \(printable.replacing("_", with: " "))" } ?? printable
    }

    private static let kinds = [
        "fee_list": "费用清单", "receipt": "收费票据", "e_receipt": "电子票据", "pharmacy": "药店小票", "other": "其他",
        "blank": "空白",
    ]

    private static let decisions = ["accepted": "通过", "needs_review": "待核对", "unreadable": "无法识读"]

    private static let rulings = ["approved": "已核准", "upheld": "已认定"]

    private static let opinions = ["confirmed": "复核通过", "sent_back": "复核退回", "returned": "退件补正"]

    private static let severities = ["definite": "确定", "suspect": "可疑", "slight": "轻微"]
}
