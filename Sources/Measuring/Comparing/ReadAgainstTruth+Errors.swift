public import Review
public import SlipGenerator
internal import Slips

extension ReadAgainstTruth {
    /// Everything that is wrong in a review, in words; empty for one that is right.
    public func errors(of review: SlipReview, _ truth: SlipTruth) -> [String] {
        let lines = pairs.filter { !$0.isRight }.map { pair in
            pair.truth == nil
                ? "a line was invented: \(pair.text)"
                : "\(pair.wrongParts.joined(separator: ", ")) wrong: \(pair.text)"
        }
        let lost = missed.map { "line missed: ‘\($0.name)’ \($0.amount)" }
        let wrongFields = fields.filter { $0.verdict != .right }.map { field in
            "field \(field.field.rawValue): ‘\(field.reading?.value ?? "–")’, "
                + "printed ‘\(field.printed ?? "nothing")’"
        }
        return lines + lost + wrongFields + wrongFindings(of: review, truth)
    }

    private func wrongFindings(of review: SlipReview, _ truth: SlipTruth) -> [String] {
        let ofLines = pairs.map {
            (place: "item \($0.item.line)", found: $0.item.flags, planted: $0.truth?.flags ?? [])
        }
        return (ofLines + [(place: "slip", found: review.flags, planted: truth.flags)]).flatMap { place in
            let (found, planted) = (Set(place.found.map(\.code.rawValue)), Set(place.planted))
            return planted.subtracting(found).sorted().map { "\(place.place): \($0) not found" }
                + found.subtracting(planted).sorted().map { "\(place.place): \($0) unfounded" }
        }
    }
}

extension ReadAgainstTruth.Pair {
    /// What is wrong in the item; empty for one that is right.
    public var wrongParts: [String] {
        guard truth != nil else { return ["line invented"] }
        return [
            ("entry", hasEntry), ("quantity", hasQuantity), ("unit price", hasUnitPrice),
            ("amount", hasAmount),
        ].filter { !$0.1 }.map(\.0)
    }
}
