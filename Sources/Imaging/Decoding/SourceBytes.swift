internal import Glibc

/// Reads whole files, of bounded size, that others may have put there to do harm.
enum SourceBytes {
    /// Reads a regular file.
    ///
    /// - Throws: `unreadable` for anything but a regular file that may be read, `too_large`, `empty`.
    static func read(path: String, limit: Int) throws(DecodingError) -> [UInt8] {
        // Without O_NONBLOCK, opening a named pipe would wait for its writer for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw DecodingError(.unreadable, "not a regular file: give the file itself")
        }
        let size = Int(status.st_size)
        guard size <= limit else {
            throw DecodingError(
                .tooLarge, "\(size) bytes are too many (at most \(limit)): split the file or scan at 300 dpi")
        }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, let start = buffer.baseAddress {
                let got = Glibc.read(descriptor, start + count, size - count)
                if got < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                if got == 0 { return }
                count += got
            }
        }
        guard failure == 0 else { throw unreadable(failure) }
        guard bytes.count == size else {
            throw DecodingError(
                .unreadable, "the file shrank while it was read: try again when it is complete")
        }
        return bytes
    }

    private static func unreadable(_ code: Int32) -> DecodingError {
        DecodingError(.unreadable, "cannot be read: \(String(cString: strerror(code)))")
    }
}
