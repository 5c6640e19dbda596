import ArgumentParser
import Foundation

/// Who does something, as the log records it.
struct AuthorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who does it, as the log records it (default: the account on this machine).", valueName: "user"))
    var by: String?

    func validate() throws {
        if let by, by.allSatisfy(\.isWhitespace) {
            throw ValidationError("--by is empty: say who does it, or leave it out.")
        }
    }

    /// The name given, else the account's.
    var name: String {
        if let by = by?.trimmingCharacters(in: .whitespacesAndNewlines), !by.isEmpty { return by }
        return "\(NSUserName())（命令行 command line）"
    }
}

/// Why something is done.
struct ReasonOptions: ParsableArguments {
    @Option(help: "Why, as the log records it.")
    var reason: String

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason is empty: say why.") }
    }
}
