import Archive
import ArgumentParser
import Extraction

/// Whether a list shows names and numbers of persons in full.
struct UnmaskOptions: ParsableArguments {
    @Flag(
        help:
            "Show names and numbers of persons in full; that each slip was shown, to whom and why, is recorded first."
    )
    var unmask = false

    @Option(help: "Why, as the log records it.")
    var reason: String?

    func validate() throws {
        guard reason == nil || unmask else {
            throw ValidationError("--reason says why persons are shown in full: it goes with --unmask.")
        }
    }

    /// Records that slips are about to be shown in full; does nothing where they are masked.
    ///
    /// - Throws: `ArchiveError` where it cannot be recorded: then nothing may be shown.
    func record(_ slips: [String], by: String, in archive: any Archive) async throws(ArchiveError) {
        guard unmask else { return }
        try await archive.recordUnmasking(of: slips, by: by, reason: reason)
    }

    /// A review as it is listed.
    func shown(_ review: ReviewDocument) throws -> ReviewDocument {
        unmask ? review : try review.masking(PersonalPrint.fields)
    }
}

extension Archive {
    /// Records that names and numbers on slips are about to be shown in full.
    func recordUnmasking(of slips: [String], by: String, reason: String?) async throws(ArchiveError) {
        try await record(
            slips.map { ArchiveEvent.Access(by: by, act: .unmask, slip: $0, detail: reason) })
    }
}
