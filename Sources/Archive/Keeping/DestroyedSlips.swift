/// The slips of which nothing is kept but the events, and what that means for each event.
///
/// Events stay for ever, also those of destroyed slips: the tree needs them. They give rise to nothing any more.
public struct DestroyedSlips: Sendable {
    /// By which event of the log each was destroyed: what that slip's events before it named is gone.
    private let slips: [String: Int64]
    /// The same of the bytes of which every slip was destroyed.
    private let originals: [ContentDigest: Int64]
    /// By which event of the log all that a batch handed in was destroyed.
    private let batches: [Int64: Int64]
    /// The reviews of destroyed slips, by their places in the log, as far as events were seen.
    private var reviews: [Int64: Int64] = [:]

    init(slips: [String: Int64], originals: [ContentDigest: Int64], batches: [Int64: Int64]) {
        self.slips = slips
        self.originals = originals
        self.batches = batches
    }

    /// Nothing was destroyed.
    public static let none = DestroyedSlips(slips: [:], originals: [:], batches: [:])

    /// The IDs, with the events by which they were destroyed.
    public var all: [String: Int64] { slips }

    /// What an event means since slips were destroyed.
    public struct Rest: Hashable, Sendable {
        /// Whether it still gives rise to something.
        public var isLive: Bool
        /// What it names and the archive must hold.
        public var contents: [ContentDigest]
        /// Whether what opens its commitments is kept.
        public var isDisclosed: Bool
    }

    /// What an event means; it must be asked of all events in their order.
    public mutating func rest(of event: ArchiveEvent, sequence: Int64) -> Rest {
        func isOver(_ end: Int64?) -> Bool { end.map { $0 > sequence } ?? false }
        let isLive: Bool
        switch event {
        case .page(let page): isLive = !isOver(reviews[page.review])
        case .quarantine(let input): isLive = !isOver(input.original.flatMap { originals[$0] })
        // What left the quarantine then left it for good.
        case .release(let released):
            let isOver = isOver(originals[released.original])
            return Rest(isLive: true, contents: isOver ? [] : event.contents, isDisclosed: !isOver)
        // A batch's totals stay, without the names of what is gone.
        case .input(let input):
            let isOver = isOver(input.original.flatMap { originals[$0] })
            return Rest(isLive: true, contents: [], isDisclosed: !isOver)
        case .batch: return Rest(isLive: true, contents: [], isDisclosed: !isOver(batches[sequence]))
        default:
            let end = event.slips.compactMap { slips[$0] }.max()
            if case .review = event, let end { reviews[sequence] = end }
            isLive = !isOver(end)
        }
        return Rest(isLive: isLive, contents: isLive ? event.contents : [], isDisclosed: isLive)
    }
}

extension ArchiveEvent {
    /// The slips that it is about; a page's are told by its review.
    var slips: [String] {
        switch self {
        case .submission(let fact): [fact.slipID]
        case .review(let fact): [fact.slip]
        case .correction(let fact): [fact.slip]
        case .opinion(let fact): [fact.slip]
        case .access(let fact): fact.slip.map { [$0] } ?? []
        case .cleared(let fact): [fact.slip, fact.earlier]
        case .retention(let fact): fact.slip.map { [$0] } ?? []
        default: []
        }
    }
}
