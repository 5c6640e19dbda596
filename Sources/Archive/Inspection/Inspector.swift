internal import Glibc

/// Inspects what a batch left in an archive.
///
/// It asks the archive only what any reader may, and checks what it is given: bytes against digests, proofs against the
/// signed checkpoint, counts against counts.
public struct Inspector: Sendable {
    private let archive: any Archive
    private let folder: String
    private let clock: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - archive: The archive.
    ///   - folder: Where it lies, for the rights of its files.
    ///   - clock: What time it is.
    public init(
        _ archive: any Archive, inFolder folder: String, clock: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.archive = archive
        self.folder = folder
        self.clock = clock
    }

    /// Inspects the records of a batch.
    ///
    /// - Throws: ``ArchiveError/unknownBatch(_:)``, or what keeps the archive from being read at all.
    public func inspect(batch number: Int64) async throws(ArchiveError) -> Inspection {
        let batch = try await archive.batch(number)
        let endings = try await archive.endings(in: number)
        let report = try await archive.verify(against: nil)
        let checkpoint = try await archive.checkpoint()
        var records = RecordInspection(key: try await archive.verifierKey())
        var (ids, seen): ([String], Set<String>) = ([], [])
        for case let original? in endings.map(\.original) {
            ids += try await archive.holdings(of: original).map(\.id).filter { seen.insert($0).inserted }
        }
        // Each proof takes the whole tree: one tree for many.
        for start in stride(from: 0, to: ids.count, by: 1000) {
            let part = Array(ids[start..<min(start + 1000, ids.count)])
            for (id, proof) in zip(part, try await archive.proofs(of: part)) {
                try await inspect(id, proof, &records)
            }
        }
        let checks =
            records.authenticity + integrity(batch, endings, report, records) + records.usability
            + (try await safety())
        return Inspection(
            batch: number, at: clock(), slips: records.slips, pages: records.pages,
            checkpoint: checkpoint.note, checks: checks)
    }

    private func inspect(
        _ id: String, _ proof: (proof: LogProof, entry: LogEntry), _ records: inout RecordInspection
    ) async throws(ArchiveError) {
        do {
            let slip = try await archive.slip(id)
            records.begin(slip, proof)
            records.add(original: try await bytes(slip.original), of: slip)
            for page in slip.reviews.last?.pages ?? [] {
                records.add(
                    page, raster: try await bytes(page.raster), layout: try await bytes(page.layout), of: slip
                )
            }
        } catch {
            guard error.showsDamage else { throw error }
            records.addUnreadable(id, "\(error)")
        }
    }

    /// The bytes with a digest; nil where they are missing or damaged.
    private func bytes(_ digest: ContentDigest) async throws(ArchiveError) -> [UInt8]? {
        do {
            return try await archive.content(of: digest)
        } catch {
            guard error.showsDamage else { throw error }
            return nil
        }
    }

    // MARK: Integrity

    private func integrity(
        _ batch: Batch, _ endings: [InputEnding], _ report: VerificationReport, _ records: RecordInspection
    ) -> [Inspection.Check] {
        var ended = CheckTally(.integrity, "批次已办结，每个文件有结果", "the batch ended, and each input with it")
        ended.add(batch.ended != nil, "批次\(batch.number)未办结 batch \(batch.number) has not ended")
        var totals = CheckTally(.integrity, "控制总数等于各文件之和", "control totals are the sums over the inputs")
        var sum = BatchTotals()
        for ending in endings { sum.add(ending) }
        totals.add(sum == batch.totals, "批次\(batch.number) batch \(batch.number)")
        var log = CheckTally(
            .integrity, "日志、各表和内容由事件重新导出相符", "log, tables and contents derived again from the events")
        for _ in 0..<max(report.events - report.problems.count, 0) { log.add(true, "") }
        for problem in report.problems { log.add(false, "\(problem.object): \(problem.reason)") }
        return [ended.check, totals.check, log.check] + records.integrity
    }

    // MARK: Safety

    private func safety() async throws(ArchiveError) -> [Inspection.Check] {
        var rights = CheckTally(.safety, "文件权限：他人不可读", "files are closed to all but owner and group")
        for (name, mask) in [
            ("", mode_t(0o007)), ("archive.sqlite", 0o007), ("blobs", 0o007), ("log/signing-key", 0o377),
        ] {
            var status = stat()
            let isThere = stat("\(folder)/\(name)", &status) == 0
            rights.add(isThere && status.st_mode & mask == 0, "\(name.isEmpty ? "." : name)")
        }
        var copy = CheckTally(.safety, "有经核验的备份", "there is a verified backup")
        copy.add(try await archive.newestBackup() != nil, "日志中没有备份记录 the log tells of no backup")
        return [
            rights.check, copy.check,
            CheckTally.notChecked(
                .safety, "恶意代码", "malicious code",
                "由专用软件检测 takes a scanner of its own; originals are decoded in confined processes"),
            CheckTally.notChecked(
                .safety, "载体状态", "state of the medium", "由设备检测 takes the device's own tools"),
        ]
    }
}
