import Foundation
import Glibc

/// A run of the program that may still be going on; it writes to files, so that no full pipe can hold it up.
final class RunningProgram: Sendable {
    private let process: Process
    private let arguments: [String]
    private let folder: TemporaryFolder

    /// Starts the program.
    init(
        _ executable: URL, _ arguments: [String], in directory: URL, environment: [String: String]
    ) throws {
        folder = try TemporaryFolder()
        self.arguments = arguments
        process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("SLIPWAY_") }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file("output", in: folder)
        process.standardError = try Self.file("error", in: folder)
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private static func file(_ name: String, in folder: TemporaryFolder) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(filePath: folder.write(Data(), to: name)))
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)")), as: UTF8.self)
    }

    /// Sends a signal to the program, not to the processes that it started.
    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits until the program has written a whole line to standard output, or has ended.
    func waitForLine(within limit: Duration) async throws {
        try await wait(within: limit) { try text("output").contains("\n") || !process.isRunning }
    }

    /// Waits for the program to end.
    ///
    /// - Throws: ``SlipwayProgram/TimeLimitExceeded``; the program is killed then.
    func outcome(within limit: Duration) async throws -> SlipwayProgram.Outcome {
        try await wait(within: limit) { !process.isRunning }
        let isSignalled = process.terminationReason == .uncaughtSignal
        return SlipwayProgram.Outcome(
            status: process.terminationStatus + (isSignalled ? 128 : 0),
            standardOutput: try text("output"), standardError: try text("error"))
    }

    private func wait(within limit: Duration, until condition: () throws -> Bool) async throws {
        let end = ContinuousClock.now + limit
        while try !condition() {
            guard ContinuousClock.now < end else {
                send(SIGKILL)
                throw SlipwayProgram.TimeLimitExceeded(
                    arguments: arguments, standardError: try text("error"))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
