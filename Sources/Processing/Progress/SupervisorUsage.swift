internal import Glibc

/// What this process uses of the machine, its workers apart.
public struct SupervisorUsage: Hashable, Sendable {
    /// Memory that it holds, bytes; zero where the system does not say.
    public var residentBytes: Int
    /// In user and system mode.
    public var processorTime: Duration

    public init(residentBytes: Int, processorTime: Duration) {
        self.residentBytes = residentBytes
        self.processorTime = processorTime
    }

    /// As it is now.
    ///
    /// Source: proc(5), `/proc/pid/statm`, whose second field counts pages; getrusage(2).
    public static var current: SupervisorUsage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func duration(_ time: timeval) -> Duration {
            .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
        }
        return SupervisorUsage(
            residentBytes: residentPages() * sysconf(CInt(_SC_PAGESIZE)),
            processorTime: duration(usage.ru_utime) + duration(usage.ru_stime))
    }

    private static func residentPages() -> Int {
        guard let file = fopen("/proc/self/statm", "re") else { return 0 }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = fread(&buffer, 1, buffer.count, file)
        let fields = String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]) ?? 0 : 0
    }
}
