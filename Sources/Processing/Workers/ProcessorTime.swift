internal import Glibc

/// The processor time of another process.
enum ProcessorTime {
    /// What a process has used so far, in user and system mode; nil when it is gone.
    ///
    /// Source: proc(5), `/proc/pid/stat`, fields 14 and 15.
    static func used(by process: CInt) -> Duration? {
        guard let file = fopen("/proc/\(process)/stat", "re") else { return nil }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = fread(&buffer, 1, buffer.count, file)
        let line = String(decoding: buffer.prefix(count), as: UTF8.self)
        return used(inStat: line, ticksASecond: Int64(sysconf(CInt(_SC_CLK_TCK))))
    }

    static func used(inStat line: String, ticksASecond: Int64) -> Duration? {
        // The second field is the program's name, which may hold spaces and parentheses.
        guard let end = line.lastIndex(of: ")"), ticksASecond > 0 else { return nil }
        let fields = line[line.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Int64(fields[11]), let system = Int64(fields[12]) else {
            return nil
        }
        return .milliseconds((user + system) * 1000 / ticksASecond)
    }
}

/// Decides when a worker has had its time.
///
/// On a busy machine a sound page takes long by the clock and not by the processor; it gets more of the clock.
struct WorkerDeadline: Sendable {
    /// By the clock on a free machine, and by the processor.
    let limit: Duration
    /// How many times the limit may pass by the clock while the worker makes headway.
    static let patience = 5
    /// The least share of the processor that counts as headway.
    static let headway = 0.02

    /// How long to wait before looking again, after the first wait of ``limit``.
    var interval: Duration { limit / 4 }

    /// Whether the worker is to be killed.
    ///
    /// - Parameters:
    ///   - elapsed: By the clock since the stage began; no less than ``limit``.
    ///   - used: By the processor since the stage began; nil when it is not known.
    /// - Returns: True when it has had its time, or makes no headway.
    func isOver(elapsed: Duration, used: Duration?) -> Bool {
        guard let used, elapsed < limit * Self.patience else { return true }
        return used >= limit || used / elapsed < Self.headway
    }
}
