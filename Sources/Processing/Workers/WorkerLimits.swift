internal import Glibc

/// What a worker process may use; it sets its limits itself before it sees a byte of input.
package enum WorkerLimits {
    /// Address space, bytes.
    static let addressSpace: UInt64 = 4 << 30
    static let openFiles: UInt64 = 64
    /// Bytes of a file that it may write: nothing of ours, but fontconfig keeps a cache.
    static let fileSize: UInt64 = 64 << 20
    /// Processor seconds that one page may take, decoding and reading together.
    static let processorSeconds: UInt64 = 120

    /// Sets the limits that hold for the worker's life.
    package static func setForLife() {
        set(__rlimit_resource_t(RLIMIT_AS.rawValue), to: addressSpace)
        // A core dump would hold a patient's data.
        set(__rlimit_resource_t(RLIMIT_CORE.rawValue), to: 0)
        set(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), to: openFiles)
        set(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), to: fileSize)
    }

    /// Gives the next page its share of processor time: the system counts a process's whole life.
    static func setForNextPage() {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let used = UInt64(usage.ru_utime.tv_sec) + UInt64(usage.ru_stime.tv_sec)
        let resource = __rlimit_resource_t(RLIMIT_CPU.rawValue)
        var limit = rlimit()
        getrlimit(resource, &limit)
        limit.rlim_cur = min(rlim_t(used + processorSeconds), limit.rlim_max)
        setrlimit(resource, &limit)
    }

    /// Lowers a limit; one that is lower already stays.
    private static func set(_ resource: __rlimit_resource_t, to value: UInt64) {
        var limit = rlimit()
        getrlimit(resource, &limit)
        limit.rlim_max = min(limit.rlim_max, rlim_t(value))
        limit.rlim_cur = min(limit.rlim_cur, limit.rlim_max)
        setrlimit(resource, &limit)
    }
}
