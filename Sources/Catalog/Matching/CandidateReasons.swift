/// Why an entry stands where it does among those that a printed line may mean.
public struct RankedEntry: Sendable {
    public let entry: CatalogEntry
    /// What speaks against it and for it, weightiest first, in English; one unit of cost stands for one character that
    /// has no excuse.
    public let reasons: [String]
}

extension CatalogMatcher {
    /// The entries that a line may mean, each once, likeliest first, with the reasons of their order.
    public func ranking(of line: PrintedLine) -> [RankedEntry] {
        candidates(for: line).sorted { $0.penalty < $1.penalty }.likeliestOfEach.map {
            RankedEntry(entry: $0.entry, reasons: $0.reasons)
        }
    }
}

extension [EntryCandidate] {
    /// Each entry once, where it comes first: one may be near by several of its names.
    var likeliestOfEach: [EntryCandidate] {
        var seen = Set<String>()
        return filter { seen.insert($0.entry.code).inserted }
    }
}

extension EntryCandidate {
    /// What was weighed, in words.
    fileprivate var reasons: [String] {
        var reasons = [nameReason]
        if hasPrintedCode { reasons.append("the printed code is this entry's") }
        if let specCost {
            reasons.append(
                specCost == 0
                    ? "the specification is the same" : "the specification differs (\(Self.text(specCost)))")
        }
        if pricePenalty > 0 {
            reasons.append("the printed price is on another level than its cap (\(Self.text(pricePenalty)))")
        }
        if !verdict.holds { reasons.append("it does not hold on the day (0.60)") }
        let rest = evidence - (specCost ?? 0) - pricePenalty - (verdict.holds ? 0 : 0.6)
        if rest > 0.01 { reasons.append("unit, class or code speak against it (\(Self.text(rest)))") }
        if rest < -0.01, !hasPrintedCode {
            reasons.append("the printed code is nearly its own (\(Self.text(rest)))")
        }
        reasons.append("in all \(Self.text(penalty))")
        return reasons
    }

    private var nameReason: String {
        let near = NormalText(scalars: name.text)
        if near != NormalText(entry.name) {
            return "it is also named \(near.text)"
                + (name.difference.cost == 0 ? "" : ", which \(differenceReason)")
        }
        return name.difference.cost == 0 ? "the name is the same" : "the name \(differenceReason)"
    }

    private var differenceReason: String {
        let difference = name.difference
        let cut = difference.cutOff > 0 ? ", its last \(difference.cutOff) characters not printed" : ""
        return "differs (\(Self.text(difference.cost))\(cut))"
    }

    private static func text(_ cost: Float) -> String {
        let hundredths = Int((cost.magnitude * 100).rounded())
        let rest = hundredths % 100
        return "\(cost < 0 ? "-" : "")\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
