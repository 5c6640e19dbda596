public import Archive
import GRDB

extension SQLiteArchive {
    public func begin(_ plan: BatchPlan) async throws(ArchiveError) -> Batch {
        try await append { db, log in
            let table = BatchTable(db: db)
            if let batch = try table.interrupted(plan) { return batch }
            return try table.batch(try log.append(.batch(plan)))
        }
    }

    public func ending(
        of source: String, original: ContentDigest?, in batch: Int64
    ) async throws(ArchiveError) -> InputEnding? {
        try await database.read { db in
            try BatchTable(db: db).ending(of: source, original: original, in: batch)
        }
    }

    public func end(batch number: Int64) async throws(ArchiveError) -> Batch {
        try await append { db, log in
            let table = BatchTable(db: db)
            let batch = try table.batch(number)
            guard batch.ended == nil else { return batch }
            try log.append(.batchEnd(.init(batch: number, totals: batch.totals)))
            return try table.batch(number)
        }
    }

    public func batches() async throws(ArchiveError) -> [Batch] {
        try await database.read { db in try BatchTable(db: db).batches() }
    }

    public func batch(_ number: Int64) async throws(ArchiveError) -> Batch {
        try await database.read { db in try BatchTable(db: db).batch(number) }
    }

    public func endings(in batch: Int64) async throws(ArchiveError) -> [InputEnding] {
        try await database.read { db in
            let table = BatchTable(db: db)
            _ = try table.batch(batch)
            return try table.endings(in: batch)
        }
    }

    public func take(_ original: ContentDigest) async throws(ArchiveError) -> Bool {
        try work.take(original)
    }

    public func giveBack(_ original: ContentDigest) async {
        work.giveBack(original)
    }
}
