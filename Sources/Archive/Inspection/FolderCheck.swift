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
        names("", Self.own) + names("log", Self.ownOfLog)
    }

    private func names(_ part: String, _ own: Set<String>) -> [VerificationProblem] {
        let path = part.isEmpty ? folder : "\(folder)/\(part)"
        guard let names = try? Folder.names(in: path) else { return [] }
        return names.sorted().compactMap { name in
            let object = part.isEmpty ? name : "\(part)/\(name)"
            var status = stat()
            guard lstat("\(path)/\(name)", &status) == 0 else { return nil }
            if status.st_mode & S_IFMT == S_IFLNK {
                return .init(object, "it is a link to somewhere else: what it leads to can be exchanged")
            }
            guard own.contains(name) || DurableFile.isDraft(name) else {
                return .init(object, "it does not belong to an archive")
            }
            return nil
        }
    }
}
