public import Archive
import GRDB

extension SQLiteArchive {
    public func correct(_ correction: CorrectedReview) async throws(ArchiveError) {
        let summary = try RecordSummary(of: correction.review)
        guard summary.id == correction.slip else {
            throw .unfitReview(reason: "its ID is ‘\(summary.id)’, the slip's is ‘\(correction.slip)’")
        }
        for digest in [correction.changes, correction.corrected].compactMap(\.self)
        where !blobs.holds(digest) { throw .contentMissing(digest) }
        let document = try await keep(correction.review.json)
        let program = try await programEdition()
        try await append(with: [document: correction.review]) { db, log in
            let table = SlipTable(db: db)
            let number = try table.number(ofPrefix: correction.slip)
            let base = try table.newest(of: number, expecting: correction.base)
            guard summary.pages == base.pages.map(\.raster.hex) else {
                throw ArchiveError.unfitReview(
                    reason: "its pages are not those of the review that it corrects")
            }
            let made = try log.append(
                .correction(
                    .init(
                        slip: correction.slip, review: base.sequence, by: correction.by,
                        reason: correction.reason, changes: correction.changes,
                        corrected: correction.corrected, undoes: correction.undoes)))
            let review = try log.append(
                .review(
                    .init(
                        slip: correction.slip, document: document, catalog: summary.catalog, correction: made,
                        program: program)
                ))
            for page in base.pages { try log.append(.page(.init(review: review, page: page))) }
        }
    }

    public func record(
        _ outcome: ArchiveEvent.Opinion.Outcome, of slip: String, review: ContentDigest, by: String,
        note: String
    ) async throws(ArchiveError) {
        try await append { db, log in
            let table = SlipTable(db: db)
            let number = try table.number(ofPrefix: slip)
            let newest = try table.newest(of: number, expecting: review)
            if outcome == .confirmed, try WorkTable(db: db).stage(of: number) != .second {
                throw ArchiveError.notSettled(id: slip)
            }
            if outcome == .confirmed, try table.authorsSinceConfirmation(of: number).contains(by) {
                throw ArchiveError.ownWork(id: slip, by: by)
            }
            try log.append(
                .opinion(.init(slip: slip, review: newest.sequence, by: by, outcome: outcome, note: note)))
        }
    }

    public func record(_ access: ArchiveEvent.Access) async throws(ArchiveError) {
        try await looks.add(access) { (accesses) throws(ArchiveError) in
            try await append { _, log in for access in accesses { try log.append(.access(access)) } }
        }
    }

    public func record(_ accesses: [ArchiveEvent.Access]) async throws(ArchiveError) {
        guard !accesses.isEmpty else { return }
        try await append { _, log in for access in accesses { try log.append(.access(access)) } }
    }

    public func secondPersonAmounts() async throws(ArchiveError) -> SecondPersonAmounts {
        try await database.read { db in try WorkTable(db: db).secondPersonAmounts() }
    }

    public func setSecondPersonAmounts(
        _ amounts: SecondPersonAmounts, by: String, reason: String
    ) async throws(ArchiveError) {
        try await append { _, log in
            _ = try log.append(.secondPerson(.init(amounts, by: by, reason: reason)))
        }
    }

    public func record(_ change: ArchiveEvent.AccountChange) async throws(ArchiveError) {
        try await append { _, log in _ = try log.append(.account(change)) }
    }

    public func accountChanges() async throws(ArchiveError) -> [String: RecordedAccountChange] {
        try await database.read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT * FROM event WHERE type = 'account' ORDER BY sequence")
            var newest: [String: RecordedAccountChange] = [:]
            while let row = try rows.next() {
                guard case .account(let fact) = try LogTable(db: db).event(row) else { continue }
                newest[fact.account] = RecordedAccountChange(sequence: row["sequence"], fact: fact)
            }
            return newest
        }
    }

    public func accesses(to slip: String, limit: Int) async throws(ArchiveError) -> [RecordedAccess] {
        try await database.read { db in
            let table = SlipTable(db: db)
            return try table.accesses(to: table.number(ofPrefix: slip), limit: limit)
        }
    }

    public func work(
        at stage: WorkStage, by order: WorkOrder, offset: Int, limit: Int
    ) async throws(ArchiveError) -> [WorkEntry] {
        try await database.read { db in
            try WorkTable(db: db).entries(at: stage, by: order, offset: offset, limit: limit)
        }
    }

    public func workSums() async throws(ArchiveError) -> [WorkStage: WorkSum] {
        try await database.read { db in try WorkTable(db: db).sums() }
    }
}

extension SlipTable {
    /// A slip's newest review.
    ///
    /// - Throws: ``ArchiveError/superseded(id:by:)`` when it is not the one with this digest.
    fileprivate func newest(of number: Int64, expecting digest: ContentDigest) throws -> RecordedReview {
        let id = try id(of: number)
        guard let newest = try reviews(of: number).last else {
            throw ArchiveError.database(reason: "slip \(id) has no review")
        }
        guard newest.document == digest else {
            let author = try corrections(of: number).first { $0.sequence == newest.correction }?.fact.by
            throw ArchiveError.superseded(id: id, by: author)
        }
        return newest
    }

    /// Who corrected a slip, or cleared it of repeating another, since somebody else last confirmed it.
    func authorsSinceConfirmation(of number: Int64) throws -> Set<String> {
        try Set(
            String.fetchAll(
                db,
                sql: """
                    SELECT author FROM (
                        SELECT author, sequence FROM correction WHERE slip = ?1
                        UNION ALL SELECT author, sequence FROM repetition_cleared
                            WHERE slip = ?1 OR earlier = ?1 AND sign = 'altered'
                    ) WHERE sequence > ifnull(
                        (SELECT max(sequence) FROM opinion WHERE slip = ?1 AND outcome = 'confirmed'), 0)
                    """,
                arguments: [number]))
    }
}
