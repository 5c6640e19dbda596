import Glibc

/// Content kept in a folder under its digest: `sha256/ab/cd/abcd…`, read-only, never overwritten.
///
/// Bytes are written to `tmp/`, synchronized, linked to their name, and the folder is synchronized, so that a
/// name never stands for less than the whole content, whenever the power fails. A program that dies leaves at
/// most a file in `tmp/`. Several programs may keep content in one folder at once.
///
/// Where there is a data key, the files are encrypted (``ContentCipher``), and names and digests are of the content still.
///
/// All calls block; none may run on a thread that must not.
public struct BlobStore: Sendable {
    private let root: String
    /// What contents are encrypted with; nil where they lie in clear.
    private let dataKey: DataKey?
    private var temporary: String { "\(root)/tmp" }

    /// A store in this folder, which need not exist yet.
    public init(at root: String, dataKey: DataKey? = nil) {
        self.root = root
        self.dataKey = dataKey
    }

    // MARK: Keeping

    /// Makes the folders, and removes what programs that died an hour ago or more left half-written.
    public func prepare() throws(ArchiveError) {
        try Folder.make("\(root)/sha256")
        try Folder.make(temporary)
        let hourAgo = Timestamp.now.seconds - 3600
        for name in try Folder.names(in: temporary) {
            let path = "\(temporary)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0, Int64(status.st_mtim.tv_sec) < hourAgo else { continue }
            // Another program may be removing the same leftovers: whoever comes second finds nothing.
            _ = unlink(path)
        }
    }

    /// Whether something is kept.
    public func holdsSomething() throws(ArchiveError) -> Bool {
        guard access("\(root)/sha256", F_OK) == 0 else { return false }
        return try !Folder.names(in: "\(root)/sha256").isEmpty
    }

    /// Keeps these bytes; durable when it returns.
    public func keep(_ content: [UInt8]) throws(ArchiveError) -> ContentDigest {
        let digest = ContentDigest(of: content)
        if try isKept(digest) { return digest }
        let draft = try Draft(in: temporary)
        var writer = ContentWriter(dataKey, digest)
        try writer.write(content, to: draft.file)
        try writer.finish(draft.file)
        try settle(draft, as: digest)
        return digest
    }

    /// Keeps the bytes of a regular file, read in pieces; durable when it returns.
    ///
    /// - Throws: ``ArchiveError/sourceChanged(path:)`` when the file is written to meanwhile.
    public func keep(fileAt path: String) throws(ArchiveError) -> ContentDigest {
        // An encrypted content's key follows from its digest, which must be known first.
        let known = dataKey == nil ? nil : try ContentDigest(ofFileAt: path)
        let source = try SourceFile(path)
        let draft = try Draft(in: temporary)
        var hasher = ContentHasher()
        var writer = ContentWriter(dataKey, known)
        while let piece = try source.next() {
            hasher.update(piece)
            try writer.write(piece, to: draft.file)
        }
        try source.checkUnchanged()
        try writer.finish(draft.file)
        let digest = hasher.finished()
        guard known == nil || known == digest else { throw .sourceChanged(path: path) }
        if try isKept(digest) { return digest }
        try settle(draft, as: digest)
        return digest
    }

    /// Takes a content over from another store with the same data key, as its file is; durable when it returns.
    ///
    /// - Throws: ``ArchiveError/contentMissing(_:)``, ``ArchiveError/contentDamaged(_:path:)``,
    ///   ``ArchiveError/contentCipher(_:path:reason:)``.
    public func take(_ digest: ContentDigest, from other: BlobStore) throws(ArchiveError) {
        let path = try other.path(of: digest)
        let file = try SourceFile(path).rest()
        guard ContentDigest(of: try other.opened(file, digest, path)) == digest else {
            throw .contentDamaged(digest, path: path)
        }
        let draft = try Draft(in: temporary)
        try draft.file.write(file)
        try settle(draft, as: digest)
    }

    /// Gives a complete draft its name for good.
    private func settle(_ draft: borrowing Draft, as digest: ContentDigest) throws(ArchiveError) {
        try draft.file.setMode(0o440)
        try draft.file.synchronize()
        try Folder.make(folder(of: digest))
        let name = name(of: digest)
        if link(draft.path, name) != 0 {
            let code = errno
            guard code == EEXIST else { throw .failed("create", name, code) }
            try check(digest)
        }
        try Folder.synchronize(folder(of: digest))
    }

