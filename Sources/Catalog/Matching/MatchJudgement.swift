import Foundation
import Slips

/// Decides which candidate is meant, and whether that may be acted on.
///
/// Everything is weighed in the units of ``ReadingModel``: what it costs to believe that an entry was printed, against
/// the other entries and against a name that no catalog lists.
struct MatchJudgement {
    let query: PrintedLine
    let printed: PrintedName
    let candidates: [EntryCandidate]
    /// The nearest charge that no catalog lists.
    let excluded: NearName?
    /// What it costs to believe that the reading is a name of its own.
    let ownName: Float
    /// How many names the catalog has: the more, the less likely is any one of them.
    let names: Int
    /// Whether a listed name begins with the reading.
    var isBeginning = false

    /// How much less must speak against the best than against the next of another meaning: odds of 400 to 1.
    private static let margin: Float = 0.5
    /// The same for a name that was read exactly: another name must need at least a likely misreading.
    private static let exactMargin: Float = 0.28
    /// The same against a name that no catalog lists: 1000 to 1.
    private static let certainMargin: Float = 0.58
    /// From here on an entry is what is meant, though a person may have to say so.
    private static let likelyMargin: Float = 0.2
    /// A reading of which less than this stands in the name is for a person, however far every other name is.
    private static let leastScore: Float = 0.6
    /// How much less must speak against the best than against another pack that is paid the same.
    private static let packMargin: Float = 0.25

    init(
        query: PrintedLine, printed: PrintedName, candidates: [EntryCandidate], excluded: NearName?,
        ownName: Float, names: Int
    ) {
        self.query = query
        self.printed = printed
        self.candidates = candidates.enumerated()
            .sorted { ($0.element.penalty, $0.offset) < ($1.element.penalty, $1.offset) }
            .map(\.element)
        self.excluded = excluded
        self.ownName = ownName
        self.names = names
    }

    var match: CatalogMatch {
        let shown = shownCandidates
        guard let best = candidates.first else { return unlisted(shown, lead: .infinity) }
        let lead = lead(of: best)
        guard lead > -Self.likelyMargin else { return unlisted(shown, lead: -lead) }
        let rivals = candidates.dropFirst().filter { isRival($0, of: best) }
        let isMatched = rivals.isEmpty && lead >= Self.likelyMargin
        return CatalogMatch(
            status: isMatched ? .matched : .ambiguous, entry: best.entry, score: rounded(best.name.score),
            candidates: shown,
            isCertain: isMatched && lead >= Self.certainMargin && best.name.score >= Self.leastScore
                && !isMaybeWhole(best) && !isCutAtBracket && !(isTail && !best.hasPrintedCode)
                && !isContradicted(best) && !isMirrorImage(of: best) && !isOneOfPacksByWords(best)
                && !candidates.dropFirst().contains { isOtherPack($0, of: best) })
    }

    /// Whether the printed specification is another than the entry's, which something less than its whole name tells: a cut name
    /// or a code, which is another pack's as easily as the specification.
    private func isContradicted(_ best: EntryCandidate) -> Bool {
        guard best.specCost ?? 0 >= Self.otherSpec else { return false }
        // A bracket that is not closed cuts nothing off.
        let cut = best.name.text.suffix(best.name.difference.cutOff)
        return best.hasPrintedCode || cut.contains { $0.properties.isAlphabetic }
    }

    /// Whether the reading or the entry alone names one of the two mirror images of a substance: 左氨氯地平 is another drug
    /// than 氨氯地平, with a row, a class and a share of its own.
    ///
    /// Source: the national list of drugs, in which 左氧氟沙星, 左氨氯地平, 右美沙芬, 艾司奥美拉唑 and others stand beside or without the
    /// mixture.
    private func isMirrorImage(of best: EntryCandidate) -> Bool {
        guard best.entry.kind == .drug, !best.hasPrintedCode else { return false }
        return Self.images.contains { image in
            let isPrinted = printed.forms.contains { Self.holds(image, $0.scalars) }
            return isPrinted != Self.holds(image, best.name.text)
        }
    }

    private static func holds(_ part: [Unicode.Scalar], _ text: [Unicode.Scalar]) -> Bool {
        stands(part, in: text, misread: 0) || part == text
    }

    private static let images = ["左", "右", "艾司", "消旋"].map { Array($0.unicodeScalars) }

