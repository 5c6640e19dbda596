import Archive

/// Records looks of many people together: each is on the disk before it is shown, and one transaction serves all that wait.
actor LookQueue {
    private struct Waiting {
        var access: ArchiveEvent.Access
        var continuation: CheckedContinuation<ArchiveError?, Never>
    }

    private var waiting: [Waiting] = []
    private var isRecording = false
    /// As many are recorded in one transaction.
    private static let together = 64

    /// Records a look, alone or with others.
    ///
    /// - Parameters:
    ///   - access: The look.
    ///   - record: Records looks in one transaction.
    /// - Throws: Why this look could not be recorded.
    func add(
        _ access: ArchiveEvent.Access,
        record: @escaping @Sendable ([ArchiveEvent.Access]) async throws(ArchiveError) -> Void
    ) async throws(ArchiveError) {
        let failure = await withCheckedContinuation { continuation in
            waiting.append(Waiting(access: access, continuation: continuation))
            guard !isRecording else { return }
            isRecording = true
            Task { await recordWaiting(record) }
        }
        if let failure { throw failure }
    }

    private func recordWaiting(
        _ record: @Sendable ([ArchiveEvent.Access]) async throws(ArchiveError) -> Void
    ) async {
        while !waiting.isEmpty {
            let next = Array(waiting.prefix(Self.together))
            waiting.removeFirst(next.count)
            do {
                try await record(next.map(\.access))
                for look in next { look.continuation.resume(returning: nil) }
            } catch {
                await recordOneByOne(next, record)
            }
        }
        isRecording = false
    }

    /// One look that cannot be recorded must not keep others from it.
    private func recordOneByOne(
        _ looks: [Waiting],
        _ record: @Sendable ([ArchiveEvent.Access]) async throws(ArchiveError) -> Void
    ) async {
        for look in looks {
            do {
                try await record([look.access])
                look.continuation.resume(returning: nil)
            } catch {
                look.continuation.resume(returning: error)
            }
        }
    }
}
