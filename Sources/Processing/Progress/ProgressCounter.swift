internal import Synchronization

/// How far a run has come, told by everyone who works at it.
public final class ProgressCounter: Sendable {
    private let state = Mutex(ProgressState())

    public init() {}

    public var current: ProgressState { state.withLock { $0 } }

    /// Files that were found; each is a page until it is opened.
    public func addFiles(_ count: Int) {
        state.withLock { $0.pages += count }
    }

    /// No more files will be found.
    public func allFilesAreFound() {
        state.withLock { $0.isTotalKnown = true }
    }

    /// Pages that a file turned out to have beside its first.
    func addPages(_ count: Int) {
        state.withLock { $0.pages += count }
    }

    /// A page was read, or could not be.
    func pageRead() {
        state.withLock {
            $0.pagesDone += 1
            $0.pagesRead += 1
        }
    }

    /// Pages that need not be read, or will not be.
    func passOver(pages: Int) {
        state.withLock { $0.pagesDone += pages }
    }

    /// Pages of a slip that was reviewed without them.
    public func lose(pages: Int) {
        state.withLock { $0.pagesLost += pages }
    }

    /// Adds what another run came to.
    public func add(_ other: ProgressState) {
        state.withLock {
            $0.pages += other.pages
            $0.pagesDone += other.pagesDone
            $0.pagesRead += other.pagesRead
            $0.slips += other.slips
            $0.forReview += other.forReview
            $0.quarantined += other.quarantined
            $0.pagesLost += other.pagesLost
        }
    }

    /// An input is done with.
    public func finish(needsReview: Bool, isQuarantined: Bool) {
        state.withLock {
            $0.slips += 1
            if needsReview { $0.forReview += 1 }
            if isQuarantined { $0.quarantined += 1 }
        }
    }
}

/// How far a run has come.
public struct ProgressState: Hashable, Sendable {
    /// Pages that are done with, read or not.
    public var pagesDone = 0
    /// Pages that were really read, for the speed.
    public var pagesRead = 0
    /// Pages known so far.
    public var pages = 0
    /// Whether every file was found, so that ``pages`` only grows by files of several pages.
    public var isTotalKnown = false
    /// Inputs that are done with.
    public var slips = 0
    /// Slips that ask for a person.
    public var forReview = 0
    public var quarantined = 0
    /// Pages in quarantine whose file was reviewed without them.
    public var pagesLost = 0

    public init() {}

    /// Slips that ask for nobody.
    public var accepted: Int { max(0, slips - forReview - quarantined) }
}