    /// Whether words behind the entry's whole name tell which of its packs is printed: 单腔, 二腔 and 三腔 are a stroke apart.
    private func isOneOfPacksByWords(_ best: EntryCandidate) -> Bool {
        guard !best.hasPrintedCode, let form = printed.forms.last?.scalars,
            form.count > best.name.text.count, form.starts(with: best.name.text)
        else { return false }
        return candidates.contains { $0.entry.name == best.entry.name && $0.entry.code != best.entry.code }
    }

    /// From here on a specification is another one, and no misreading of the entry's.
    private static let otherSpec: Float = 1

    /// Whether the reading ends with an opening bracket, and a listed name goes on behind it: what tells it from others is
    /// cut off.
    private var isCutAtBracket: Bool {
        printed.forms.contains { form in
            form.scalars.last == "("
                && candidates.contains { NormalText($0.entry.name).scalars.starts(with: form.scalars) }
        }
    }

    /// Whether the reading ends with a bracket that it does not open: it is the second line of a name whose first was lost.
    private var isTail: Bool {
        guard let form = printed.forms.last?.scalars else { return false }
        return form.last == ")" && !form.contains("(")
    }

    /// Whether the entry's name goes on after what is printed, and nothing but the name speaks for the entry.
    ///
    /// 注射用阿莫西林钠 is a drug of its own, not only the beginning of 注射用阿莫西林钠克拉维酸钾. A bracket that stays open says that the name goes on,
    /// but only what stands in it says how. Services whose last word alone is missing, and drugs that break off within their form,
    /// have no other name.
    private func isMaybeWhole(_ best: EntryCandidate) -> Bool {
        let cut = best.name.difference.cutOff
        guard cut > 0, !best.hasPrintedCode, best.specCost != 0 else { return false }
        switch best.entry.kind {
        case .service where cut <= Self.lastWord: return false
        case .drug where Self.forms.contains { cut < $0.count && best.name.text.ends(with: $0) }: return false
        default: break
        }
        guard let form = printed.forms.last?.scalars, let open = form.lastIndex(of: "("),
            !form[open...].contains(")")
        else { return true }
        return form.count - open <= Self.leastInBracket
    }

    /// The characters of a service's last word, such as 超声 or 检查.
    private static let lastWord = 2
    /// The forms of more than one character with which names of drugs end.
    private static let forms = [
        "胶囊", "颗粒", "注射液", "分散片", "缓释片", "肠溶片", "咀嚼片", "控释片", "口服液", "口服溶液", "混悬液", "糖浆", "软膏", "乳膏", "滴眼液",
        "滴丸",
        "滴剂", "气雾剂", "喷雾剂", "粉雾剂",
    ].map { Array($0.unicodeScalars) }
    /// As many characters must stand in a bracket that is cut off.
    private static let leastInBracket = 3

    /// By how much an entry is likelier than a name that no catalog lists.
    private func lead(of best: EntryCandidate) -> Float {
        // What is printed just as the catalog has it, or with the entry's code, is no other name.
        if best.hasPrintedCode || best.name.difference == NameDifference(cost: 0, cutOff: 0) { return 1 }
        return unlistedCost - listedCost(best)
    }

    /// Five candidates at most, each entry once, and three of one name, so that the packs of one drug do not hide other
    /// names.
    private var shownCandidates: [CatalogMatch.Candidate] {
        var ofName: [String: Int] = [:]
        let varied = candidates.likeliestOfEach.filter { candidate in
            ofName[candidate.entry.name, default: 0] += 1
            return ofName[candidate.entry.name, default: 0] <= 3
        }
        // What has next to nothing in common is no help to whoever must choose.
        return varied.filter { $0.hasPrintedCode || $0.name.score >= 0.2 }.prefix(5).map {
            CatalogMatch.Candidate(code: $0.entry.code, name: $0.entry.name, score: rounded($0.name.score))
        }
    }

    /// What it costs to believe that just this entry of the catalog is printed.
    private func listedCost(_ candidate: EntryCandidate) -> Float {
        candidate.name.difference.cost + log(Float(max(names, 1))) / ReadingModel.unit
    }

    /// What it costs to believe that something outside the catalog is printed.
    private var unlistedCost: Float { min(ownName, excludedCost) }

    /// The same for one of the charges that hospitals are known to print.
    private var excludedCost: Float {
        guard let excluded else { return .infinity }
        let oneOfThem = log(Float(ExcludedCharges.names.count) / 0.03) / ReadingModel.unit
        return excluded.difference.cost + oneOfThem
    }

