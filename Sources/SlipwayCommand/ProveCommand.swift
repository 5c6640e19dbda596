import Archive
import ArgumentParser
import Catalog
import Foundation

/// `slipway prove`: the proof that a record is in the log.
struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Print the proof that a slip's newest review is in the archive's log.",
        discussion: """
            The proof (C2SP tlog-proof) checks offline, without Slipway and without the archive: it needs the event's \
            bytes, which --leaf writes, and the key that ‘slipway checkpoint --key’ prints.

            Example:
              slipway prove 3f2a9c --leaf review-event.json > review.tlog-proof
            """)

    @Argument(help: "The slip's ID, or as many of its first digits as no other has.")
    var id: String

    @Option(
        help: ArgumentHelp("Where to write the event's bytes, whose leaf hash is proven.", valueName: "file"))
    var leaf: String?

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await options.reading { archive in
            let (proof, entry) = try await archive.proof(of: id)
            if let leaf {
                do {
                    try Data(entry.bytes).write(to: URL(fileURLWithPath: leaf))
                } catch {
                    throw ArchiveError.file(
                        operation: "write", path: leaf, reason: error.systemReason)
                }
            }
            print(proof.text, terminator: "")
        }
    }
}
