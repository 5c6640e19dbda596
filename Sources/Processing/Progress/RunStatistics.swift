public import Archive
public import Review
public import Slips
internal import Synchronization

/// What a run came to, gathered as its inputs end; its size does not grow with the run.
public final class RunStatistics: Sendable {
    /// Findings of one kind.
    public struct Findings: Hashable, Sendable {
        public var count = 0
        /// Slips with at least one.
        public var slips = 0
        /// Yuan in question.
        public var amount = Money.zero
    }

    /// The slips of one hospital.
    public struct Hospital: Hashable, Sendable {
        public var slips = 0
        /// Slips with at least one finding.
        public var flagged = 0
        /// The sum of the lines, yuan.
        public var amount = Money.zero
    }

    /// An input, or a page of one, that went to quarantine.
    public struct Failure: Hashable, Sendable {
        public var source: String
        /// Where the input's bytes lay.
        public var path: String
        public var digest: ContentDigest?
        public var reason: PageFailure
    }

    /// What is known at a moment.
    public struct State: Hashable, Sendable {
        /// How inputs ended: `reviewed`, `resubmitted`, `done_before` or `quarantined`.
        public fileprivate(set) var inputs: [String: Int] = [:]
        /// Slips by their decision.
        public fileprivate(set) var decisions: [String: Int] = [:]
        /// The sum of the slips' lines, yuan.
        public fileprivate(set) var amount = Money.zero
        public fileprivate(set) var findings: [FlagCode: Findings] = [:]
        /// By their names as reviewed; slips without one are under an empty name.
        public fileprivate(set) var hospitals: [String: Hospital] = [:]
        /// How often each class of failure was met.
        public fileprivate(set) var failureClasses: [String: Int] = [:]
        /// The first of the failures, ``RunStatistics/failuresKept`` at most.
        public fileprivate(set) var failures: [Failure] = []
        /// Claims that slips came with, ``RunStatistics/claimsKept`` at most.
        public fileprivate(set) var claims: Set<String> = []
        /// Where the files of the slowest pages came from.
        public fileprivate(set) var sources: [ContentDigest: String] = [:]
    }

    /// Failures that are told one by one.
    public static let failuresKept = 200
    /// Claims that are compared at the end; those of a longer run are looked at one by one.
    public static let claimsKept = 2000
    /// Hospitals that are told apart; the slips of more are under an empty name.
    private static let hospitalsKept = 10_000

    /// How long pages took.
    public let times = PageTimes()
    private let state = Mutex(State())

    public init() {}

    public var current: State { state.withLock { $0 } }

    /// Counts an input that ended.
    public func note(_ report: SlipReport) {
        let reviews = report.reviews.compactMap { try? $0.decoded(as: SlipReview.self) }
        let slow = Set(times.current.slowest.map(\.file))
        state.withLock { state in
            if let digest = report.digest, slow.contains(digest) {
                state.sources[digest] = report.source
                state.sources = state.sources.filter { slow.contains($0.key) }
            }
            switch report.outcome {
            case .busy: return
            case .reviewed(_, let lost):
                state.inputs["reviewed", default: 0] += 1
                for failure in lost { state.add(failure, of: report) }
            case .resubmitted: state.inputs["resubmitted", default: 0] += 1
            case .doneBefore: state.inputs["done_before", default: 0] += 1
            case .quarantined(let failures):
                state.inputs["quarantined", default: 0] += 1
                for failure in failures { state.add(failure, of: report) }
            }
            if state.claims.count < Self.claimsKept { state.claims.formUnion(report.claims) }
            for review in reviews { state.add(review, hospitalsKept: Self.hospitalsKept) }
        }
    }
}

extension RunStatistics.State {
    fileprivate mutating func add(_ failure: PageFailure, of report: SlipReport) {
        failureClasses[failure.failureClass, default: 0] += 1
        guard failures.count < RunStatistics.failuresKept else { return }
        failures.append(
            .init(source: report.source, path: report.path, digest: report.digest, reason: failure))
    }

    fileprivate mutating func add(_ review: SlipReview, hospitalsKept: Int) {
        decisions[review.decision.rawValue, default: 0] += 1
        amount = Self.sum(amount, review.totals.items)
        let flags = review.flags + review.items.flatMap(\.flags)
        let placed =
            review.flags.map { (0, $0) } + review.items.flatMap { item in item.flags.map { (item.line, $0) } }
        for (line, flag) in placed {
            findings[flag.code, default: .init()].count += 1
            // Of lines that charge the same, the first may stand.
            let isFirst = flag.code == .duplicateCharge && !(flag.related ?? []).contains { $0 < line }
            if !isFirst, let sum = flag.amount {
                findings[flag.code, default: .init()].amount = Self.sum(
                    findings[flag.code, default: .init()].amount, sum)
            }
        }
        for code in Set(flags.map(\.code)) { findings[code, default: .init()].slips += 1 }
        // A blank page is of no hospital.
        guard review.kind != .blank else { return }
        var name = review.fields[SlipField.hospital.rawValue]?.value ?? ""
        if hospitals[name] == nil, hospitals.count >= hospitalsKept { name = "" }
        var hospital = hospitals[name, default: .init()]
        hospital.slips += 1
        if !flags.isEmpty { hospital.flagged += 1 }
        hospital.amount = Self.sum(hospital.amount, review.totals.items)
        hospitals[name] = hospital
    }

    /// A sum beyond what money can be stays what it was.
    private static func sum(_ a: Money, _ b: Money) -> Money {
        let (micros, isTooMuch) = a.micros.addingReportingOverflow(b.micros)
        return isTooMuch ? a : Money(micros: micros)
    }
}