    /// The match of a line that is likelier to mean none of the entries.
    private func unlisted(_ shown: [CatalogMatch.Candidate], lead: Float) -> CatalogMatch {
        let isUnlisted =
            lead >= Self.certainMargin
            && (isWellRead && !isPartOfAName && !isBeginning && !isTail && !holdsAName || isReadAsExcluded)
        return CatalogMatch(
            status: isUnlisted ? .outOfCatalog : .ambiguous, entry: nil,
            score: rounded(candidates.first?.name.score ?? 0), candidates: shown, isCertain: isUnlisted)
    }

    private var isReadAsExcluded: Bool {
        excludedCost < ownName && excluded.map { $0.difference.cost < 0.35 } ?? false
    }

    /// Whether most of the reading's Chinese characters must be right.
    private var isWellRead: Bool {
        guard let form = printed.forms.last else { return false }
        let han = form.scalars.indices.filter { form.scalars[$0].isHan }
        guard han.count >= 3 else { return false }
        let right = han.reduce(Float(0)) { $0 + ReadingModel.learned.rightShare(form.confidences[$1]) }
        return right >= 2.5 && right >= 0.85 * Float(han.count) || right >= 0.93 * Float(han.count)
    }

    /// Whether the reading stands in the name of an entry, whose other parts may have been lost.
    private var isPartOfAName: Bool {
        guard let form = printed.forms.last?.scalars, !form.isEmpty else { return false }
        let han = form.filter(\.isHan)
        return candidates.contains { candidate in
            let name = NormalText(candidate.entry.name).scalars
            return Self.stands(form, in: name, misread: 0)
                || han.count >= 3 && Self.stands(han, in: name.filter(\.isHan), misread: han.count / 4)
        }
    }

    /// Whether a text stands in a longer one, but for so many other characters.
    private static func stands(_ part: [Unicode.Scalar], in whole: [Unicode.Scalar], misread: Int) -> Bool {
        guard whole.count > part.count else { return false }
        return (0...(whole.count - part.count)).contains { start in
            zip(part, whole[start...]).count { $0 != $1 } <= misread
        }
    }

    /// Whether the name of an entry stands in the reading, which may be two names, or a name and a stamp, taken for one.
    ///
    /// One character in five may be misread: what stands beside a name has often damaged it.
    private var holdsAName: Bool {
        guard let form = printed.forms.last?.scalars else { return false }
        return candidates.contains { candidate in
            let name = NormalText(candidate.entry.name).scalars
            return name.count >= 4 && Self.stands(name, in: form, misread: name.count / 5)
        }
    }

    private func rounded(_ score: Float) -> Double { Double((score * 1000).rounded()) / 1000 }

    /// Whether a candidate of another meaning is too near to the best.
    private func isRival(_ other: EntryCandidate, of best: EntryCandidate) -> Bool {
        // Forms of one listed drug are told apart by the form that is printed.
        if other.isOtherForm(of: best) { return other.penalty - best.penalty < Self.margin }
        let hasSameName = other.entry.name == best.entry.name
        if hasSameName, other.verdict == best.verdict, best.verdict.overCap != nil { return false }
        let isExact = best.name.difference.cost == 0
        // A price over the cap of one entry is no reason to rule out the other by its price.
        let isOverCap = best.verdict.overCap.map { $0 > .zero } ?? false
        let evidence = isOverCap ? other.evidence - other.pricePenalty : other.evidence
        guard hasSameName else {
            let part = DistinguishingPart(of: best.name.text, from: other.name.text)
            switch part.evidence(in: printed) {
            case .doubtful:
                // Nor does it tell where one of them alone has a cap, which it may be over.
                let price = isOverCap || best.entry.priceCap != nil ? 0 : other.pricePenalty
                return evidence - price - best.evidence < Self.margin
            case .read where isExact: return evidence - best.evidence < -Self.margin
            default: break
            }
            let margin = isExact ? Self.exactMargin : Self.margin
            return other.name.difference.cost + evidence - best.penalty < margin
        }
        let hasExactSpec = best.specCost == 0 && other.specCost ?? 0 > 0
        return evidence - best.evidence < (hasExactSpec ? Self.exactMargin : Self.margin)
    }

    /// Whether another pack of the same name, paid the same, may be the one whose specification is printed.
    private func isOtherPack(_ other: EntryCandidate, of best: EntryCandidate) -> Bool {
        other.entry.name == best.entry.name && other.entry.spec != best.entry.spec && other.specCost != nil
            && other.penalty - best.penalty < Self.packMargin
    }
}

extension [Unicode.Scalar] {
    fileprivate func ends(with end: [Unicode.Scalar]) -> Bool { suffix(end.count).elementsEqual(end) }
}
