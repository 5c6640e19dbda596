internal import Glibc

/// Moves files that are done with out of an inbox; it never deletes or overwrites one.
public struct SourceMover: Sendable {
    /// Why a file was not moved: it lies where it lay.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String
    }

    private let folder: String

    /// - Parameter folder: Where files are moved to; made when the first one is.
    public init(to folder: String) {
        self.folder = folder
    }

    /// Moves a file, durably, under its own name, or `NAME-2`, `NAME-3` and so on where that is taken.
    ///
    /// - Returns: Its new path.
    /// - Throws: ``Failure``, such as for a folder on another file system.
    @discardableResult
    public func move(_ path: String) throws(Failure) -> String {
        guard mkdir(folder, 0o750) == 0 || errno == EEXIST else { throw failure("make the folder", folder) }
        // By bytes: a mark that combines with the stroke before a name is the name's, as the system sees it.
        let name =
            path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
            ?? path
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        var number = 1
        while true {
            let suffix = number == 1 ? "" : "-\(number)"
            let target = "\(folder)/\(name[..<dot])\(suffix)\(name[dot...])"
            // Two names for a moment, never none: unlike rename, link does not replace what is there.
            if link(path, target) == 0 { return try finish(path, at: target) }
            switch errno {
            case EEXIST
            where Self.isOneFile(path, target) && !Self.isOneFile(Self.parent(of: path), "\(folder)/."):
                // A run that was killed had given it its new name and not yet taken away the old one.
                return try finish(path, at: target)
            case EEXIST: number += 1
            case EXDEV:
                throw Failure(
                    description:
                        "\(path) was not moved: \(folder) lies on another file system; give one on the same")
            default: throw failure("move \(path) to", target)
            }
        }
    }

    /// Takes away the old name of a file that has its new one.
    private func finish(_ path: String, at target: String) throws(Failure) -> String {
        try synchronise(folder)
        guard unlink(path) == 0 else { throw failure("take away", path) }
        return target
    }

    /// The folder in which a name stands.
    private static func parent(of path: String) -> String {
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        return end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) + "/." } ?? "."
    }

    /// Whether two names are of one file or one folder; a link is a file of its own, unless `/.` follows.
    private static func isOneFile(_ first: String, _ second: String) -> Bool {
        var (one, other) = (stat(), stat())
        guard lstat(first, &one) == 0, lstat(second, &other) == 0 else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    private func synchronise(_ folder: String) throws(Failure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("synchronise", folder) }
    }

    private func failure(_ operation: String, _ path: String) -> Failure {
        Failure(description: "cannot \(operation) \(path): \(String(cString: strerror(errno)))")
    }
}
