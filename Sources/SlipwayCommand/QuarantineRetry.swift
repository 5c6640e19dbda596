import Archive
import ArgumentParser
import Processing

extension QuarantineCommand {
    /// `slipway quarantine retry`.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Process again what is in quarantine.",
            discussion: """
                The bytes that were kept are read again, or the source where none could be kept. What succeeds \
                leaves the quarantine. Ends like ‘slipway process’.

                Example:
                  slipway quarantine retry
                """)

        @OptionGroup var processing: ProcessingOptions

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            var steps: [InputWalk.Step] = []
            let archive: any Archive
            do {
                // One archive for all: of an encrypted one the files in clear are gone with it.
                archive = try options.opened()
                for entry in try await archive.quarantinedOriginals() {
                    var path: String?
                    if let original = entry.original { path = try await archive.path(of: original) }
                    steps.append(
                        .input(ProcessingInput(recorded: entry.source, path: path, claim: entry.claim)))
                }
            } catch let error as ArchiveError {
                try options.fail(error)
            }
            let count = steps.count
            let session = try ProcessingSession(
                options: processing, again: true, readable: options.readableByWorkers
            ) { archive }
            try await session.run(steps, paths: []) { progress in
                progress.addFiles(count)
                progress.allFilesAreFound()
            }
        }
    }
}
