public import Archive
import GRDB
import Slips

extension SQLiteArchive {
    public func retentionLedger() async throws(ArchiveError) -> RetentionLedger {
        let blobs = blobs
        return try await database.read { db in try KeepingLog(db, blobs).ledger() }
    }

    public func setRetention(
        _ retention: RetentionClass, of slip: String?, by: String, reason: String
    ) async throws(ArchiveError) {
        let blobs = blobs
        try await append { db, log in
            var id: String?
            if let slip {
                let table = SlipTable(db: db)
                let found = try table.id(of: table.number(ofPrefix: slip))
                let held = try KeepingLog(db, blobs).ledger().retention(of: found) ?? .usual
                guard retention > held else { throw ArchiveError.retentionIs(held, id: found) }
                id = found
            }
            try log.append(.retention(.init(slip: id, retention: retention, by: by, reason: reason)))
        }
    }

    public func proposeDestruction(
        of slips: [String]?, by: String, reason: String
    ) async throws(ArchiveError) -> Int64 {
        let (ledger, ids) = try await destructible(slips)
        guard let today = clock().dateInBeijing else { throw .database(reason: "the clock shows no date") }
        let due = ledger.due(on: today)
        let wanted = ids.map(Set.init) ?? Set(due.slips.map(\.id))
        let dueIDs = Set(due.slips.map(\.id))
        for id in wanted.sorted() where !dueIDs.contains(id) {
            throw .keptUntil(ledger.firstDayAfter(id), id: id)
        }
        guard !wanted.isEmpty else { throw .nothingDue }
        let list = DestructionList(slips: due.slips.filter { wanted.contains($0.id) })
        let kept = try await keep(try ReviewDocument(list).json)
        return try await append { _, log in
            try log.append(
                .destructionProposed(.init(by: by, reason: reason, count: list.slips.count, list: kept)))
        }
    }

    /// The ledger, and the full IDs of slips.
    private func destructible(
        _ slips: [String]?
    ) async throws(ArchiveError) -> (ledger: RetentionLedger, ids: [String]?) {
        let blobs = blobs
        return try await database.read { db in
            let table = SlipTable(db: db)
            let ids = try slips?.map { try table.id(of: table.number(ofPrefix: $0)) }
            return (try KeepingLog(db, blobs).ledger(), ids)
        }
    }

    @discardableResult
    public func decideDestruction(
        _ proposal: Int64, _ outcome: ArchiveEvent.DestructionDecided.Outcome, by: String, note: String
    ) async throws(ArchiveError) -> Int {
        let (blobs, clock) = (blobs, clock)
        let count = try await append { db, log in
            var ledger = try KeepingLog(db, blobs).ledger()
            guard let open = ledger.proposals[proposal], open.decision == nil else {
                throw ArchiveError.unknownProposal(proposal)
            }
            guard outcome == .rejected || !Person.isOne(open.fact.by, by) else {
                throw ArchiveError.ownProposal(proposal, by: by)
            }
            let event = ArchiveEvent.destructionDecided(
                .init(proposal: proposal, by: by, outcome: outcome, note: note))
            // What was due when it was proposed may have been acted on since, or be kept for longer.
            try ledger.add(event, sequence: .max, at: clock())
            if let violation = ledger.violations.last, violation.sequence == .max {
                throw ArchiveError.notDestructible(reason: violation.reason)
            }
            try log.append(event)
            return open.fact.count
        }
        if outcome == .approved { _ = try await finishDestruction() }
        return count
    }

    public func finishDestruction() async throws(ArchiveError) -> Int {
        let blobs = blobs
        let contents = try await database.read { db in try KeepingLog(db, blobs).contents() }
        return try await onFiles { (blobs) throws(ArchiveError) in
            var removed = 0
            for digest in contents.gone.sorted(by: { $0.hex < $1.hex }) where blobs.holds(digest) {
                try blobs.remove(digest)
                removed += 1
            }
            return removed
        }
    }

    public func scrub(part: Int, of parts: Int) async throws(ArchiveError) -> ArchiveEvent.Scrubbed {
        let blobs = blobs
        let kept = try await database.read { db in try KeepingLog(db, blobs).contents().kept }
        let scrubbed = try await onFiles { (blobs) throws(ArchiveError) in
            var fact = ArchiveEvent.Scrubbed(part: part, parts: parts, contents: 0, wrong: [])
            for digest in kept where digest.part(of: parts) == part {
                fact.contents += 1
                do throws(ArchiveError) {
                    _ = try blobs.content(of: digest)
                } catch {
                    guard error.showsDamage else { throw error }
                    fact.wrong.append(digest.hex)
                }
            }
            return fact
        }
        try await append { _, log in
            var noted = scrubbed
            // An event holds so many names; the rest is found by ‘slipway verify’.
            noted.wrong = Array(scrubbed.wrong.prefix(500))
            _ = try log.append(.scrub(noted))
        }
        return scrubbed
    }
}

extension KeepingLog {
    init(_ db: Database, _ blobs: BlobStore) {
        self.init(db: db) { digest in try blobs.content(of: digest) }
    }
}

extension ContentDigest {
    /// To which of so many parts of about the same size it belongs, from 0.
    fileprivate func part(of parts: Int) -> Int {
        Int((UInt64(hex.prefix(12), radix: 16) ?? 0) % UInt64(parts))
    }
}
