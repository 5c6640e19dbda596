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
              slipway checkpoint --new-key --by 张 --reason 年度更换

            A new key takes the place of the signing key, which is removed; the checkpoint that is printed is signed with \
            both. What the old key signed stays valid: ‘slipway verify’ follows the changes in the log. Tell auditors the \
            new key; a witness takes it with --log-key from the next request that --since makes for it.
            """)

    @Flag(help: "Print the key by which anybody checks the checkpoints, name+keyid+base64.")
    var key = false

    @Option(
        help: ArgumentHelp(
            "Print what asks a witness to cosign, whose last checkpoint counts so many events.",
            valueName: "size"))
    var since: UInt64?

    @Flag(help: "Sign with a new key from now on.")
    var newKey = false

    @Option(help: "Why the key is changed, as the log records it.")
    var reason: String?

    @OptionGroup var author: AuthorOptions
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if newKey, reason?.allSatisfy(\.isWhitespace) ?? true {
            throw ValidationError("--new-key needs a --reason: say why the key is changed.")
        }
        if !newKey, reason != nil || author.by != nil {
            throw ValidationError(
                "--reason and --by say who changes the key, and why: they go with --new-key.")
        }
        if newKey, key || since != nil {
            throw ValidationError("--new-key goes with neither --key nor --since.")
        }
    }

    func run() async throws {
        try await options.reading { archive in
            if newKey {
                print(
                    try await archive.changeKey(by: author.name, reason: reason ?? "").note, terminator: "")
            } else if let since {
                print(try await archive.witnessRequest(since: since).text, terminator: "")
            } else if key {
                print(try await archive.verifierKey())
            } else {
                print(try await archive.checkpoint().note, terminator: "")
            }
        }
    }
}
