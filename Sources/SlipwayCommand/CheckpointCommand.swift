import Archive
import ArgumentParser

/// `slipway checkpoint`: the newest signed checkpoint, to be kept elsewhere.
struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Print the newest signed checkpoint of the archive's log.",
        discussion: """
            A checkpoint says in three lines how many events the log has and what they come to, signed by the \
            archive's key. Print it, send it, keep it on another machine: ‘slipway verify --against’ shows later that \
            nothing that it covers was altered or taken back.

            Example:
              slipway checkpoint > checkpoint-2026-11-25.txt
              slipway checkpoint --key
              slipway checkpoint --since 0 > request.txt
            """)

    @Flag(help: "Print the key by which anybody checks the checkpoints, name+keyid+base64.")
    var key = false

    @Option(
        help: ArgumentHelp(
            "Print what asks a witness to cosign, whose last checkpoint counts so many events.",
            valueName: "size"))
    var since: UInt64?

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await options.reading { archive in
            if let since {
                print(try await archive.witnessRequest(since: since).text, terminator: "")
            } else if key {
                print(try await archive.verifierKey())
            } else {
                print(try await archive.checkpoint().note, terminator: "")
            }
        }
    }
}
