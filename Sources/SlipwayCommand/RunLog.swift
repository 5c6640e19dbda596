import Archive
import ArgumentParser
import Foundation
import Glibc
import Logging
import Processing

/// Where a run's log for machines is written, by whichever command.
struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Append what happens to this file, one JSON object a line, without personal data: bytes are named by their \
            digests, failures by their classes.
            """, valueName: "file"))
    var log: String?

    /// - Throws: `ExitCode` 69 where the file cannot be written.
    func opened() throws -> RunLog? { try log.map(RunLog.init(path:)) }
}

/// A run's log for machines: JSON lines that name no file, claim or person.
///
/// Messages of the program may quote a file's name, which may be a patient's: none of them is written here but those about the
/// system.
final class RunLog: Sendable {
    private let path: String
    /// A file to which lines are appended whole.
    private let file: Int32

    /// A line.
    struct Line: Encodable, Sendable {
        /// When it was written, RFC 3339.
        var at = Timestamp.now.description
        var event: String
        var level = "info"
        var batch: Int64?
        /// The SHA-256 of the bytes that it is about; absent where they could not be read.
        var original: String?
        var outcome: String?
        var page: Int?
        var pages: Int?
        /// The decisions on the slips.
        var decisions: [String]?
        /// The class of a failure.
        var failure: String?
        var attempts: Int?
        /// Processor time and memory of a worker that was lost.
        var processor_ms: Int?
        var memory_bytes: Int?
        var jobs: Int?
        var catalog: String?
        var slips: Int?
        var quarantined: Int?
        var seconds: Double?
        var message: String?
    }

    /// - Throws: `ExitCode` 69 where the file cannot be opened.
    init(path: String) throws {
        self.path = path
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard file >= 0 else {
            throw ExitCode.reported(
                69, "\(path): the log cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(file) }

    /// Appends a line; a disk that takes no more does not stop the run, which says what it does on standard error as well.
    func write(_ line: Line) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(line) else { return }
        let bytes = Array(json) + [0x0A]
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    }

    /// Writes what became of an input, with each of its failures.
    func write(_ report: SlipReport, batch: Int64?) {
        let failures: [PageFailure]
        let outcome: String
        switch report.outcome {
        case .reviewed(_, let lost): (outcome, failures) = ("reviewed", lost)
        case .resubmitted: (outcome, failures) = ("resubmitted", [])
        case .doneBefore: (outcome, failures) = ("done_before", [])
        case .quarantined(let reasons): (outcome, failures) = ("quarantined", reasons)
        case .busy: (outcome, failures) = ("busy", [])
        }
        for failure in failures {
            write(
                Line(
                    event: "failure", level: "error", batch: batch, original: report.digest?.hex,
                    page: failure.page, failure: failure.failureClass, attempts: failure.attempts,
                    processor_ms: failure.trace?.processorMilliseconds, memory_bytes: failure.trace?.peakBytes
                ))
        }
        write(
            Line(
                event: "input", batch: batch, original: report.digest?.hex, outcome: outcome,
                pages: report.pages,
                decisions: report.reviews.compactMap { try? RecordSummary(of: $0).decision }))
    }
}

/// Writes what is said about the system to standard error and, where there is one, into a run's log.
struct SystemLog: LogHandler {
    var runLog: RunLog?
    private var standardError = StandardErrorLog()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(_ runLog: RunLog?) { self.runLog = runLog }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        standardError.log(event: event)
        runLog?.write(.init(event: "system", level: event.level.rawValue, message: "\(event.message)"))
    }
}
