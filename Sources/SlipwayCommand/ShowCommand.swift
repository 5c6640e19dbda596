import Archive
import ArgumentParser

/// `slipway show`: one archived review, with its history.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one archived review, with its history.",
        discussion: """
            Example:
              slipway show 3f2a9c
              slipway show 3f2a9c --format json | python3 -m json.tool

            Names and numbers stand there in full: that it was shown, and to whom, is recorded in the log first.

            An ID that the archive does not have, or that more than one slip begins with, ends with status 1.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "The slip's ID, or as many of its first digits as no other has.")
    var id: String

    @Option(help: "text for a person, json for the review as one JSON object.")
    var format = Format.text

    @OptionGroup var author: AuthorOptions
    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await options.reading { archive in
            let slip = try await archive.slip(id)
            try await archive.record(ArchiveEvent.Access(by: author.name, act: .unmask, slip: slip.id))
            switch format {
            case .text: print(try ReadableReview(slip).text)
            case .json: print(slip.review.text)
            }
        }
    }
}
