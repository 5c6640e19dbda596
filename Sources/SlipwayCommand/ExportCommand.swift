import Archive
import ArgumentParser
import BagIt

/// `slipway export`: records with their proofs, as a bag.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write slips with all that proves them into a folder (BagIt).",
        discussion: """
            For each slip the bag (RFC 8493) holds the original as handed in, the pages as they were read, the newest \
            review as JSON and as text, and the proof that the review is in the archive's log; and how to check all this \
            without Slipway. The export itself is recorded in the log first.

            Example:
              slipway export 3f2a9c 77d0 --bag audit-2026-11
            """)

    @Argument(help: "The slips' IDs, or as many of their first digits as no other has.")
    var ids: [String]

    @Option(help: ArgumentHelp("The folder to make; nothing may be there.", valueName: "dir"))
    var bag: String

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await options.reading { archive in
            var slips: [ArchivedSlip] = []
            for id in ids {
                let slip = try await archive.slip(id)
                if !slips.contains(where: { $0.id == slip.id }) { slips.append(slip) }
            }
            do {
                let files = try await RecordBag(to: bag).finished(slips, of: archive)
                print("\(bag): \(slips.count) 份 slips, \(files) 个文件 files")
            } catch let error as BagError {
                throw ExitCode.reported(69, "\(error)")
            }
        }
    }
}
