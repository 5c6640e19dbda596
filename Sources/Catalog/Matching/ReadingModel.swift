import Foundation

/// What it costs to believe that a printed character was read as another: learned from this program's own readings.
///
/// Costs are negative logarithms of probabilities, in units of ``unit`` nats, so that one stands for about one
/// character that was misread without any known reason. What was counted seldom leans on what is known beforehand:
/// characters of like shape, and characters that the engine cannot write.
struct ReadingModel: Sendable {
    /// Natural logarithms in a cost of one.
    static let unit: Float = 12

    /// The model of the counts that are built into the program.
    static let learned = ReadingModel(ReadingCounts.learned)

    private struct Character: Sendable {
        var printed: Float
        var right: Float
        var lost: Float
        var misread: [Unicode.Scalar: Float]
    }

    private let characters: [Unicode.Scalar: Character]
    private let extra: [Unicode.Scalar: Float]
    private let printed: Float
    /// The share of Chinese characters that were misread, and that were lost.
    private let misreadShare: Float
    private let lostShare: Float
    /// By hundredths of confidence: how much dearer a misreading is there.
    private let surety: [Float]
    private let confidentlyRight: [Float]
    private let likely: [Unicode.Scalar: Set<Unicode.Scalar>]
    private let marks: [Character]

    /// Observations of one character that weigh as much as what is known beforehand.
    private static let prior: Float = 3
    /// The share of one stranger, and of one look-alike, among the misreadings of a character.
    private static let stranger: Float = 1 / 1500
    private static let lookAlike: Float = 1 / 15

    init(_ counts: ReadingCounts) {
        characters = counts.characters.mapValues {
            Character(
                printed: Float($0.printed), right: Float($0.right), lost: Float($0.lost),
                misread: $0.misread.mapValues(Float.init))
        }
        extra = counts.extra.mapValues(Float.init)
        printed = Float(counts.printed)
        let han = counts.characters.filter { $0.key.isHan }.values
        let total = Float(han.reduce(0) { $0 + $1.printed }) + 1000
        misreadShare = (Float(han.reduce(0) { $0 + $1.printed - $1.right - $1.lost }) + 50) / total
        lostShare = (Float(han.reduce(0) { $0 + $1.lost }) + 3) / total
        (surety, confidentlyRight) = Self.confidence(counts.confidences)
        var likely: [Unicode.Scalar: Set<Unicode.Scalar>] = [:]
        for (wanted, counts) in counts.characters {
            for (seen, count) in counts.misread where count >= 2 && count * 50 >= counts.printed {
                likely[seen, default: []].insert(wanted)
            }
        }
        self.likely = likely
        marks = "★▲△◆*".unicodeScalars.compactMap { [characters] in characters[$0] }
    }

    /// What the printed character is taken for at a confidence against what it is otherwise.
    private static func confidence(
        _ counts: [Int: ReadingCounts.Confidence]
    ) -> (surety: [Float], right: [Float]) {
        let right = Float(counts.values.reduce(0) { $0 + $1.right }) + 1
        let wrong = Float(counts.values.reduce(0) { $0 + $1.wrong }) + 1
        var surety: [Float] = []
        var shares: [Float] = []
        for hundredth in 0..<100 {
            // Neighbours count too, so that a range of few readings is no accident's.
            let width = hundredth >= 96 ? 0 : hundredth >= 90 ? 1 : 4
            var (near, far): (Float, Float) = (0, 0)
            for other in (hundredth - width)...(hundredth + width) {
                near += Float(counts[other]?.right ?? 0)
                far += Float(counts[other]?.wrong ?? 0)
            }
            let smoothing: Float = 4
            let atRight = (near + smoothing * right / (right + wrong)) / (right + smoothing)
            let atWrong = (far + smoothing * wrong / (right + wrong)) / (wrong + smoothing)
            let nats = log(atRight / atWrong)
            surety.append(min(max(nats, -3), 4) / unit)
            shares.append(
                (near + smoothing * right / (right + wrong)) / (near + far + smoothing))
        }
        return (surety, shares)
    }

    /// How much dearer than usual it is to believe that a character read so surely was misread; negative for cheaper.
    func surety(_ confidence: Double) -> Float { surety[ReadingCounts.range(of: confidence)] }

    /// The share of characters read so surely that are right.
    func rightShare(_ confidence: Double) -> Float { confidentlyRight[ReadingCounts.range(of: confidence)] }

    /// What a seen character may stand for.
    func likeness(of seen: Unicode.Scalar) -> Set<Unicode.Scalar> {
        ShapeConfusions.likeness(of: seen).union(likely[seen] ?? [])
    }

    /// A printed character read as another.
    func substitution(of wanted: Unicode.Scalar, by seen: Unicode.Scalar) -> Float {
        let counts = characters[wanted]
        let isUnseen = counts.map { $0.printed < 5 } ?? true
        // What the engine cannot write is always misread, until readings show that it can.
        let isUnwritable =
            isUnseen && ShapeConfusions.isUnwritable(wanted) || !wanted.isHan && !wanted.isASCII
        let share = isUnwritable ? 0.9 : misreadShare
        let beforehand = share * (ShapeConfusions.areAlike(wanted, seen) ? Self.lookAlike : Self.stranger)
        let many = counts?.printed ?? 0
        // A character that is often misread is often misread as something new.
        let missed = (many - (counts?.right ?? 0) + Self.prior * share) / (many + Self.prior)
        let known = ((counts?.misread[seen] ?? 0) * 0.9 + Self.prior * beforehand) / (many + Self.prior)
        return cost(known + missed * 0.3 * Self.stranger)
    }

    /// A printed character that left no trace.
    func loss(of wanted: Unicode.Scalar) -> Float {
        let counts = characters[wanted]
        let isUnwritable = (counts?.printed ?? 0) < 5 && ShapeConfusions.isUnwritable(wanted)
        let share = isUnwritable ? 0.05 : lostShare
        return cost(
            ((counts?.lost ?? 0) + Self.prior * share) / ((counts?.printed ?? 0) + Self.prior))
    }

    /// A character read where none is printed.
    func extra(_ seen: Unicode.Scalar) -> Float {
        cost(((extra[seen] ?? 0) + 0.3) / (printed + 2000))
    }

    /// A character read at the front, where one of the marks may be printed that hospitals set before names.
    func mark(_ seen: Unicode.Scalar) -> Float {
        let likelihood = marks.reduce(Float(0)) { sum, mark in
            sum + 0.03 * ((mark.misread[seen] ?? 0) + Self.prior * Self.stranger)
                / (mark.printed + Self.prior)
        }
        return cost(max(likelihood, 0.1 * Self.stranger))
    }

    private func cost(_ probability: Float) -> Float { min(max(-log(probability) / Self.unit, 0.03), 1.2) }
}
