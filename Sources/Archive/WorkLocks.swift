internal import Glibc
internal import Synchronization

/// Which inputs the programs at one archive work on, so that none does another's work.
///
/// A byte of an empty file stands for each input, at a place that its digest gives. The system gives a program's locks
/// back when it ends, however it ends. Locks of the kind of open file descriptions (Linux, `F_OFD_SETLK`): they belong to
/// the file as this value opened it, not to the process, so that closing the file elsewhere does not lose them.
/// Within one value any number of tasks may take the same bytes.
public final class WorkLocks: Sendable {
    private let path: String
    /// Open once the first input was taken; -1 before.
    private let descriptor = Mutex<CInt>(-1)

    /// `F_OFD_SETLK` of Linux's fcntl.h, which Swift does not import.
    private static let setLock: CInt = 37

    /// - Parameter path: The file, made when the first input is taken.
    public init(path: String) {
        self.path = path
    }

    deinit {
        let open = descriptor.withLock { $0 }
        if open >= 0 { close(open) }
    }

    /// Takes an input.
    ///
    /// - Returns: Whether no other program has it.
    /// - Throws: ``ArchiveError/file(operation:path:reason:)`` where nothing can be locked.
    public func take(_ digest: ContentDigest) throws(ArchiveError) -> Bool {
        let file = try opened()
        if Self.lock(digest, F_WRLCK, in: file) { return true }
        guard errno == EAGAIN || errno == EACCES else { throw failure("lock") }
        return false
    }

    /// Gives an input back.
    public func giveBack(_ digest: ContentDigest) {
        let file = descriptor.withLock { $0 }
        if file >= 0 { _ = Self.lock(digest, F_UNLCK, in: file) }
    }

    private func opened() throws(ArchiveError) -> CInt {
        let file = descriptor.withLock { descriptor in
            if descriptor < 0 { descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640) }
            return descriptor
        }
        guard file >= 0 else { throw failure("open") }
        return file
    }

    private func failure(_ operation: String) -> ArchiveError {
        .file(operation: operation, path: path, reason: String(cString: strerror(errno)))
    }

    /// - Returns: False with `errno` set when the lock is not to be had.
    private static func lock(_ digest: ContentDigest, _ kind: CInt, in file: CInt) -> Bool {
        // 60 bits of the digest: a place that two inputs share makes one wait for the other, no more.
        let place = digest.hex.prefix(15).reduce(0) { $0 << 4 | ($1.hexDigitValue ?? 0) }
        var range = flock()
        range.l_type = Int16(kind)
        range.l_whence = Int16(SEEK_SET)
        range.l_start = place
        range.l_len = 1
        return fcntl(file, setLock, &range) == 0
    }
}
