import Archive
import BagIt
import Foundation

/// Archived slips put into a bag, each in a folder of its own.
struct RecordBag {
    private var writer: BagWriter
    private var files = 0

    /// - Throws: `BagError` when something lies in the bag's place.
    init(to path: String) throws {
        writer = try BagWriter(to: path)
    }

    /// Records the export, fills the bag and completes it; what cannot be completed leaves nothing behind but the record.
    ///
    /// - Parameters:
    ///   - slips: What goes in.
    ///   - archive: Where they are.
    ///   - by: Who gets the bag.
    ///   - reason: Why; nil where none was given.
    /// - Returns: How many files the payload has.
    /// - Throws: `ArchiveError`, `BagError`.
    consuming func finished(
        _ slips: [ArchivedSlip], of archive: any Archive, by: String, reason: String?
    ) async throws -> Int {
        var bag = self
        let key: VerifierKey
        do {
            // Who gives records out must be seen to have done so, even where the bag then fails.
            try await archive.recordExport(of: slips.map(\.id), by: by, reason: reason)
            key = try await archive.verifierKey()
            try await bag.fill(with: slips, of: archive, key: key)
        } catch {
            bag.writer.discard()
            throw error
        }
        let files = bag.files
        try bag.writer.finish(
            [
                ("Source-Organization", key.name),
                ("External-Description", "医疗费用票据审核档案 reviewed medical fee slips"),
                ("External-Identifier", slips.map(\.id).joined(separator: " ")),
                ("Bag-Software-Agent", "slipway"),
            ], date: String(Timestamp.now.description.prefix(10)))
        return files
    }

    private mutating func fill(
        with slips: [ArchivedSlip], of archive: any Archive, key: VerifierKey
    ) async throws {
        let proofs = try await archive.proofs(of: slips.map(\.id))
        for (slip, (proof, entry)) in zip(slips, proofs) {
            try await add(slip, of: archive)
            try add(try await archive.provenHistory(of: slip.id), "\(slip.id)/history")
            try add(entry.bytes, "\(slip.id)/review-event.json")
            try add(Array(proof.text.utf8), "\(slip.id)/review-event.tlog-proof")
            let papers = RecordPapers(archive: archive)
            try add(try papers.sheet(of: slip, proof, entry), "\(slip.id)/review-sheet.pdf")
            try add(try await papers.searchable(slip), "\(slip.id)/pages.pdf")
        }
        try add(Array("\(key)\n".utf8), "log-key.txt")
        try add(Array(try await archive.checkpoint().note.utf8), "checkpoint.txt")
        try add(Array(Self.instructions.utf8), "READ-ME.txt")
    }

    private mutating func add(_ slip: ArchivedSlip, of archive: any Archive) async throws {
        let folder = slip.id
        let name = URL(filePath: slip.summary.source.split(separator: "#").first.map(String.init) ?? "")
            .pathExtension
        let suffix =
            name.isEmpty || !name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } ? "" : ".\(name)"
        try add(try await archive.content(of: slip.original), "\(folder)/original\(suffix.lowercased())")
        for page in slip.reviews.last?.pages ?? [] {
            try add(try await archive.content(of: page.raster), "\(folder)/page-\(page.number).png")
            try add(try await archive.content(of: page.layout), "\(folder)/page-\(page.number)-reading.json")
        }
        if let document = slip.reviews.last?.document {
            try add(try await archive.content(of: document), "\(folder)/review.json")
        }
        try add(Array((try ReadableReview(slip).text + "\n").utf8), "\(folder)/review.txt")
    }

    /// Writes a slip's events with their proofs, and what opens the commitments in them.
    private mutating func add(_ history: [ProvenEvent], _ folder: String) throws {
        var openings: [DisclosedValue] = []
        for event in history {
            let name = "\(folder)/event-\(event.entry.sequence)"
            try add(event.entry.bytes, "\(name).json")
            try add(Array(event.proof.text.utf8), "\(name).tlog-proof")
            openings += event.openings.map { DisclosedValue($0, event: event.entry.sequence) }
        }
        try add(try ReviewDocument(openings).json, "\(folder)/openings.json")
    }

    private mutating func add(_ bytes: [UInt8], _ path: String) throws {
        try writer.add(bytes, as: path)
        files += 1
    }

    private static let instructions = """
        医疗费用票据审核档案  Reviewed medical fee slips
        ==========================================

        每份票据一个文件夹，以其编号命名 / One folder a slip, named by its ID:
          original.*                  提交的原件 the file as handed in
          page-N.png                  识读所用的页面 the page as it was read, upright
          page-N-reading.json         页面识读结果 what was read of the page
          review.json, review.txt     审核结果 the review
          review-sheet.pdf            审核结果单 the review as a sheet to hand over
          pages.pdf                   可检索的页面 the pages with what was read behind the picture
          review-event.json           日志中的审核事件 the event that recorded the review, byte for byte
          review-event.tlog-proof     该事件在日志中的证明 the proof that the event is in the log
          history/event-N.*           该票据的全部事件及证明 all events of the slip, with their proofs
          history/openings.json       事件中承诺值的明文 what the commitments in the events were made to
        log-key.txt                   日志公钥 the log's verifier key (name+keyid+base64)
        checkpoint.txt                签名的日志检查点 the signed checkpoint of the log

        如何核验（无需本程序） How to check, without Slipway
        1. 文件完整 The files are whole:   sha256sum -c manifest-sha256.txt   (in the bag's folder)
        2. 编号 The ID: the SHA-256 of original.* is the name of its folder, unless the file held several slips.
        3. 审核结果 The review: the SHA-256 of review.json is “document” in review-event.json.
        4. 日志 The log: the leaf hash of the event is SHA-256 of the byte 0 and the bytes of review-event.json (RFC 6962).
           With the hashes of review-event.tlog-proof it gives the root in its checkpoint (C2SP tlog-proof, tlog-checkpoint).
        5. 承诺 Commitments: where an event has {"commitment":C}, openings.json has salt and value of the same event and field:
           C is the SHA-256 of “slipway.commitment.v1”, a line feed, the salt's 32 bytes, and the value's bytes as they stand there.
        6. 签名 The signature: Ed25519 over the checkpoint's text by the key of log-key.txt (C2SP signed-note). Compare the key,
           and the checkpoint, with ones that were kept or printed elsewhere: only that shows that nothing was altered since.

        """
}
