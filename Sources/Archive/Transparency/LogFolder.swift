internal import Foundation
internal import Glibc

/// The files of an archive's log beside its database: the signing key, the newest checkpoint, the tiles.
///
///     log/
///         signing-key             read by its owner alone; made with a checkpoint of no events, before the first event
///         next-key                the key that is to take its place, while it does
///         rotation/812            the checkpoint by which event 812 changed the key, signed with both keys
///         checkpoint              the newest signed checkpoint
///         tile/0/x001/234 …       hashes of the tree (C2SP tlog-tiles); they follow from the events
///         lock                    held while checkpoints are made
///
/// All calls block.
public struct LogFolder: Sendable {
    private let root: String

    /// - Parameter root: The `log` folder of an archive, which need not exist yet.
    public init(at root: String) { self.root = root }

    private var keyPath: String { "\(root)/signing-key" }
    private var nextKeyPath: String { "\(root)/next-key" }
    private var checkpointPath: String { "\(root)/checkpoint" }

    // MARK: Key

    /// The key that checkpoints are signed with.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where it is missing or damaged.
    public func key() throws(ArchiveError) -> SigningKey {
        if let key = try key(at: keyPath) { return key }
        // A program died between the first checkpoint and giving the key its place.
        if let key = try nextKey(), let newest = try checkpoint(), newest.isSigned(by: key.verifier) {
            return key
        }
        throw .log(reason: "the signing key \(keyPath) is missing")
    }

    /// The key that is to take the place of the signing key; nil where none is.
    public func nextKey() throws(ArchiveError) -> SigningKey? { try key(at: nextKeyPath) }

    private func key(at path: String) throws(ArchiveError) -> SigningKey? {
        guard access(path, F_OK) == 0 else { return nil }
        let text = String(decoding: try Self.bytes(of: path), as: UTF8.self)
        guard text.hasSuffix("\n"), let key = SigningKey(String(text.dropLast())) else {
            throw .log(reason: "the signing key \(path) is damaged: restore it from a backup")
        }
        return key
    }

    /// The key that is to take the place of the signing key, made where there is none; of the same name, since it signs the
    /// same log.
    public func nextKeyOrNew() throws(ArchiveError) -> SigningKey {
        let lock = try FileLock("\(root)/lock")
        defer { withExtendedLifetime(lock) {} }
        if let key = try nextKey() { return key }
        return try madeNextKey(named: key().verifier.name)
    }

    private func madeNextKey(named name: String) throws(ArchiveError) -> SigningKey {
        guard let key = SigningKey(newFor: name) else { throw .log(reason: "no signing key can be made") }
        try DurableFile.write(Array("\(key.line)\n".utf8), to: nextKeyPath, mode: 0o400)
        return key
    }

    /// The key, made where there is none and nothing was ever signed.
    ///
    /// A new key gets its place when the first checkpoint is there: a key in its place says that something was signed.
    private func keyOrNew() throws(ArchiveError) -> SigningKey {
        if access(keyPath, F_OK) == 0 || access(checkpointPath, F_OK) == 0 { return try key() }
        if let key = try nextKey() { return key }
        let name = Hexadecimal.text((0..<8).map { _ in UInt8.random(in: 0...255) })
        return try madeNextKey(named: "\(Self.originOfSignedEvents)\(name)")
    }

    /// How the names of logs begin of which every event was signed from the first on.
    ///
    /// The name is part of all that was ever signed: it cannot be taken from an archive that has it.
    public static let originOfSignedEvents = "slipway/log/"

    /// Whether a key, a checkpoint or a tile is there.
    public func isBegun() -> Bool {
        access(keyPath, F_OK) == 0 || access(checkpointPath, F_OK) == 0 || !tilePaths().isEmpty
    }

    /// Makes key and first checkpoint of a log that has no event yet; does nothing where they are there.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where something says that there were events.
    public func begin() throws(ArchiveError) {
        if access(keyPath, F_OK) == 0, let newest = try checkpoint(), newest.checkpoint.size == 0 { return }
        _ = try publish { (_) throws(ArchiveError) in ([], nil) }
    }

