public import Archive
internal import Synchronization

/// How long workers were at work on pages: a histogram, and the slowest of them; its size does not grow with the run.
public final class PageTimes: Sendable {
    /// A page, and how long a worker was at it.
    public struct Page: Hashable, Sendable {
        /// The digest of the file.
        public var file: ContentDigest
        /// From 1.
        public var number: Int
        public var time: Duration
        /// Whether it was read; a page that was not may have been tried twice.
        public var isRead: Bool

        public init(file: ContentDigest, number: Int, time: Duration, isRead: Bool) {
            self.file = file
            self.number = number
            self.time = time
            self.isRead = isRead
        }
    }

    /// What is known at a moment.
    public struct State: Hashable, Sendable {
        /// The slowest first, ``PageTimes/slowestKept`` at most.
        public fileprivate(set) var slowest: [Page] = []
        /// Pages for each of ``PageTimes/bounds``, and last those that took longer; each is counted once.
        public fileprivate(set) var counts = [Int](repeating: 0, count: PageTimes.bounds.count + 1)
        /// All times together.
        public fileprivate(set) var total = Duration.zero
    }

    /// Upper bounds of the histogram, seconds.
    public static let bounds = [1, 2, 3, 5, 8, 12, 20, 30, 60, 120]
    static let slowestKept = 10

    private let state = Mutex(State())

    public init() {}

    public var current: State { state.withLock { $0 } }

    /// Counts a page that a worker is done with.
    public func note(_ page: Page) {
        state.withLock { state in
            let place = Self.bounds.firstIndex { page.time <= .seconds($0) } ?? Self.bounds.count
            state.counts[place] += 1
            state.total += page.time
            let at = state.slowest.firstIndex { $0.time < page.time } ?? state.slowest.count
            guard at < Self.slowestKept else { return }
            state.slowest.insert(page, at: at)
            if state.slowest.count > Self.slowestKept { state.slowest.removeLast() }
        }
    }
}
