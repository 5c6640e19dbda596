import Archive

/// Slows down whoever tries passwords, and keeps many logins at once from filling the memory.
///
/// After five failures an account, and after twenty an address, waits twice as long each time, up to a quarter of an hour.
actor LoginGuard {
    private struct Failures {
        var count = 0
        /// When the next attempt is looked at, in seconds since 1970.
        var until: Int64 = 0
    }

    private var failures: [String: Failures] = [:]
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// Password checks at the same time: each takes 128 MiB.
    private static let parallel = 2
    private static let longestWait: Int64 = 15 * 60
    /// Names and addresses that are remembered.
    private static let remembered = 20_000

    /// How many seconds an attempt must wait; nil when it may be made now.
    func wait(account: String, address: String, at now: Timestamp) -> Int64? {
        let until = max(failures["u:" + account]?.until ?? 0, failures["a:" + address]?.until ?? 0)
        return until > now.seconds ? until - now.seconds : nil
    }

    func noteFailure(account: String, address: String, at now: Timestamp) {
        if failures.count > Self.remembered { failures = failures.filter { $0.value.until > now.seconds } }
        for (key, free) in [("u:" + account, 5), ("a:" + address, 20)] {
            var entry = failures[key] ?? Failures()
            entry.count += 1
            let steps = entry.count - free
            if steps >= 0 { entry.until = now.seconds + min(Self.longestWait, 1 << Int64(min(steps, 20))) }
            failures[key] = entry
        }
    }

    /// Only the account's count: a right password tells nothing of others tried from the same address.
    func noteSuccess(account: String) { failures["u:" + account] = nil }

    /// Runs a password check when its turn has come.
    func checking<Value: Sendable>(_ check: @Sendable () async throws -> Value) async rethrows -> Value {
        if running >= Self.parallel {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            running += 1
        }
        defer {
            if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
        }
        return try await check()
    }
}
