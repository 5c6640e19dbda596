package import Glibc

/// Small files that are replaced as a whole.
package enum DurableFile {
    /// Stands in the names of files in the making.
    private static let mark = ".new-"

    /// Whether a file is one in the making, or left by a program that died.
    static func isDraft(_ path: String) -> Bool { path.contains(mark) }

    /// Writes a file beside its name and then gives it the name, durably; folders that are missing are made.
    package static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(ArchiveError) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        try Folder.make(folder)
        let draft = "\(path)\(mark)\(getpid())-\(UInt32.random(in: 0 ... .max))"
        do {
            let file = try OpenFile.creating(draft)
            try file.write(bytes)
            try file.setMode(mode)
            try file.synchronize()
        } catch {
            _ = unlink(draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            let code = errno
            _ = unlink(draft)
            throw .failed("create", path, code)
        }
        try Folder.synchronize(folder)
    }
}

/// A lock that is held as long as this lives, by one program at a time.
struct FileLock: ~Copyable {
    private let descriptor: CInt

    init(_ path: String) throws(ArchiveError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .failed("create", path) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .failed("lock", path) }
        }
    }

    deinit { _ = close(descriptor) }
}