    /// Signs what the log has come to.
    ///
    /// While the key is being changed, the next one signs as well: whoever looks finds the signature of the key that it has.
    ///
    /// - Parameters:
    ///   - frontier: The tree of all events.
    ///   - published: The size of the newest checkpoint that was written.
    /// - Returns: The head.
    /// - Throws: ``ArchiveError/log(reason:)`` where there is no key.
    public func signed(_ frontier: TreeFrontier, published: UInt64) throws(ArchiveError) -> LogHead {
        // The next key first: where it took its place meanwhile, it is the key then.
        let next = try nextKey()
        let key = try key()
        let claim = Checkpoint(origin: key.verifier.name, size: frontier.size, root: frontier.root)
        let signed = try SignedCheckpoint(
            claim, signedWith: key, and: next?.verifier == key.verifier ? nil : next,
            extensions: LogHead.line(published: published))
        return LogHead(frontier, published: published, signed: signed)
    }

    /// Gives the next key the signing key's place.
    private func adoptNextKey() throws(ArchiveError) {
        guard rename(nextKeyPath, keyPath) == 0 else {
            throw .log(
                reason:
                    "\(nextKeyPath) cannot take the place of \(keyPath): \(String(cString: strerror(errno)))")
        }
        try Folder.synchronize(root)
    }

    // MARK: Checkpoint

    /// The newest signed checkpoint; nil where none was made.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where the file is not one.
    public func checkpoint() throws(ArchiveError) -> SignedCheckpoint? {
        guard access(checkpointPath, F_OK) == 0 else { return nil }
        guard
            let checkpoint = SignedCheckpoint(
                String(decoding: try Self.bytes(of: checkpointPath), as: UTF8.self))
        else { throw .log(reason: "\(checkpointPath) is no checkpoint") }
        return checkpoint
    }

    /// Signs and keeps a checkpoint of the whole log.
    ///
    /// Nothing is signed that does not continue the newest checkpoint, and nothing that was not signed when it was recorded.
    ///
    /// - Parameters:
    ///   - change: The event by which the next key takes the signing key's place: both sign, and then it does.
    ///   - log: Gives the hashes of the leaves from a place on, in their order, and the head of the log.
    /// - Returns: The checkpoint, the newest one again where nothing was added, and the tree that it covers.
    /// - Throws: ``ArchiveError/log(reason:)`` where the events contradict the newest checkpoint or the head, or what the disk
    ///   or `log` says.
    public func publish(
        changingKeyBy change: Int64? = nil,
        _ log: (Int) throws(ArchiveError) -> (leaves: [TreeHash], head: LogHead?)
    ) throws(ArchiveError) -> (checkpoint: SignedCheckpoint, tree: MerkleTree) {
        try Folder.make(root)
        let lock = try FileLock("\(root)/lock")
        defer { withExtendedLifetime(lock) {} }
        removeLeftovers()
        let newest = try checkpoint()
        let older = newest.map { Int(clamping: $0.checkpoint.size) } ?? 0
        var tree = try tree(of: newest?.checkpoint)
        let (leaves, head) = try log(tree.size)
        guard newest != nil || leaves.isEmpty else {
            throw .log(
                reason: "\(checkpointPath) is missing, though there are \(leaves.count) events: "
                    + "restore the folder \(root) from a backup, no new key is made for them")
        }
        let key = try keyOrNew()
        if let newest, !newest.isSigned(by: key.verifier) {
            throw .log(reason: "the newest checkpoint is not signed by the archive's key")
        }
        for leaf in leaves { tree.append(leaf) }
        try check(head, of: tree, key.verifier)
        let next = change == nil ? nil : try nextKey()
        if next == nil, let newest, tree.size == older {
            if access(keyPath, F_OK) != 0 { try adoptNextKey() }
            return (newest, tree)
        }
        for tile in TileLayout.tiles(of: tree, size: tree.size, after: older) {
            try DurableFile.write(tile.bytes, to: "\(root)/\(tile.path)", mode: 0o440)
        }
        let claim = Checkpoint(origin: key.verifier.name, size: UInt64(tree.size), root: tree.root())
        let signed = try SignedCheckpoint(claim, signedWith: key, and: next)
        if let change, next != nil {
            try DurableFile.write(Array(signed.note.utf8), to: "\(root)/rotation/\(change)", mode: 0o440)
        }
        try DurableFile.write(Array(signed.note.utf8), to: checkpointPath, mode: 0o440)
        if next != nil || access(keyPath, F_OK) != 0 { try adoptNextKey() }
        return (signed, tree)
    }

