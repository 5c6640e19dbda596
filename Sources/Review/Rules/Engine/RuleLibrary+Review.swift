public import Catalog
import Slips

extension RuleLibrary {
    /// What the rules find on a reviewed slip: on its items and on the whole.
    ///
    /// - Parameters:
    ///   - review: A review; findings of rules in it are left aside.
    ///   - catalog: The catalog that names its entries and providers.
    /// - Returns: The findings with their lines; nil for the slip as a whole.
    public func flags(on review: SlipReview, catalog: Catalog) -> [(line: Int?, flag: Flag)] {
        guard !isEmpty else { return [] }
        return findings(on: JudgedSlip(review, catalog: catalog)).map { ($0.line, $0.flag) }
    }

    /// A review with the findings of the rules added, and with what they make of splits and decision.
    ///
    /// What persons have decided about a finding holds: one that is approved deducts nothing, and neither that nor one
    /// that is upheld asks for anybody.
    func applied(to review: SlipReview, catalog: Catalog, rulings: SlipRulings = .none) -> SlipReview {
        guard !isEmpty else { return review }
        let findings = findings(on: JudgedSlip(review, catalog: catalog)).map { finding in
            rulings.ruling(on: finding.flag, line: finding.line).map { finding.decided($0) } ?? finding
        }
        var review = review
        review.flags += findings.filter { $0.line == nil }.map(\.flag)
        let byLine = Dictionary(grouping: findings.filter { $0.line != nil }) { $0.line ?? 0 }
        for index in review.items.indices {
            guard let found = byLine[review.items[index].line] else { continue }
            review.items[index].add(found)
        }
        refundDeductions(findings, on: &review)
        review.totals.split = review.items.compactMap(\.split).reduce(.zero, +)
        if review.decision == .accepted, findings.contains(where: \.flag.isOpen) {
            review.decision = .needsReview
        }
        return review
    }

    /// Makes refunds self-paid where all that they take back is.
    private func refundDeductions(_ findings: [RuleFinding], on review: inout SlipReview) {
        let deducted = Set(findings.filter { $0.deduction == .line }.compactMap(\.line))
        guard !deducted.isEmpty else { return }
        let charged = review.items.filter { $0.split.map { $0.sum > .zero } ?? false }
        let codes = Set(charged.filter { deducted.contains($0.line) }.compactMap(\.match.code))
            .subtracting(charged.filter { !deducted.contains($0.line) }.compactMap(\.match.code))
        for index in review.items.indices {
            guard let split = review.items[index].split, split.sum < .zero,
                let code = review.items[index].match.code, codes.contains(code)
            else { continue }
            review.items[index].split = AmountSplit(selfPaid: split.sum)
        }
    }
}

extension RuleFinding {
    /// The finding as a person decided it.
    fileprivate func decided(_ ruling: FindingRuling) -> RuleFinding {
        var finding = self
        finding.flag.ruling = ruling.outcome
        finding.flag.rulingReason = ruling.reason
        if ruling.outcome == .approved { finding.deduction = .none }
        return finding
    }
}

extension ReviewedItem {
    fileprivate mutating func add(_ findings: [RuleFinding]) {
        for finding in findings {
            flags.append(finding.flag)
            switch finding.deduction {
            case .none: break
            case .line: split = split.map { AmountSplit(selfPaid: $0.sum) }
            case .part(let amount): split = split?.deducting(amount)
            }
        }
    }
}
