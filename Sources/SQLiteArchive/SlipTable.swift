import Archive
import GRDB

/// Reads what the tables hold of slips.
struct SlipTable {
    let db: Database

    /// What is held of the slips of a file, in their order; of one slip and several, those reviewed last.
    func holdings(of original: ContentDigest) throws -> [Holding] {
        let whole = try holding(original, part: nil)
        var parts: [Holding] = []
        while let next = try holding(original, part: parts.count + 1) {
            parts.append(next)
        }
        guard let whole else { return parts }
        guard let first = parts.first else { return [whole] }
        return try newestReviewEvent(of: first.id) > newestReviewEvent(of: whole.id) ? parts : [whole]
    }

    private func newestReviewEvent(of id: String) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT newest_review FROM slip WHERE id = ?", arguments: [id]) ?? 0
    }

    /// What is held of a slip of a file; nil when there is none.
    func holding(_ original: ContentDigest, part: Int?) throws -> Holding? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT slip.submissions, review.catalog_sha256,
                    (SELECT count(*) FROM page WHERE page.review = review.sequence) AS pages,
                    EXISTS (SELECT 1 FROM quarantine WHERE original = ?2 AND page IS NOT NULL) AS lacks_pages
                FROM slip JOIN review ON review.sequence = slip.newest_review WHERE slip.id = ?1
                """,
            arguments: [original.slipID(part: part), original.hex]
        ).map { row in
            Holding(
                id: original.slipID(part: part), submissions: row["submissions"],
                catalogSHA256: row["catalog_sha256"], part: part, pages: row["pages"],
                lacksPages: row["lacks_pages"])
        }
    }

    /// Whether a correction led to a slip's newest review.
    func isCorrected(_ id: String) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT review.correction IS NOT NULL
                FROM slip JOIN review ON review.sequence = slip.newest_review WHERE slip.id = ?
                """,
            arguments: [id]) ?? false
    }

    /// The number of the one slip whose ID begins so.
    ///
    /// - Throws: ``ArchiveError/unknownID(_:)``, ``ArchiveError/ambiguousID(_:candidates:)``.
    func number(ofPrefix prefix: String) throws -> Int64 {
        let digits = prefix.lowercased()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            throw ArchiveError.unknownID(prefix)
        }
        let rows = try Row.fetchAll(
            db, sql: "SELECT number, id FROM slip WHERE id >= ? AND id < ? ORDER BY id LIMIT 5",
            arguments: [digits, digits + "g"])
        guard let row = rows.first else { throw ArchiveError.unknownID(prefix) }
        guard rows.count == 1 else {
            throw ArchiveError.ambiguousID(prefix, candidates: rows.map { $0["id"] })
        }
        return row["number"]
    }

    func id(of number: Int64) throws -> String {
        guard
            let id = try String.fetchOne(db, sql: "SELECT id FROM slip WHERE number = ?", arguments: [number])
        else { throw ArchiveError.database(reason: "slip \(number) has vanished") }
        return id
    }

    /// The digest of the bytes that a slip was read from, as its first submission says.
    func original(of number: Int64) throws -> ContentDigest {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT event.* FROM submission JOIN event USING (sequence)
                WHERE submission.slip = ? ORDER BY sequence LIMIT 1
                """,
            arguments: [number])
        guard let row, case .submission(let first) = try LogTable(db: db).event(row) else {
            throw ArchiveError.database(reason: "slip \(number) was never submitted")
        }
        return first.original
    }

    /// The digest of a slip’s newest review.
    func newestReview(of number: Int64) throws -> ContentDigest {
        let text = try String.fetchOne(
            db,
            sql: """
                SELECT review.document FROM slip JOIN review ON review.sequence = slip.newest_review
                WHERE slip.number = ?
                """,
            arguments: [number])
        return try digest(text ?? "")
    }

    /// The place of a slip’s newest review in the log.
    func newestReviewNumber(of number: Int64) throws -> Int64 {
        let sequence = try Int64.fetchOne(
            db, sql: "SELECT newest_review FROM slip WHERE number = ?", arguments: [number])
        guard let sequence else { throw ArchiveError.database(reason: "slip \(number) has no review") }
        return sequence
    }

    /// Every handing-in of a slip, oldest first.
    func submissions(of number: Int64) throws -> [RecordedSubmission] {
        try Row.fetchAll(
            db,
            sql:
                "SELECT sequence, at, unseal(source) AS path, unseal(claim) AS claim FROM submission WHERE slip = ? ORDER BY sequence",
            arguments: [number]
        ).map {
            RecordedSubmission(
                sequence: $0["sequence"], at: try moment($0["at"]), source: $0["path"], claim: $0["claim"])
        }
    }

    /// Every review of a slip, oldest first.
    ///
    /// - Throws: ``ArchiveError/database(reason:)`` for one of which the table says otherwise than its event.
    func reviews(of number: Int64) throws -> [RecordedReview] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT review.*, EXISTS (
                    SELECT 1 FROM event JOIN slip ON slip.number = review.slip
                    WHERE event.sequence = review.sequence AND event.type = 'review'
                        AND json_extract(event.body, '$.document') = review.document
                        AND json_extract(event.body, '$.slip') = slip.id) AS is_of_event,
                    (SELECT json_extract(body, '$.program') FROM event WHERE event.sequence = review.sequence) AS program
                FROM review WHERE slip = ? ORDER BY sequence
                """,
            arguments: [number]
        )
        .map { row in
            guard row["is_of_event"] as Bool else {
                throw ArchiveError.database(
                    reason: "the table of reviews says otherwise than event \(row["sequence"] as Int64): "
                        + "‘slipway verify’ tells what was altered")
            }
            let program: String? = row["program"]
            return RecordedReview(
                at: try moment(row["at"]), document: try digest(row["document"]),
                catalog: CatalogEdition(
                    id: row["catalog_id"], edition: row["catalog_edition"], sha256: row["catalog_sha256"]),
                decision: row["decision"], pages: try pages(of: row["sequence"]), sequence: row["sequence"],
                correction: row["correction"],
                program: try program.map {
                    try ReviewDocument(json: Array($0.utf8)).decoded(as: ProgramEdition.self)
                })
        }
    }

    /// Every correction of a slip, oldest first.
    func corrections(of number: Int64) throws -> [RecordedCorrection] {
        let id = try id(of: number)
        return try Row.fetchAll(
            db, sql: "SELECT *, unseal(reason) AS why FROM correction WHERE slip = ? ORDER BY sequence",
            arguments: [number]
        ).map { row in
            let changes: String? = row["changes"]
            return RecordedCorrection(
                sequence: row["sequence"], at: try moment(row["at"]),
                fact: .init(
                    slip: id, review: row["review"], by: row["author"], reason: row["why"],
                    changes: try changes.map(digest), corrected: try digest(row["corrected"]),
                    undoes: row["undoes"]))
        }
    }

    /// Every opinion of a slip's reviews, oldest first.
    func opinions(of number: Int64) throws -> [RecordedOpinion] {
        let id = try id(of: number)
        return try Row.fetchAll(
            db, sql: "SELECT *, unseal(note) AS said FROM opinion WHERE slip = ? ORDER BY sequence",
            arguments: [number]
        ).map { row in
            guard let outcome = ArchiveEvent.Opinion.Outcome(rawValue: row["outcome"]) else {
                throw ArchiveError.database(reason: "an opinion of slip \(id.prefix(12)) has no sense")
            }
            return RecordedOpinion(
                sequence: row["sequence"], at: try moment(row["at"]),
                fact: .init(
                    slip: id, review: row["review"], by: row["author"], outcome: outcome, note: row["said"]))
        }
    }

    /// Who looked at a slip, newest first.
    func accesses(to number: Int64, limit: Int) throws -> [RecordedAccess] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT event.* FROM access JOIN event USING (sequence)
                WHERE access.slip = ? ORDER BY sequence DESC LIMIT ?
                """,
            arguments: [number, limit]
        ).compactMap { row in
            guard case .access(let fact) = try LogTable(db: db).event(row) else { return nil }
            return RecordedAccess(at: try moment(row["at"]), fact: fact)
        }
    }

    private func pages(of review: Int64) throws -> [KeptPage] {
        try Row.fetchAll(
            db, sql: "SELECT number, raster, layout FROM page WHERE review = ? ORDER BY number",
            arguments: [review]
        ).map { row in
            KeptPage(
                number: row["number"], raster: try digest(row["raster"]), layout: try digest(row["layout"]))
        }
    }
}

/// The moment in a column of RFC 3339.
func moment(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(text) else {
        throw ArchiveError.database(reason: "‘\(text)’ is not a time of the archive")
    }
    return moment
}

/// The digest in a column of hexadecimal digits.
func digest(_ text: String) throws -> ContentDigest {
    guard let digest = ContentDigest(text) else {
        throw ArchiveError.database(reason: "‘\(text)’ is not a digest of the archive")
    }
    return digest
}
