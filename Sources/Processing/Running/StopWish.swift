internal import Synchronization

/// The wish to end a run soon: pages that are being read are read to their end, slips that have no other pages are archived, and
/// nothing new is begun.
public final class StopWish: Sendable {
    private let wished = Mutex(false)

    public init() {}

    /// Whether it was wished.
    public var isSet: Bool { wished.withLock { $0 } }

    public func set() { wished.withLock { $0 = true } }
}

/// Why a page is not read: the run is to end.
struct Stopped: Error {}
