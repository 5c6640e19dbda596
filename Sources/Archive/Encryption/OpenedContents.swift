import Foundation
import Glibc
import Synchronization

/// Contents of an encrypted archive as files in clear, for the processes that read them, as long as they are read.
///
/// They lie in memory (a file system of the kind tmpfs, `/dev/shm`), in a folder that is closed to all but this account, and are
/// gone when they are given back or the program ends. What a program left that was killed is removed by the next.
public final class OpenedContents: Sendable {
    /// Where the folders of all programs of this account lie: workers may read below it.
    public static let root =
        "\(FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory())/slipway-\(getuid())"

    private let folder: String
    /// How often each is open.
    private let open = Mutex<[ContentDigest: Int]>([:])

    public init() throws(ArchiveError) {
        folder = "\(Self.root)/\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try Self.prepareRoot()
        guard mkdir(folder, 0o700) == 0 else { throw .failed("create", folder) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Makes the root, for this account alone, and removes what programs left there that are no more.
    private static func prepareRoot() throws(ArchiveError) {
        if mkdir(root, 0o700) != 0, errno != EEXIST { throw .failed("create", root) }
        var status = stat()
        guard lstat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == getuid(),
            status.st_mode & 0o077 == 0
        else {
            throw .file(
                operation: "use", path: root,
                reason: "it is not a folder that is this account's alone: remove it")
        }
        for name in try Folder.names(in: root) {
            guard let program = name.split(separator: "-").first.flatMap({ pid_t($0) }),
                kill(program, 0) != 0, errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(root)/\(name)")
        }
    }

    /// The path of a file with a content, until it is given back as often as it was asked for.
    public func path(
        of digest: ContentDigest, content: () throws(ArchiveError) -> [UInt8]
    ) throws(ArchiveError) -> String {
        let path = "\(folder)/\(digest.hex)"
        let isOpen = open.withLock { open in
            open[digest, default: 0] += 1
            return open[digest] ?? 0 > 1
        }
        if isOpen, access(path, F_OK) == 0 { return path }
        do {
            let draft = "\(path)-\(UInt32.random(in: 0 ... .max))"
            let file = try OpenFile.creating(draft)
            try file.write(try content())
            guard rename(draft, path) == 0 else { throw ArchiveError.failed("create", path) }
            return path
        } catch {
            giveBack(digest)
            throw error as? ArchiveError ?? .database(reason: "\(error)")
        }
    }

    /// Removes the file with a content, unless somebody else reads it still.
    public func giveBack(_ digest: ContentDigest) {
        let isLast = open.withLock { open in
            guard let count = open[digest] else { return false }
            open[digest] = count > 1 ? count - 1 : nil
            return count == 1
        }
        if isLast { _ = unlink("\(folder)/\(digest.hex)") }
    }
}
