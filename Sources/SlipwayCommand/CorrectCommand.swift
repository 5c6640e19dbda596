import Archive
import ArgumentParser
import Foundation
import Processing
import Review

/// `slipway correct`: a correction of an archived slip, as a new event.
struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct an archived slip; the review is made anew, and all that was before is kept.",
        discussion: """
            CHANGES.json lists what to change: values of lines and fields, entries, findings that are approved or \
            upheld (docs/corrections.md). The review is made anew by the catalog, as ‘slipway process’ makes it. \
            Where the file names the review that it was made on, a newer one refuses it. --undo takes back the \
            last correction that is in force, by a further event.

            Example:
              slipway correct 3f2a9c --file changes.json --by zhang --reason '金额误读'
              slipway correct 3f2a9c --undo --by zhang --reason '改错行'

            Ends with 65 for a file or a change that is wrong, with its line and the reason; 1 for an ID that is not \
            archived or a review that is not the newest any more; 69 for a catalog or archive that is not to be had. \
            Nothing is changed then.
            """)

    @Argument(help: "The slip's ID, or as many of its first digits as no other has.")
    var id: String

    @Option(help: ArgumentHelp("The changes.", valueName: "changes.json"))
    var file: String?

    @ArgumentParser.Flag(help: "Take back the last correction that is in force.")
    var undo = false

    @Option(help: ArgumentHelp("Who corrects it.", valueName: "user"))
    var by: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var catalog: CatalogOptions

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard (file == nil) == undo else { throw ValidationError("Give either --file or --undo.") }
        for (name, text) in [("--by", by), ("--reason", reason)] where text.allSatisfy(\.isWhitespace) {
            throw ValidationError("\(name) is empty.")
        }
    }

    func run() async throws {
        let json = try file.map { try GivenFile.content(of: $0) }
        let changes = try json.map(parse)
        let (catalog, rules) = try catalog.loadWithRules()
        try await options.reading { archive in
            let corrector = Corrector(
                archive: archive, reviewer: Reviewer(catalog: catalog, rules: rules))
            do {
                let slip =
                    if let changes {
                        try await corrector.correct(id, changes, by: by, reason: reason)
                    } else {
                        try await corrector.undo(id, by: by, reason: reason)
                    }
                print(slip.summary.line)
                _ = try await archive.checkpoint()
            } catch let error as CorrectionError {
                throw try report(error, json)
            }
        }
    }

    private func parse(_ json: Data) throws -> SlipChanges {
        do {
            return try SlipChanges(json: json)
        } catch {
            throw refused("\(file ?? ""): \(error)")
        }
    }

    /// Says what is wrong and gives the status to end with.
    private func report(_ error: CorrectionError, _ json: Data?) throws -> ExitCode {
        switch error {
        case .change(let index, let reason):
            let line = json.flatMap { SlipChanges.line(ofChange: index, in: $0) }.map { "line \($0): " } ?? ""
            return refused("\(file ?? ""): \(line)change \(index + 1): \(reason)")
        case .archive(let error): throw error
        case .readingChanged, .nobody, .noReason:
            FileHandle.standardError.write(Data("slipway: \(error)\n".utf8))
            return ExitCode(1)
        }
    }

    private func refused(_ message: String) -> ExitCode {
        FileHandle.standardError.write(Data("slipway: \(message)\n".utf8))
        return ExitCode(65)
    }
}
