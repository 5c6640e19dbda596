internal import Archive
internal import Glibc
internal import Synchronization

/// What a worker has used since a page was begun, as it was last seen: of a process that has died not all can be asked.
final class WorkerUsage: Sendable {
    private struct Seen {
        var processor: Duration?
        var peakBytes: Int?
    }

    private let process: CInt
    private let start = ContinuousClock.now
    private let before: Duration
    private let seen = Mutex(Seen())

    /// Begins with a page.
    init(of process: CInt) {
        self.process = process
        before = ProcessorTime.used(by: process) ?? .zero
    }

    /// Looks at the process; where it is gone, what was seen before stays.
    func look() {
        let processor = ProcessorTime.used(by: process).map { $0 - before }
        let peak = Self.peakBytes(of: process)
        seen.withLock { seen in
            seen.processor = processor ?? seen.processor
            seen.peakBytes = peak ?? seen.peakBytes
        }
    }

    /// What was seen, with the last lines of the worker's log.
    func trace(log: [String]) -> WorkerTrace {
        look()
        let seen = seen.withLock { $0 }
        return WorkerTrace(
            clockMilliseconds: Self.milliseconds(start.duration(to: .now)),
            processorMilliseconds: seen.processor.map(Self.milliseconds), peakBytes: seen.peakBytes, log: log)
    }

    private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }

    /// The most memory that a process has held; nil when it has none any more.
    ///
    /// Source: proc(5), `/proc/pid/status`, `VmHWM`.
    private static func peakBytes(of process: CInt) -> Int? {
        guard let file = fopen("/proc/\(process)/status", "re") else { return nil }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = fread(&buffer, 1, buffer.count, file)
        return peakBytes(inStatus: String(decoding: buffer.prefix(count), as: UTF8.self))
    }

    static func peakBytes(inStatus text: String) -> Int? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else {
            return nil
        }
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, words[2] == "kB", let kibibytes = Int(words[1]) else { return nil }
        return kibibytes * 1024
    }
}
