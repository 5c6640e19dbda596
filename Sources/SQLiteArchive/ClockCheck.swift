import Archive

/// What the times of events tell of the clock that gave them.
///
/// A clock may be wrong, and is put right; so events out of their order are only remarked. But a destruction that relies on a
/// clock that was ahead is none that was due.
struct ClockCheck {
    /// Clocks that differ by less than this are taken to be right, in seconds.
    private static let tolerance: Int64 = 24 * 3600
    private static let shown = 20

    private let now: Timestamp
    private var latest: (sequence: Int64, at: Timestamp)?
    /// Approved destructions that no later event has contradicted.
    private var destructions: [(sequence: Int64, at: Timestamp)] = []
    private(set) var problems: [VerificationProblem] = []
    private(set) var remarks: [VerificationProblem] = []

    /// - Parameter now: What time it is for who verifies.
    init(now: Timestamp) { self.now = now }

    /// Takes the next event of the log.
    mutating func add(_ event: ArchiveEvent, sequence: Int64, at: Timestamp) {
        if case .destructionDecided(let decision) = event, decision.outcome == .approved {
            if isBefore(now, at) {
                refuse(sequence, at, "it is \(now) now")
            } else {
                destructions.append((sequence, at))
            }
        }
        let contradicted = destructions.filter { isBefore(at, $0.at) }
        for destruction in contradicted {
            refuse(destruction.sequence, destruction.at, "event \(sequence) after it is of \(at)")
        }
        destructions.removeAll { destruction in contradicted.contains { $0.sequence == destruction.sequence }
        }
        if isBefore(now, at) {
            remark(sequence, "it is of \(at), which is yet to come: it is \(now) now")
        } else if let latest, isBefore(at, latest.at) {
            remark(sequence, "it is of \(at), though event \(latest.sequence) before it is of \(latest.at)")
        }
        if latest.map({ $0.at < at }) ?? true { latest = (sequence, at) }
    }

    private func isBefore(_ one: Timestamp, _ other: Timestamp) -> Bool {
        one.seconds < other.seconds - Self.tolerance
    }

    private mutating func refuse(_ sequence: Int64, _ at: Timestamp, _ reason: String) {
        problems.append(
            .init(
                "event \(sequence)",
                "a destruction that was not allowed: it was decided on \(at) by a clock that was ahead, since \(reason)"
            ))
    }

    private mutating func remark(_ sequence: Int64, _ reason: String) {
        guard remarks.count < Self.shown else { return }
        remarks.append(.init("event \(sequence)", "the clock was set, or is wrong here: \(reason)"))
    }
}
