import Foundation
import Glibc
import Logging
import Processing
import Synchronization

/// Standard output, written a whole line at a time.
enum StandardOutput {
    /// The reader of standard output has gone.
    struct Closed: Error {}

    /// - Throws: ``Closed``; with it, SIGPIPE is ignored in this process.
    static func write(line: String) throws {
        try StandardError.shared.standingAside {
            do {
                try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
            } catch {
                throw Closed()
            }
        }
    }
}

/// Standard error: lines of the log, and below them, on a terminal, one line that is drawn again and again.
final class StandardError: Sendable {
    static let shared = StandardError()

    /// Whether it is a terminal that a line can be redrawn on.
    let isTerminal = isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    /// Whether standard output is a terminal, too, and so most likely the same one.
    private let sharesTerminal = isatty(1) == 1 && isatty(2) == 1
    private let drawn = Mutex("")

    /// Writes a line of the log above the drawn line.
    func write(line: String) {
        drawn.withLock { drawn in
            put(drawn.isEmpty ? line + "\n" : "\r\u{1B}[K" + line + "\n" + drawn)
        }
    }

    /// Takes the drawn line away while something is written to the same terminal by another way.
    func standingAside(_ work: () throws -> Void) rethrows {
        guard sharesTerminal else { return try work() }
        try drawn.withLock { drawn in
            if !drawn.isEmpty { put("\r\u{1B}[K") }
            try work()
            if !drawn.isEmpty { put(drawn) }
        }
    }

    /// Draws the line anew; an empty one takes it away.
    func draw(_ line: String) {
        drawn.withLock { drawn in
            guard line != drawn else { return }
            drawn = line
            put("\r\u{1B}[K" + line)
        }
    }

    /// The terminal's width in columns.
    var columns: Int {
        var size = winsize()
        guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private func put(_ text: String) {
        // Nothing can be done about a standard error that takes no more.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

/// Writes the log to standard error, each message a line that begins with the program's name.
struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        StandardError.shared.write(line: "slipway: \(event.message)")
    }
}
