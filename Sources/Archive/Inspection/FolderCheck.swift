import Glibc

/// Whether the files beside the database are files of the archive, and nothing else lies among them.
///
/// An operator may have moved contents to another disk, or laid a note beside them: so what is found is remarked.
public struct FolderCheck {
    private let folder: String

    /// - Parameter folder: The folder of an archive.
    public init(folder: String) { self.folder = folder }

    /// What may lie in the archive's folder.
    private static let own: Set<String> = [
        "archive.sqlite", "archive.sqlite-journal", "accounts.sqlite", "accounts.sqlite-journal", "blobs",
        "log",
        "encryption", "encryption.next", "work.lock",
    ]
    private static let ownOfLog: Set<String> = [
        "signing-key", "next-key", "rotation", "checkpoint", "tile", "lock",
    ]

    /// What an auditor should know.
    public func remarks() -> [VerificationProblem] {
        names("", Self.own) + names("log", Self.ownOfLog) + links("blobs/sha256", depth: 2) + rights()
    }

    /// Links that are named, at most.
    private static let shown = 20

    /// Folders of contents, and contents, that are links.
    private func links(_ part: String, depth: Int) -> [VerificationProblem] {
        guard let names = try? Folder.names(in: "\(folder)/\(part)") else { return [] }
        var found: [VerificationProblem] = []
        for name in names.sorted() where found.count < Self.shown {
            let object = "\(part)/\(name)"
            if let mode = mode(of: object), mode & S_IFMT == S_IFLNK {
                found.append(.init(object, Self.link))
            } else if depth > 0 {
                found += links(object, depth: depth - 1)
            }
        }
        return Array(found.prefix(Self.shown))
    }

    private static let link = "it is a link to somewhere else: what it leads to can be exchanged"

    /// Files and folders that others than their owner and group may alter, and keys that others may read.
    private func rights() -> [VerificationProblem] {
        let keys = ["log/signing-key", "log/next-key"].compactMap { name -> VerificationProblem? in
            guard let mode = mode(of: name), mode & S_IFMT == S_IFREG, mode & 0o077 != 0 else { return nil }
            return .init(name, "others than its owner may read it: who has read it can sign another history")
        }
        let open = ["", "archive.sqlite", "blobs", "blobs/sha256", "log"].compactMap {
            name -> VerificationProblem? in
            guard let mode = mode(of: name), mode & S_IFMT != S_IFLNK, mode & 0o002 != 0 else { return nil }
            return .init(name.isEmpty ? "." : name, "everybody on this machine may alter it")
        }
        return keys + open
    }

    private func mode(of part: String) -> mode_t? {
        var status = stat()
        return lstat(part.isEmpty ? folder : "\(folder)/\(part)", &status) == 0 ? status.st_mode : nil
    }

    private func names(_ part: String, _ own: Set<String>) -> [VerificationProblem] {
        let path = part.isEmpty ? folder : "\(folder)/\(part)"
        guard let names = try? Folder.names(in: path) else { return [] }
        return names.sorted().compactMap { name in
            let object = part.isEmpty ? name : "\(part)/\(name)"
            guard let mode = mode(of: object) else { return nil }
            if mode & S_IFMT == S_IFLNK { return .init(object, Self.link) }
            guard own.contains(name) || DurableFile.isDraft(name) else {
                return .init(object, "it does not belong to an archive")
            }
            return nil
        }
    }
}