    /// Nothing is published but what was signed with the events.
    private func check(_ head: LogHead?, of tree: MerkleTree, _ key: VerifierKey) throws(ArchiveError) {
        guard tree.size > 0 || head != nil else { return }
        guard let head, head.signed.isSigned(by: key), head.size == UInt64(tree.size),
            head.frontier.root == tree.root()
        else {
            throw .log(
                reason: "the events are not those that were signed when they were recorded: "
                    + "‘slipway verify’ names what was altered")
        }
    }

    /// The checkpoint by which an event changed the key; nil where there is none.
    public func rotation(by event: Int64) throws(ArchiveError) -> SignedCheckpoint? {
        let path = "\(root)/rotation/\(event)"
        guard access(path, F_OK) == 0 else { return nil }
        guard let checkpoint = SignedCheckpoint(String(decoding: try Self.bytes(of: path), as: UTF8.self))
        else {
            throw .log(reason: "\(path) is no checkpoint")
        }
        return checkpoint
    }

    /// The names of the files with checkpoints by which the key was changed: events' numbers.
    public func rotations() throws(ArchiveError) -> [String] {
        access("\(root)/rotation", F_OK) == 0 ? try Folder.names(in: "\(root)/rotation") : []
    }

    /// The tree that a checkpoint covers, read from the tiles.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where the tiles do not give the checkpoint's root.
    private func tree(of checkpoint: Checkpoint?) throws(ArchiveError) -> MerkleTree {
        guard let checkpoint else { return MerkleTree() }
        var tree = MerkleTree()
        var rest = Int(clamping: checkpoint.size)
        var index = 0
        while rest > 0 {
            let width = min(rest, TileLayout.width)
            let path = "\(root)/\(TileLayout.path(level: 0, index: index, width: width))"
            let bytes = try Self.bytes(of: path)
            guard bytes.count == width * 32 else { throw .log(reason: "the tile \(path) is damaged") }
            for start in stride(from: 0, to: bytes.count, by: 32) {
                if let hash = TreeHash(bytes: bytes[start..<(start + 32)]) { tree.append(hash) }
            }
            rest -= width
            index += 1
        }
        guard tree.root() == checkpoint.root else {
            throw .log(reason: "the tiles do not give the root of the newest checkpoint")
        }
        return tree
    }

    // MARK: Copies

    /// Copies key, newest checkpoint and tiles to another folder, while no checkpoint is made.
    ///
    /// - Parameter other: The `log` folder of a copy of the archive.
    /// - Throws: ``ArchiveError`` where something cannot be read or written.
    public func copy(to other: LogFolder) throws(ArchiveError) {
        guard access(root, F_OK) == 0 else { return }
        let lock = try FileLock("\(root)/lock")
        defer { withExtendedLifetime(lock) {} }
        for path in tilePaths() {
            try DurableFile.write(
                try Self.bytes(of: "\(root)/\(path)"), to: "\(other.root)/\(path)", mode: 0o440)
        }
        let rotations = try rotations().map { ("rotation/\($0)", mode_t(0o440)) }
        for (name, mode) in rotations + [("checkpoint", 0o440), ("signing-key", 0o400), ("next-key", 0o400)] {
            guard access("\(root)/\(name)", F_OK) == 0 else { continue }
            try DurableFile.write(
                try Self.bytes(of: "\(root)/\(name)"), to: "\(other.root)/\(name)", mode: mode)
        }
    }

    // MARK: Files

    /// The paths of all tile files, below the log's folder, sorted.
    public func tilePaths() -> [String] {
        let all = FileManager.default.enumerator(atPath: "\(root)/tile")?.compactMap { $0 as? String } ?? []
        return all.map { "tile/\($0)" }.filter { !DurableFile.isDraft($0) }.filter { path in
            var status = stat()
            return lstat("\(root)/\(path)", &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
        }.sorted()
    }

    /// Removes what programs that died left half-written.
    private func removeLeftovers() {
        let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        for path in all where DurableFile.isDraft(path) { _ = unlink("\(root)/\(path)") }
    }

    /// The bytes of a tile file.
    public func tile(_ path: String) throws(ArchiveError) -> [UInt8] { try Self.bytes(of: "\(root)/\(path)") }

    /// None of these files comes near a megabyte.
    private static func bytes(of path: String) throws(ArchiveError) -> [UInt8] {
        try SourceFile(path).rest(upTo: 1 << 20)
    }
}
