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
    /// What it costs to lose a character, and to have it read as one of which nothing is known, by its value.
    private var losses: [Float] = []
    private var strangers: [Float] = []
    /// By what is seen: the characters that are known to be read so, with what that costs.
    private var misreadings: [Unicode.Scalar: [Misreading]] = [:]

    /// A printed character that is known to be read as some other.
    struct Misreading: Sendable {
        /// The value of the printed character.
        var wanted: UInt32
        var cost: Float
    }

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
        tabulate(counts)
    }

    /// Works out once what names are compared by again and again.
    private mutating func tabulate(_ counts: ReadingCounts) {
        var (losses, strangers) = ([Float](), [Float]())
        // One character of each sort of which nothing was counted stands for all of its sort.
        let plain = (loss: workedOutLoss(of: "\u{4DBF}"), stranger: strangerCost(of: "\u{4DBF}"))
        let odd = (loss: workedOutLoss(of: "\u{E000}"), stranger: strangerCost(of: "\u{E000}"))
        for value in 0..<UInt32(0x1_0000) {
            let isOdd = Unicode.Scalar(value).map { !$0.isHan && !$0.isASCII } ?? true
            losses.append(isOdd ? odd.loss : plain.loss)
            strangers.append(isOdd ? odd.stranger : plain.stranger)
        }
        for scalar in ShapeConfusions.unwritable.union(counts.characters.keys) where scalar.value < 0x1_0000 {
            losses[Int(scalar.value)] = workedOutLoss(of: scalar)
            strangers[Int(scalar.value)] = strangerCost(of: scalar)
        }
        var wanted: [Unicode.Scalar: Set<Unicode.Scalar>] = [:]
        for (printed, character) in counts.characters {
            for seen in character.misread.keys { wanted[seen, default: []].insert(printed) }
        }
        for seen in Set(wanted.keys).union(ShapeConfusions.confusable) {
            misreadings[seen] = (wanted[seen] ?? []).union(ShapeConfusions.likeness(of: seen)).map {
                Misreading(wanted: $0.value, cost: substitution(of: $0, by: seen))
            }
        }
        self.losses = losses
        self.strangers = strangers
    }

    /// The characters that are known to be read as a seen one; what any other costs is ``stranger(_:)``.
    func misreadings(as seen: Unicode.Scalar) -> [Misreading] { misreadings[seen] ?? [] }

    /// A printed character read as one that is not known to stand for it.
    func stranger(_ wanted: Unicode.Scalar) -> Float {
        wanted.value < 0x1_0000 ? strangers[Int(wanted.value)] : strangerCost(of: wanted)
    }

    private func strangerCost(of wanted: Unicode.Scalar) -> Float {
        cost(of: wanted, readTimes: 0, isAlike: false)
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
        cost(
            of: wanted, readTimes: characters[wanted]?.misread[seen] ?? 0,
            isAlike: ShapeConfusions.areAlike(wanted, seen))
    }

    private func cost(of wanted: Unicode.Scalar, readTimes: Float, isAlike: Bool) -> Float {
        let counts = characters[wanted]
        let isUnseen = counts.map { $0.printed < 5 } ?? true
        // What the engine cannot write is always misread, until readings show that it can.
        let isUnwritable =
            isUnseen && ShapeConfusions.isUnwritable(wanted) || !wanted.isHan && !wanted.isASCII
        let share = isUnwritable ? 0.9 : misreadShare
        let beforehand = share * (isAlike ? Self.lookAlike : Self.stranger)
        let many = counts?.printed ?? 0
        // A character that is often misread is often misread as something new.
        let missed = (many - (counts?.right ?? 0) + Self.prior * share) / (many + Self.prior)
        let known = (readTimes * 0.9 + Self.prior * beforehand) / (many + Self.prior)
        return cost(known + missed * 0.3 * Self.stranger)
    }

    /// A printed character that left no trace.
    func loss(of wanted: Unicode.Scalar) -> Float {
        wanted.value < 0x1_0000 ? losses[Int(wanted.value)] : workedOutLoss(of: wanted)
    }

    private func workedOutLoss(of wanted: Unicode.Scalar) -> Float {
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
