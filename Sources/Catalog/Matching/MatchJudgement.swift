import Slips

/// Decides which candidate is meant, and whether that may be acted on.
struct MatchJudgement {
    let query: PrintedLine
    let printed: PrintedName
    let candidates: [EntryCandidate]
    let names: [NearName]
    /// The nearest charge that no catalog lists.
    let excluded: NearName?

    /// How much less must speak against the best than against the next of another meaning.
    private static let margin: Float = 0.5
    /// The same for a name that was read exactly: another name must need at least a likely misreading.
    private static let exactMargin: Float = 0.28

    init(
        query: PrintedLine, printed: PrintedName, candidates: [EntryCandidate], names: [NearName],
        excluded: NearName?
    ) {
        self.query = query
        self.printed = printed
        self.candidates = candidates.enumerated()
            .sorted { ($0.element.penalty, $0.offset) < ($1.element.penalty, $1.offset) }
            .map(\.element)
        self.names = names
        self.excluded = excluded
    }

    var match: CatalogMatch {
        let shown = shownCandidates
        guard let best = candidates.first, isNear(best), !isExcluded else { return unlisted(shown) }
        let rivals = candidates.dropFirst().filter { isRival($0, of: best) }
        let isMatched = rivals.isEmpty && isClear(best)
        return CatalogMatch(
            status: isMatched ? .matched : .ambiguous, entry: best.entry, score: rounded(best.name.score),
            candidates: shown, isCertain: isMatched && isCertain(best))
    }

    /// Five candidates at most, and three of one name, so that the packs of one drug do not hide other names.
    private var shownCandidates: [CatalogMatch.Candidate] {
        var ofName: [String: Int] = [:]
        let varied = candidates.filter { candidate in
            ofName[candidate.entry.name, default: 0] += 1
            return ofName[candidate.entry.name, default: 0] <= 3
        }
        // What has next to nothing in common is no help to whoever must choose.
        return varied.filter { $0.hasPrintedCode || $0.name.score >= 0.2 }.prefix(5).map {
            CatalogMatch.Candidate(code: $0.entry.code, name: $0.entry.name, score: rounded($0.name.score))
        }
    }

    /// Whether what is printed is nearer to a charge that no catalog lists than to any name of this one.
    private var isExcluded: Bool {
        guard let excluded, excluded.score >= 0.7 else { return false }
        return excluded.difference.cost + 0.3 < names.first?.difference.cost ?? .infinity
    }

    /// The match of a line whose name is near to no entry.
    private func unlisted(_ shown: [CatalogMatch.Candidate]) -> CatalogMatch {
        let nearest = names.first
        let share = nearest?.unexplainedShare ?? 1
        let unexplained = nearest?.difference.unexplained ?? .infinity
        let isGoodReading = query.confidence >= CatalogMatcher.goodConfidence && !query.name.isEmpty
        let isExactlyExcluded = isExcluded && excluded?.difference.unexplained == 0
        // In a good reading two characters of a short name and three of a long one are not misread.
        let isFar = share > 0.42 && unexplained >= 2.6 || share >= 0.6 && unexplained >= 1.8
        let isUnlisted = isExcluded || isGoodReading && share > 0.3 && unexplained >= 1.8 && isStrange
        return CatalogMatch(
            status: isUnlisted ? .outOfCatalog : .ambiguous, entry: nil,
            score: rounded(nearest?.score ?? 0), candidates: shown,
            isCertain: isExactlyExcluded
                || isGoodReading && isUnlisted && (isFar || isExcluded) && !holdsAName)
    }

    /// Whether enough of what is printed stands in no near name; a name that lost characters has no strange ones.
    private var isStrange: Bool {
        guard let form = printed.forms.last else { return false }
        let han = form.filter(\.isHan)
        let strangers = candidates.prefix(5).map { candidate in
            let name = Set(NormalText(candidate.entry.name).scalars)
            return han.count { !name.contains($0) && name.isDisjoint(with: ShapeConfusions.likeness(of: $0)) }
        }
        let fewest = strangers.min() ?? han.count
        return fewest >= 2 && fewest * 5 >= han.count * 2
    }

    /// Whether the name of a candidate stands whole within what is printed, so that the rest may be dirt.
    private var holdsAName: Bool {
        guard let form = printed.forms.first else { return false }
        return candidates.contains { candidate in
            let name = NormalText(candidate.entry.name).scalars
            guard name.count >= 3, name.count < form.count else { return false }
            return (0...(form.count - name.count)).contains { form[$0...].starts(with: name) }
        }
    }

    private func rounded(_ score: Float) -> Double { Double((score * 1000).rounded()) / 1000 }

    /// Whether a candidate may be meant at all.
    private func isNear(_ candidate: EntryCandidate) -> Bool {
        candidate.name.score >= (candidate.hasPrintedCode ? 0.35 : 0.58)
    }

    /// Whether a candidate's name was read well enough to say that it is meant.
    private func isClear(_ candidate: EntryCandidate) -> Bool {
        candidate.hasPrintedCode || candidate.name.score >= 0.7
    }

    /// Whether a candidate of another meaning is too near to the best.
    private func isRival(_ other: EntryCandidate, of best: EntryCandidate) -> Bool {
        let hasSameName = other.entry.name == best.entry.name
        if hasSameName, other.verdict == best.verdict, best.verdict.overCap != nil { return false }
        let isExact = best.name.difference.cost == 0 && !hasSameName
        // A price over the cap of one entry is no reason to rule out the other by its price.
        let isOverCap = best.verdict.overCap.map { $0 > .zero } ?? false
        let penalty = isOverCap ? other.penalty - other.pricePenalty : other.penalty
        return penalty - best.penalty < (isExact ? Self.exactMargin : Self.margin)
    }

    /// Whether name and specification leave no doubt.
    private func isCertain(_ best: EntryCandidate) -> Bool {
        let name = best.name
        if best.hasPrintedCode { return name.score >= 0.5 }
        // One unlike character is a misreading in a long name, another item in a short one.
        let allowed: Float = name.length >= 9 ? 1.9 : name.length >= 6 ? 1 : 0
        guard name.difference.unexplained <= allowed, name.score >= 0.75 else { return false }
        guard name.difference.cutOff == 0 || name.length >= 8 && name.difference.unexplained == 0 else {
            return false
        }
        guard let specCost = best.specCost else { return true }
        return specCost <= 1
    }
}
