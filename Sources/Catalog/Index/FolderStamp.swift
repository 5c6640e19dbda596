import Foundation
import Glibc

/// What the system says of the files of a catalog's folder: equal for files that nobody wrote to.
struct FolderStamp: Codable, Hashable {
    /// One file: what changes when it is written, replaced or given an older time.
    struct File: Codable, Hashable {
        var name: String
        var size: Int64
        var inode: UInt64
        var device: UInt64
        /// Nanoseconds since 1970 of the last change to the content, and to the content or its attributes.
        var modified: Int64
        var changed: Int64
    }

    var files: [File]

    /// Looks at the files that a catalog may be made of.
    init(folder: String) {
        let rules = CatalogFiles.tableNames(in: folder + "/rules").map { "rules/" + $0 }
        files = (CatalogFiles.fixedNames + rules).compactMap { Self.file($0, in: folder) }
    }

    private static func file(_ name: String, in folder: String) -> File? {
        var status = stat()
        // Unsafe only in that the system writes into the structure for the length of the call. A link that leads nowhere is
        // itself there: a folder with it is not the one without.
        let isThere = unsafe stat("\(folder)/\(name)", &status) == 0
        let isLink = unsafe !isThere && lstat("\(folder)/\(name)", &status) == 0
        guard isThere || isLink else { return nil }
        return File(
            name: name, size: Int64(status.st_size), inode: UInt64(status.st_ino),
            device: UInt64(status.st_dev), modified: nanoseconds(status.st_mtim),
            changed: nanoseconds(status.st_ctim))
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Whether every file had been left alone for two seconds before a moment.
    ///
    /// A file that is written twice within one tick of the system's clock has the same times; such a stamp tells nothing.
    func isSettled(before moment: Date) -> Bool {
        let limit = Int64((moment.timeIntervalSince1970 - 2) * 1_000_000_000)
        return files.allSatisfy { $0.changed < limit && $0.modified < limit }
    }
}
