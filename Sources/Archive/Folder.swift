import Glibc

/// Folders that must survive a loss of power.
public enum Folder {
    /// Makes a folder and those above it that are missing, for the owner and the group alone, durably.
    ///
    /// A folder that exists is left as it is.
    public static func make(_ path: String) throws(ArchiveError) {
        if mkdir(path, 0o750) == 0 { return try synchronize(parent(of: path)) }
        switch errno {
        case EEXIST:
            return
        case ENOENT:
            try make(parent(of: path))
            if mkdir(path, 0o750) != 0, errno != EEXIST { throw .failed("create", path) }
            try synchronize(parent(of: path))
        case let code:
            throw .failed("create", path, code)
        }
    }

    /// Returns when the folder’s list of names is on the disk.
    static func synchronize(_ path: String) throws(ArchiveError) {
        try OpenFile.reading(path).synchronize()
    }

    /// The names in a folder, `.` and `..` left out, in no order.
    static func names(in path: String) throws(ArchiveError) -> [String] {
        guard let stream = opendir(path) else { throw .failed("read", path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
