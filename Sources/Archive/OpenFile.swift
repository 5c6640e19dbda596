import Glibc

/// One open file descriptor, closed exactly once.
struct OpenFile: ~Copyable {
    private let descriptor: CInt
    let path: String

    private init(_ descriptor: CInt, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        _ = Glibc.close(descriptor)
    }

    /// Opens a file or folder for reading; never waits for the other end of a pipe.
    static func reading(_ path: String) throws(ArchiveError) -> OpenFile {
        try OpenFile(opening(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, operation: "read"), path: path)
    }

    /// Makes a file that did not exist, readable by its owner alone until it is finished.
    static func creating(_ path: String) throws(ArchiveError) -> OpenFile {
        try OpenFile(opening(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, operation: "create"), path: path)
    }

    private static func opening(
        _ path: String, _ flags: CInt, operation: String
    ) throws(ArchiveError) -> CInt {
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw .failed(operation, path) }
        return descriptor
    }

    /// What the file is, and the marks by which a change to it is noticed.
    func state() throws(ArchiveError) -> FileState {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .failed("examine", path) }
        return FileState(
            isRegular: status.st_mode & S_IFMT == S_IFREG, size: Int64(status.st_size),
            modified: [Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec)])
    }

    /// The next bytes, at most `limit` of them; empty at the end of the file.
    func read(upTo limit: Int) throws(ArchiveError) -> [UInt8] {
        var code: CInt = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var got = Glibc.read(descriptor, buffer.baseAddress, limit)
            while got < 0, errno == EINTR { got = Glibc.read(descriptor, buffer.baseAddress, limit) }
            if got < 0 { code = errno }
            count = max(0, got)
        }
        guard code == 0 else { throw .failed("read", path, code) }
        return bytes
    }

    /// Writes all the bytes.
    func write(_ bytes: [UInt8]) throws(ArchiveError) {
        var code: CInt = 0
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno != EINTR {
                    code = errno
                    return
                }
            }
        }
        guard code == 0 else { throw .failed("write", path, code) }
    }

    /// Sets who may do what with the file.
    func setMode(_ mode: mode_t) throws(ArchiveError) {
        guard fchmod(descriptor, mode) == 0 else { throw .failed("set the mode of", path) }
    }

    /// Returns when the file (or the folder’s list of names) is on the disk.
    ///
    /// A failure is final: the kernel may have dropped the pages, so it is never tried again.
    func synchronize() throws(ArchiveError) {
        guard fsync(descriptor) == 0 else { throw .failed("synchronize", path) }
    }
}

/// What a file is, and the marks by which a change to it is noticed.
struct FileState: Equatable {
    var isRegular: Bool
    /// In bytes.
    var size: Int64
    /// The time of the last change to its content: seconds and nanoseconds.
    ///
    /// Not of its status, which changes while kept content gets and loses names.
    var modified: [Int64]
}

extension ArchiveError {
    /// The failure of a system call that has just set `errno`.
    static func failed(_ operation: String, _ path: String, _ code: CInt = errno) -> ArchiveError {
        .file(operation: operation, path: path, reason: String(cString: strerror(code)))
    }
}
