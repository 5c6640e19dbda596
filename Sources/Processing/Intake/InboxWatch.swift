internal import Glibc

/// Tells which files of a scanner's inbox are whole.
///
/// A file counts as whole once neither its size nor its times have changed for as long as it takes a scanner to write on;
/// nothing tells for certain. Files that were given out are not given out again unless they change.
public struct InboxWatch: Sendable {
    /// What a file looks like from outside.
    struct Trace: Hashable, Sendable {
        var inode: UInt
        var size: Int
        /// Nanoseconds since 1970 of the last change of content, and of anything.
        var modified: Int64
        var changed: Int64

        /// Nil where there is no such regular file.
        init?(of path: String) {
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            inode = UInt(status.st_ino)
            size = Int(status.st_size)
            modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
            changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
        }
    }

    private struct Seen: Sendable {
        var trace: Trace
        var since: ContinuousClock.Instant
        /// The claim that its folder is; a file whose claim is named later is given out again.
        var claim: String?
        var isGivenOut = false
    }

    private let folder: String
    private let settling: Duration
    private var seen: [String: Seen] = [:]
    /// What could not be looked into and was said, with the reason.
    private var told: [String: String] = [:]

    /// - Parameters:
    ///   - folder: The inbox, walked wholly.
    ///   - settling: How long a file must have been left alone.
    public init(folder: String, settling: Duration) {
        self.folder = folder
        self.settling = settling
    }

    /// Whether every file that was there at the last look was given out.
    public var isSettled: Bool { seen.values.allSatisfy { $0.isGivenOut || $0.trace.size == 0 } }

    /// Looks at the inbox.
    ///
    /// - Parameters:
    ///   - passed: Folders in the inbox that are none of it, such as the one that files are moved to.
    ///   - now: The time.
    /// - Returns: The inputs that are whole since the last look, and what could not be looked into.
    public mutating func look(passing passed: [String] = [], now: ContinuousClock.Instant = .now)
        -> [InputWalk.Step]
    {
        var steps: [InputWalk.Step] = []
        var present: Set<String> = []
        var faults: [String: String] = [:]
        for step in InputWalk([folder], passing: passed) {
            let input: ProcessingInput
            switch step {
            case .input(let found): input = found
            case .unreadable(let found, let reason):
                input = found
                faults[found.path] = reason
            case .claimFile(let found): input = found
            case .skipped: continue
            }
            guard let trace = Trace(of: input.path) else {
                // A folder, or something that has gone: there is nothing to wait for.
                if let reason = faults[input.path], told[input.path] != reason { steps.append(step) }
                continue
            }
            present.insert(input.path)
            var file = seen[input.path] ?? Seen(trace: trace, since: now, claim: input.claim)
            if file.trace != trace || file.claim != input.claim {
                file = Seen(trace: trace, since: now, claim: input.claim)
            }
            if !file.isGivenOut, now - file.since >= settling, trace.size > 0 {
                file.isGivenOut = true
                steps.append(step)
            }
            seen[input.path] = file
        }
        seen = seen.filter { present.contains($0.key) }
        told = faults
        return steps
    }
}
