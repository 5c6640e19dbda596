internal import Archive

/// Lets one input with the same bytes through at a time, and remembers what became of them in this run.
actor DigestGate {
    private var busy: Set<ContentDigest> = []
    private var waiting: [ContentDigest: [CheckedContinuation<Void, Never>]] = [:]
    private var reviewed: Set<ContentDigest> = []
    private var failures: [ContentDigest: [PageFailure]] = [:]
    /// Failures that are remembered; a run with more of them reads a bad file's copies again.
    private static let rememberedFailures = 10_000

    /// Works while no other input with these bytes is being processed.
    ///
    /// - Returns: What `work` returns.
    /// - Throws: What `work` throws.
    nonisolated func alone<Value: Sendable>(
        with digest: ContentDigest, _ work: () async throws -> Value
    ) async throws -> Value {
        await enter(digest)
        let value: Value
        do {
            value = try await work()
        } catch {
            await leave(digest)
            throw error
        }
        await leave(digest)
        return value
    }

    private func enter(_ digest: ContentDigest) async {
        while busy.contains(digest) {
            await withCheckedContinuation { waiting[digest, default: []].append($0) }
        }
        busy.insert(digest)
    }

    private func leave(_ digest: ContentDigest) {
        busy.remove(digest)
        for continuation in waiting.removeValue(forKey: digest) ?? [] { continuation.resume() }
    }

    func noteReviewed(_ digest: ContentDigest) {
        reviewed.insert(digest)
    }

    func wasReviewed(_ digest: ContentDigest) -> Bool {
        reviewed.contains(digest)
    }

    func noteFailed(_ digest: ContentDigest, _ reasons: [PageFailure]) {
        if failures.count < Self.rememberedFailures { failures[digest] = reasons }
    }

    /// Why these bytes failed earlier in this run.
    func failures(of digest: ContentDigest) -> [PageFailure]? {
        failures[digest]
    }
}