    /// Whether the content is there, whole and durable.
    private func isKept(_ digest: ContentDigest) throws(ArchiveError) -> Bool {
        guard holds(digest) else { return false }
        try check(digest)
        // The program that linked the name may have died, or be about to, before the folders reached the disk.
        for folder in folders(of: digest) { try Folder.synchronize(folder) }
        return true
    }

    // MARK: Giving

    /// Whether there is content with this digest; what it holds is not read.
    public func holds(_ digest: ContentDigest) -> Bool {
        access(name(of: digest), F_OK) == 0
    }

    /// The bytes with this digest, checked against it.
    ///
    /// - Throws: ``ArchiveError/contentMissing(_:)``, ``ArchiveError/contentDamaged(_:path:)``.
    public func content(of digest: ContentDigest) throws(ArchiveError) -> [UInt8] {
        let path = try path(of: digest)
        let bytes = try opened(try SourceFile(path).rest(), digest, path)
        guard ContentDigest(of: bytes) == digest else { throw .contentDamaged(digest, path: path) }
        return bytes
    }

    /// The content of a file, decrypted where contents are encrypted.
    private func opened(
        _ file: [UInt8], _ digest: ContentDigest, _ path: String
    ) throws(ArchiveError) -> [UInt8] {
        let isEncrypted = file.starts(with: ContentCipher.mark)
        guard let dataKey else {
            // A content in clear may begin with the mark as well: its digest tells.
            guard isEncrypted, ContentDigest(of: file) != digest else { return file }
            throw .contentCipher(
                digest, path: path,
                reason: "it is encrypted, and the archive's file ‘encryption’ is not there")
        }
        guard isEncrypted else {
            throw .contentCipher(digest, path: path, reason: "it lies in clear in an encrypted archive")
        }
        guard
            let content = ContentCipher(dataKey, for: digest).opened(file[ContentCipher.mark.count...])
        else {
            throw .contentCipher(
                digest, path: path,
                reason: "it cannot be decrypted: it was altered, cut short, or is another content's")
        }
        return content
    }

    /// The names of everything that lies where content lies, in no order; those of content are its digests.
    public func names() throws(ArchiveError) -> [String] {
        var result: [String] = []
        for first in try Folder.names(in: "\(root)/sha256") {
            for second in try Folder.names(in: "\(root)/sha256/\(first)") {
                result += try Folder.names(in: "\(root)/sha256/\(first)/\(second)")
            }
        }
        return result
    }

    /// The path of the file with this content.
    ///
    /// - Throws: ``ArchiveError/contentMissing(_:)``.
    public func path(of digest: ContentDigest) throws(ArchiveError) -> String {
        guard holds(digest) else { throw .contentMissing(digest) }
        return name(of: digest)
    }

    /// Removes the content with this digest for good; does nothing where there is none.
    public func remove(_ digest: ContentDigest) throws(ArchiveError) {
        let path = name(of: digest)
        guard unlink(path) == 0 || errno == ENOENT else { throw .failed("remove", path, errno) }
        try Folder.synchronize(folder(of: digest))
    }

    private func check(_ digest: ContentDigest) throws(ArchiveError) {
        let path = name(of: digest)
        if dataKey != nil {
            _ = try content(of: digest)
        } else if try ContentDigest(ofFileAt: path) != digest {
            throw .contentDamaged(digest, path: path)
        }
    }

    private func name(of digest: ContentDigest) -> String {
        "\(folder(of: digest))/\(digest.hex)"
    }

    private func folder(of digest: ContentDigest) -> String {
        "\(root)/sha256/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2).prefix(2))"
    }

    /// The folders in which the content's name lies, the innermost first.
    private func folders(of digest: ContentDigest) -> [String] {
        [folder(of: digest), "\(root)/sha256/\(digest.hex.prefix(2))", "\(root)/sha256"]
    }
}

/// A file in the making, gone when it goes out of scope; its content lives on under other names.
private struct Draft: ~Copyable {
    let path: String
    let file: OpenFile

    init(in folder: String) throws(ArchiveError) {
        let chosen = "\(folder)/\(getpid())-\(UInt64.random(in: 0 ... .max))"
        file = try OpenFile.creating(chosen)
        path = chosen
    }

    deinit {
        _ = unlink(path)
    }
}
