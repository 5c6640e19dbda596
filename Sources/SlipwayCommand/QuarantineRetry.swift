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
                leaves the quarantine. A claim.json that was mended gives its claim to the slips of its folder. Ends like ‘slipway process’.

                Example:
                  slipway quarantine retry
                """)

        @OptionGroup var processing: ProcessingOptions

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            var steps: [InputWalk.Step] = []
            let archive: any Archive
            do {
                archive = try options.opened()
                for entry in try await archive.quarantinedOriginals() {
                    if entry.original == nil, let again = InputWalk.again(claimFile: entry.source) {
                        steps += again
                        continue
                    }
                    steps.append(
                        .input(
                            ProcessingInput(
                                recorded: entry.source, path: nil, claim: entry.claim, kept: entry.original)))
                }
            } catch let error as ArchiveError {
                try options.fail(error)
            }
            let count = steps.count { if case .input = $0 { true } else { false } }
            let session = try ProcessingSession(
                options: processing, again: true, readable: options.readableByWorkers,
                memory: ArchiveMemory(of: options)
            ) { archive }
            try await session.run(steps, paths: []) { progress in
                progress.addFiles(count)
                progress.allFilesAreFound()
            }
        }
    }
}
