public import Slips

/// Until when each slip is kept, and which were destroyed, as the events say; nothing else is asked.
///
/// It is filled with all events in their order. An archive asks it before it destroys anything, and a verification asks
/// it whether what was destroyed could be.
public struct RetentionLedger: Sendable {
    /// A proposal to destroy slips, and what became of it.
    public struct Proposal: Hashable, Sendable {
        /// Its place in the log.
        public var number: Int64
        public var at: Timestamp
        public var fact: ArchiveEvent.DestructionProposed
        /// When it was decided; nil while it is open.
        public var decidedAt: Timestamp?
        public var decision: ArchiveEvent.DestructionDecided?
    }

    /// A destruction that was not allowed.
    public struct Violation: Hashable, Sendable {
        /// The decision's place in the log.
        public var sequence: Int64
        public var reason: String
    }

    private struct Slip {
        var original: ContentDigest
        var retention: RetentionClass
        var lastAct: Timestamp
    }

    /// The slips that are kept, by their IDs.
    private var slips: [String: Slip] = [:]
    private var usual = RetentionClass.usual
    /// How many slips are kept of some bytes.
    private var held: [ContentDigest: Int] = [:]
    /// By which decision each slip was destroyed, and the last that was kept of some bytes.
    private var ended: [String: Int64] = [:]
    private var endedOriginals: [ContentDigest: Int64] = [:]
    /// What was handed in by batches, and those that have ended.
    private var inputs: [Int64: [(original: ContentDigest?, sequence: Int64)]] = [:]
    private var endedBatches: [Int64] = []
    /// The latest time of an event so far: a clock that was set back makes no time of keeping shorter.
    private var latest = Timestamp(seconds: .min)
    /// All proposals by their numbers.
    public private(set) var proposals: [Int64: Proposal] = [:]
    public private(set) var violations: [Violation] = []
    private let list: @Sendable (ContentDigest) throws -> DestructionList

    /// - Parameter list: Gives a kept list of slips to be destroyed.
    public init(list: @escaping @Sendable (ContentDigest) throws -> DestructionList) {
        self.list = list
    }

    // MARK: Filling it

    /// Takes the next event of the log.
    ///
    /// - Throws: What keeps a list of slips from being read.
    public mutating func add(_ event: ArchiveEvent, sequence: Int64, at: Timestamp) throws {
        latest = max(latest, at)
        switch event {
        case .submission(let submission):
            // A slip that comes again after it was destroyed is a new one.
            if slips[submission.slipID] == nil { held[submission.original, default: 0] += 1 }
            let new = Slip(original: submission.original, retention: usual, lastAct: latest)
            slips[submission.slipID, default: new].lastAct = latest
        case .review(let review): act(on: review.slip)
        case .correction(let correction): act(on: correction.slip)
        case .opinion(let opinion): act(on: opinion.slip)
        case .retention(let change):
            if let id = change.slip {
                slips[id]?.retention = change.retention
            } else {
                usual = change.retention
            }
        case .input(let input): inputs[input.batch, default: []].append((input.original, sequence))
        case .batchEnd(let end): endedBatches.append(end.batch)
        case .destructionProposed(let fact):
            proposals[sequence] = Proposal(number: sequence, at: at, fact: fact)
        case .destructionDecided(let decision): try add(decision, sequence: sequence, at: at)
        default: break
        }
    }

    private mutating func act(on slip: String) { slips[slip]?.lastAct = latest }

    private mutating func add(
        _ decision: ArchiveEvent.DestructionDecided, sequence: Int64, at: Timestamp
    ) throws {
        func violated(_ reason: String) { violations.append(Violation(sequence: sequence, reason: reason)) }
        guard let proposal = proposals[decision.proposal], proposal.decision == nil else {
            return violated("it decides about event \(decision.proposal), which is no open proposal")
        }
        proposals[decision.proposal]?.decidedAt = at
        proposals[decision.proposal]?.decision = decision
        guard decision.outcome == .approved else { return }
        if Person.isOne(decision.by, proposal.fact.by) {
            violated("\(decision.by) approved what he proposed himself")
        }
        for item in try list(proposal.fact.list).slips {
            guard let slip = slips.removeValue(forKey: item.id) else {
                violated("slip \(item.id) was not there")
                continue
            }
            let day = slip.retention.firstDayAfter(slip.lastAct)
            if day == nil { violated("slip \(item.id) is kept for ever") }
            if let day, let today = at.dateInBeijing, today < day {
                violated("slip \(item.id) is kept until \(day)")
            }
            ended[item.id] = sequence
            held[slip.original, default: 0] -= 1
            if held[slip.original] == 0 { endedOriginals[slip.original] = sequence }
        }
    }

    // MARK: Asking it

    /// For how long a slip is kept; nil where there is none of this ID.
    public func retention(of id: String) -> RetentionClass? { slips[id]?.retention }

    /// For how long slips are kept that are handed in from now on.
    public var retentionOfNew: RetentionClass { usual }

    /// The first day on which a slip may be destroyed; nil where never, or where there is none.
    public func firstDayAfter(_ id: String) -> CalendarDate? {
        slips[id].flatMap { $0.retention.firstDayAfter($0.lastAct) }
    }

    /// The slips that may be destroyed on a day, with why.
    public func due(on day: CalendarDate) -> DestructionList {
        DestructionList(
            slips: slips.compactMap { id, slip in
                guard let first = firstDayAfter(id), first <= day else { return nil }
                return .init(id: id, retention: slip.retention, lastAct: slip.lastAct)
            })
    }

    /// What was destroyed.
    public var destroyed: DestroyedSlips {
        var batches: [Int64: Int64] = [:]
        for batch in endedBatches {
            let ends = (inputs[batch] ?? []).map { input in
                input.original.flatMap { endedOriginals[$0] }.flatMap { $0 > input.sequence ? $0 : nil }
            }
            if !ends.contains(nil) { batches[batch] = ends.compactMap(\.self).max() }
        }
        return DestroyedSlips(slips: ended, originals: endedOriginals, batches: batches)
    }
}
