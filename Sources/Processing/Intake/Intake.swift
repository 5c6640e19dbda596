internal import Archive
internal import Dispatch
internal import Glibc
internal import Imaging

/// Looks at a file before anything opens it for its content.
enum Intake {
    /// The digest of a file that may be processed.
    ///
    /// - Throws: ``PageFailure``: `unreadable`, `too_large`.
    static func digest(ofFileAt path: String) async throws(PageFailure) -> ContentDigest {
        let result: Result<ContentDigest, PageFailure> = await withCheckedContinuation { continuation in
            // Disks block; the tasks' threads must not.
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result { () throws(PageFailure) in try checkedDigest(ofFileAt: path) })
            }
        }
        return try result.get()
    }

    private static func checkedDigest(ofFileAt path: String) throws(PageFailure) -> ContentDigest {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw unreadable("cannot be read: \(String(cString: strerror(errno)))")
        }
        let limit = DecodingLimits().fileBytes
        guard status.st_size <= limit else {
            throw PageFailure(
                failureClass: DecodingError.Class.tooLarge.rawValue, page: nil,
                reason:
                    "\(status.st_size) bytes are too many (at most \(limit)): split the file or scan at 300 dpi"
            )
        }
        do {
            return try ContentDigest(ofFileAt: path)
        } catch {
            throw unreadable("\(error)")
        }
    }

    static func unreadable(_ reason: String) -> PageFailure {
        PageFailure(failureClass: DecodingError.Class.unreadable.rawValue, page: nil, reason: reason)
    }
}
