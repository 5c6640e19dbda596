public import Slips

/// That a slip seems to be one that was handed in before, though its bytes are others; or that its own bytes came again after
/// its receipt was paid.
public struct Repetition: Hashable, Sendable {
    /// What it is that seems so, the gravest last.
    public enum Sign: String, Codable, Sendable, CaseIterable {
        /// The same numbers stand at the same places: one sheet scanned twice.
        case paper
        /// Both bear one receipt's number.
        case receipt
        /// Both bear one receipt's number, with another total or another check code.
        case altered
        /// The slip's own bytes were handed in again after its receipt was paid, or the payment taken back; the other slip is
        /// the slip itself.
        case again
    }

    /// A person's word that the later slip may stand.
    public struct Clearing: Hashable, Sendable {
        public var at: Timestamp
        public var by: String
        public var reason: String

        public init(at: Timestamp, by: String, reason: String) {
            self.at = at
            self.by = by
            self.reason = reason
        }
    }

    public var sign: Sign
    /// The other slip's ID.
    public var other: String
    /// When the other slip was first handed in.
    public var otherAt: Timestamp
    /// Whether the slip that this is said of is the later of the two.
    public var isLater: Bool
    /// Whether both receipts' codes and numbers were read for certain.
    public var isCertain: Bool
    /// Whether what differs was read for certain in both; false where nothing does.
    public var isDifferenceCertain: Bool
    /// The receipt that both bear; nil for ``Sign/paper``.
    public var receipt: String?
    /// What became of the claim for the receipt.
    public var state: ReceiptState
    /// The total of the slip that this is said of, yuan.
    public var total: Money?
    /// The other slip's total, yuan.
    public var otherTotal: Money?
    /// Which share of the numbers read from both pages stands on both, in thousandths; nil but for ``Sign/paper``.
    public var share: Int?
    public var clearing: Clearing?

    public init(
        sign: Sign, other: String, otherAt: Timestamp, isLater: Bool, isCertain: Bool,
        isDifferenceCertain: Bool, receipt: String?,
        state: ReceiptState, total: Money?, otherTotal: Money?, share: Int?, clearing: Clearing?
    ) {
        self.sign = sign
        self.other = other
        self.otherAt = otherAt
        self.isLater = isLater
        self.isCertain = isCertain
        self.isDifferenceCertain = isDifferenceCertain
        self.receipt = receipt
        self.state = state
        self.total = total
        self.otherTotal = otherTotal
        self.share = share
        self.clearing = clearing
    }

    /// Whether a person must look: of two slips at the later one, at both where they contradict each other, and not
    /// where the payment for the earlier was taken back or somebody looked already.
    public var isOpen: Bool {
        (isLater || sign == .altered) && clearing == nil && !(sign == .receipt && state == .reversed)
    }

    /// The codes of the findings that it gives; none to the earlier of two slips but where amounts differ.
    public var flags: [String] {
        switch sign {
        case .paper: isLater ? [Resubmission.flag] : []
        case .receipt, .again: isLater ? [Self.reused] : []
        case .altered: isLater ? [Self.reused, Self.altered] : [Self.altered]
        }
    }

    /// The code of the finding that a receipt came again.
    public static let reused = "receipt_reused"
    /// The code of the finding that a receipt came again with another amount.
    public static let altered = "receipt_altered"

    private func severity(of code: String) -> String {
        switch (sign, code) {
        case (.paper, _): "suspect"
        case (.receipt, _) where state == .reversed: "slight"
        case (_, Self.altered): isCertain && isDifferenceCertain && isLater ? "definite" : "suspect"
        default: isCertain ? "definite" : "suspect"
        }
    }

    private func message(of code: String) -> String {
        let id = other.prefix(12)
        let receipt = receipt ?? ""
        if sign == .again {
            return """
                票据 \(receipt) \(state.chinese)，此后同一扫描件又被提交；\
                the same scan was handed in again after the receipt \(receipt) had been paid or its payment taken back (\(state.rawValue))
                """
        }
        let word = isLater ? ("已于\(otherAt)提交", "was handed in at \(otherAt)") : ("后又提交", "came again")
        switch code {
        case Self.altered:
            let totals = "\(total?.description ?? "–") / \(otherTotal?.description ?? "–")"
            return """
                票据 \(receipt) \(word.0)（\(id)），但金额或校验码不同：\(totals)；\
                receipt \(receipt) \(word.1) (\(id)) with another amount or check code: \(totals)
                """
        case Self.reused:
            return """
                票据 \(receipt) \(word.0)（\(id)，\(state.chinese)）；\
                receipt \(receipt) \(word.1) (\(id), \(state.rawValue))
                """
        default:
            let percent = "\((share ?? 0) / 10) %"
            return """
                疑似同一纸张再次扫描：与 \(id)（\(otherAt)提交）的数字有 \(percent) 相同且位置一致；\
                seems to be one sheet scanned again: \(percent) of the numbers are those of \(id) \
                (handed in at \(otherAt)), at the same places
                """
        }
    }

    /// The findings, as a review has them.
    var findings: [JSONValue] {
        flags.map { code in
            var members: [String: JSONValue] = [
                "code": .text(code), "severity": .text(severity(of: code)),
                "message": .text(message(of: code)), "basis": .text("票据登记 receipt registry"),
                "cleared_by": .text(
                    "比对两份原件后以 slipway receipt clear 记录 comparing both papers (slipway receipt clear)"),
            ]
            if code == Self.altered, let total { members["amount"] = .text(total.description) }
            if let clearing {
                members["ruling"] = .text("approved")
                members["ruling_reason"] = .text("\(clearing.by): \(clearing.reason)")
            }
            return .object(members)
        }
    }
}

extension ReceiptState {
    /// What people call it.
    public var chinese: String {
        switch self {
        case .unpaid: "未报销"
        case .claimed: "已报销"
        case .reversed: "已冲销"
        }
    }
}

extension ReviewDocument {
    /// The review with the findings that its slip seems to have been handed in before; where one is open, a person must
    /// decide what the review alone would accept.
    ///
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when the JSON has no list of findings.
    public func flagged(_ repetitions: [Repetition]) throws(ArchiveError) -> ReviewDocument {
        let findings = repetitions.flatMap(\.findings)
        guard !findings.isEmpty else { return self }
        var review = try members()
        guard case .array(let flags) = review["flags"] else {
            throw .unfitReview(reason: "it has no list ‘flags’")
        }
        review["flags"] = .array(flags + findings)
        if repetitions.contains(where: \.isOpen), review["decision"] == .text("accepted") {
            review["decision"] = .text("needs_review")
        }
        return try ReviewDocument(review)
    }
}
