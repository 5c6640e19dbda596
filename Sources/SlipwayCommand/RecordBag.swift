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
        try add(Array(BagInstructions.readMe.utf8), "READ-ME.txt")
        try add(Array(BagInstructions.check.utf8), "check.sh")
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
}
