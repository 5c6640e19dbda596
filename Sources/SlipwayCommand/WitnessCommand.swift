import Archive
import ArgumentParser
import Foundation

/// `slipway witness`: an auditor's own machine that remembers how far an archive had grown.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Cosign an archive's checkpoint if it continues the last one seen here.",
        discussion: """
            For a machine that the archive's owner does not rule. It keeps the last checkpoint of each log, checks the \
            proof that a new one only continues it, and prints the new one with its cosignature; it refuses a log that was \
            rewritten, shortened or taken back. ‘slipway verify --against’ takes what it prints. Requests and answers \
            are those of C2SP tlog-witness. The archive's key is needed the first time, and when it changed.

            Example:
              slipway witness request.txt --log-key "$(cat log-key.txt)" > cosigned.txt
              slipway witness --size slipway/c799929499c06e14

            The request is made at the archive: ‘slipway checkpoint --since 0 > request.txt’, later with the size that \
            --size prints.

            Ends with 0 when it cosigned, 3 when the log does not continue what was seen, 65 for a request that is none or \
            begins at another size, 69 when the witness's folder cannot be used.
            """)

    @Argument(help: ArgumentHelp("The request; standard input without one.", valueName: "file"))
    var request: String?

    @Option(help: ArgumentHelp("The witness's folder.", valueName: "dir"))
    var state = "./slipway-witness"

    @Option(
        help: ArgumentHelp("The archive's key, as ‘slipway checkpoint --key’ prints it.", valueName: "key"))
    var logKey: String?

    @Option(help: ArgumentHelp("Print how many events of this log were seen last.", valueName: "log"))
    var size: String?

    @Flag(help: "Print the witness's own key, by which its cosignatures are checked.")
    var key = false

    func run() async throws {
        let witness = Witness(at: state)
        do {
            if key { return print(try witness.key().verifier) }
            if let size { return print(try witness.size(of: size)) }
            print(try witness.cosigned(given(), logKey: givenKey()), terminator: "")
        } catch let error as ArchiveError {
            throw ExitCode.reported(69, "\(error)")
        } catch let refusal as Witness.Refusal {
            switch refusal {
            case .unknownLog(let origin):
                throw ExitCode.reported(
                    65, "the log \(origin) is not known here: give its key with --log-key")
            case .otherKey(let origin):
                throw ExitCode.reported(3, "the log \(origin) has another key here: ask its owner why")
            case .notSigned:
                throw ExitCode.reported(3, "the checkpoint is not signed by the log's key")
            case .otherSize(let witnessed):
                throw ExitCode.reported(
                    65,
                    "the last checkpoint seen here counts \(witnessed) events: "
                        + "make the request with ‘slipway checkpoint --since \(witnessed)’")
            case .inconsistent(let witnessed):
                throw ExitCode.reported(
                    3,
                    "不一致：the log does not continue the checkpoint over \(witnessed) events that was seen here: "
                        + "it was rewritten, shortened, or an old state of it was restored")
            case .archive(let error):
                throw ExitCode.reported(69, "\(error)")
            }
        }
    }

    private func given() throws -> WitnessRequest {
        let data = try GivenFile.content(of: request)
        guard let request = WitnessRequest(String(decoding: data, as: UTF8.self)) else {
            throw ExitCode.reported(
                65, "\(request ?? "standard input") is no request: make one with ‘slipway checkpoint --since’"
            )
        }
        return request
    }

    private func givenKey() throws -> VerifierKey? {
        guard let logKey else { return nil }
        guard let key = VerifierKey(logKey.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw ExitCode.reported(
                65, "‘\(logKey)’ is no key of a log: ‘slipway checkpoint --key’ prints it")
        }
        return key
    }
}
