import Foundation

/// The program as its users run it: the one built beside the tests, or the one that `SLIPWAY_BIN` names.
enum SlipwayProgram {
    /// The package's folder, in which the program runs, so that `samples` and `catalog` are found as users write them.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    private static let executable: URL = {
        let override = ProcessInfo.processInfo.environment["SLIPWAY_BIN"] ?? ""
        guard override.isEmpty else { return URL(filePath: override) }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "slipway")
    }()

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: What follows the program's name.
    ///   - program: Another program of the package instead, such as `slip-measure`.
    ///   - environment: Variables beside those of the tests; of these no `SLIPWAY_…` is handed on.
    ///   - timeLimit: How long it may take; generous, because tests share their processors.
    /// - Returns: What it wrote and how it ended.
    /// - Throws: ``TimeLimitExceeded``, or why the program cannot be started.
    static func run(
        _ arguments: [String], of program: String = "slipway", environment: [String: String] = [:],
        timeLimit: Duration = .seconds(600)
    ) async throws -> Outcome {
        try await start(arguments, of: program, environment: environment).outcome(within: timeLimit)
    }

    /// Starts the program, or another of the package that was built beside it, and lets it run.
    static func start(
        _ arguments: [String], of program: String = "slipway", environment: [String: String] = [:]
    ) throws -> RunningProgram {
        let file =
            program == "slipway"
            ? executable : executable.deletingLastPathComponent().appending(path: program)
        return try RunningProgram(
            file, arguments, in: package,
            environment: ["SLIPWAY_CACHE": cache, "SLIPWAY_STATE": "none"].merging(environment) {
                $1
            })
    }

    /// Where compiled catalogs are kept: not where the user of this machine has theirs, and a folder for each build, since a
    /// program says so when it makes anew what another edition compiled.
    private static let cache: String = {
        let attributes = try? FileManager.default.attributesOfItem(atPath: executable.path)
        let built = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return FileManager.default.temporaryDirectory.appending(
            path: "slipway-tests-cache-\(ProcessInfo.processInfo.userName)-\(Int(built))"
        ).path
    }()

    /// What a run left behind.
    struct Outcome: Sendable {
        /// How it ended: the exit status, or 128 + the number of the signal that ended it.
        var status: Int32
        var standardOutput: String
        var standardError: String

        /// The lines of standard output.
        var lines: [String] {
            standardOutput.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
                String.init)
        }
    }

    /// The program ran longer than it may.
    struct TimeLimitExceeded: Error {
        var arguments: [String]
        var standardError: String
    }
}
