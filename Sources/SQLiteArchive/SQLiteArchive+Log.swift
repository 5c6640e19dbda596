public import Archive
import GRDB

extension SQLiteArchive {
    public func checkpoint() async throws(ArchiveError) -> SignedCheckpoint {
        try await published().checkpoint
    }

    /// Signs what the log holds, as ``checkpoint()`` does, and gives the tree beside it.
    private func published(
        changingKeyBy change: Int64? = nil
    ) async throws(ArchiveError) -> (checkpoint: SignedCheckpoint, tree: MerkleTree) {
        let (database, folder) = (database, logFolder)
        return try await onFiles { (_) throws(ArchiveError) in
            let made = try folder.publish(changingKeyBy: change) { (place) throws(ArchiveError) in
                try database.readHere { db in
                    (try LogTable(db: db).leaves(from: place), try HeadTable(db: db, folder: folder).head())
                }
            }
            let size = made.checkpoint.checkpoint.size
            let noted = try database.readHere { db in try HeadTable(db: db, folder: folder).head()?.published
            }
            if let noted, noted < size {
                try database.writeHere { db in
                    try HeadTable(db: db, folder: folder).note(published: size)
                }
            }
            return made
        }
    }

    public func changeKey(by: String, reason: String) async throws(ArchiveError) -> SignedCheckpoint {
        // All that was recorded so far is signed with the old key.
        _ = try await published()
        let folder = logFolder
        let (key, next) = try await onFiles { (_) throws(ArchiveError) in
            (try folder.key().verifier, try folder.nextKeyOrNew().verifier)
        }
        let change = try await append { db, log in
            // A run that died after this event is gone on with.
            if let begun = try LogTable(db: db).keyChanges().last, begun.fact.key == next.description {
                return begun.sequence
            }
            return try log.append(.key(.init(key: next, replaces: key, by: by, reason: reason)))
        }
        return try await published(changingKeyBy: change).checkpoint
    }

    public func witnessRequest(since older: UInt64) async throws(ArchiveError) -> WitnessRequest {
        let (newest, tree) = try await published()
        guard older <= UInt64(tree.size) else {
            throw .log(reason: "it has \(tree.size) events, not \(older)")
        }
        // A witness that has not seen a change of the key is shown it first: it knows the old key only.
        let changes = try await database.read { db in try LogTable(db: db).keyChanges() }
        var checkpoint = newest
        for change in changes {
            guard older > 0, let rotation = try logFolder.rotation(by: change.sequence),
                rotation.checkpoint.size > older
            else { continue }
            checkpoint = rotation
            break
        }
        // Every log continues the one without events.
        let size = Int(clamping: checkpoint.checkpoint.size)
        let proof = older == 0 ? [] : tree.consistencyProof(from: Int(older), to: size)
        return WitnessRequest(older: older, proof: proof, checkpoint: checkpoint)
    }

    public func continues(_ checkpoint: Checkpoint) async throws(ArchiveError) -> Bool {
        let (newest, tree) = try await published()
        guard checkpoint.origin == newest.checkpoint.origin, checkpoint.size <= UInt64(tree.size) else {
            return false
        }
        return tree.root(of: Int(checkpoint.size)) == checkpoint.root
    }

    public func verifierKey() async throws(ArchiveError) -> VerifierKey {
        let folder = logFolder
        return try await onFiles { (_) throws(ArchiveError) in try folder.key().verifier }
    }

    public func proofs(
        of prefixes: [String]
    ) async throws(ArchiveError) -> [(proof: LogProof, entry: LogEntry)] {
        let sequences = try await database.read { db in
            let slips = SlipTable(db: db)
            return try prefixes.map { try slips.newestReviewNumber(of: slips.number(ofPrefix: $0)) }
        }
        return try await proven(sequences).map { ($0.proof, $0.entry) }
    }

    public func provenHistory(of prefix: String) async throws(ArchiveError) -> [ProvenEvent] {
        let sequences = try await database.read { db in
            let slips = SlipTable(db: db)
            return try slips.record(of: slips.number(ofPrefix: prefix))
        }
        return try await proven(sequences)
    }

    /// Events with their proofs by one checkpoint, and what opens their commitments.
    private func proven(_ sequences: [Int64]) async throws(ArchiveError) -> [ProvenEvent] {
        let (checkpoint, tree) = try await published()
        let entries = try await database.read { db in
            try sequences.map {
                (try LogTable(db: db).entry($0), try DisclosureTable(db: db).openings(of: $0))
            }
        }
        var proven: [ProvenEvent] = []
        for (entry, openings) in entries {
            let index = Int(entry.sequence) - 1
            guard index < tree.size, tree.leaves[index] == entry.leaf else {
                throw .log(reason: "event \(entry.sequence) is not the one in the tree")
            }
            let hashes = tree.inclusionProof(of: index, in: tree.size)
            let proof = LogProof(index: UInt64(index), hashes: hashes, checkpoint: checkpoint)
            proven.append(ProvenEvent(entry: entry, proof: proof, openings: openings))
        }
        return proven
    }

    public func recordVerification(
        _ report: VerificationReport, against checkpoint: SignedCheckpoint?, by: String
    ) async throws(ArchiveError) {
        try await append { _, log in
            _ = try log.append(
                .verification(
                    .init(
                        by: by, events: report.events, contents: report.blobs,
                        against: checkpoint.map { "\($0.checkpoint.root)" },
                        wrong: Array(report.problems.map(\.object).prefix(100)))))
        }
    }

    public func verify(
        against checkpoint: SignedCheckpoint?, recalling recalled: RecalledLog
    ) async throws(ArchiveError) -> VerificationReport {
        let (database, folder, dataKey, now) = (database, logFolder, dataKey, clock())
        return try await onFiles { (blobs) throws(ArchiveError) in
            // An undamaged archive in use: the checkpoint is read first, so that the events cannot lack behind it.
            var verifier = ArchiveVerifier(
                archive: database.folder, blobs: blobs, folder: folder, dataKey: dataKey, now: now)
            verifier.verifyFiles()
            verifier.readLogFolder()
            try database.checkHere { db in try verifier.verify(db, against: checkpoint, recalling: recalled) }
            verifier.verifyBlobs()
            return verifier.report
        }
    }
}
