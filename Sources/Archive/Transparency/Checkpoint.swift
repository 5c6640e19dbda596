/// How far a log had grown, and the root of its tree: what a checkpoint says.
///
/// As text: three lines, the origin, the size in decimal and the root in base64 (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    /// Which log this is; the name of the key that signs it.
    public let origin: String
    /// How many events the log had.
    public let size: UInt64
    /// The root of the tree of these events.
    public let root: TreeHash

    public init(origin: String, size: UInt64, root: TreeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads a checkpoint's text; nil where it is none.
    ///
    /// Lines after the third are extensions and not read.
    public init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard text.hasSuffix("\n"), lines.count >= 4, VerifierKey.isName(String(lines[0])),
            let size = UInt64(lines[1]), String(size) == lines[1], let root = TreeHash(String(lines[2])),
            !lines[3..<(lines.count - 1)].contains("")
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    public var text: String { "\(origin)\n\(size)\n\(root)\n" }
}

/// A checkpoint with the signatures under it.
public struct SignedCheckpoint: Hashable, Sendable {
    public let checkpoint: Checkpoint
    public let signed: SignedNote

    /// Reads a signed checkpoint; nil where it is none.
    ///
    /// Signatures are not checked.
    public init?(_ note: String) {
        guard let signed = SignedNote(note), let checkpoint = Checkpoint(signed.text) else { return nil }
        self.checkpoint = checkpoint
        self.signed = signed
    }

    /// Reads what was scanned from a code, or went through a mail program, which end lines in their own ways.
    ///
    /// - Parameter text: A signed checkpoint; nil where it is none.
    public init?(scanned text: String) {
        let plain = text.unicodeScalars.filter { $0 != "\r" && $0 != "\u{FEFF}" }
        let lines = String(String.UnicodeScalarView(plain)).split(
            separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { !$0.isEmpty }),
            let last = lines.lastIndex(where: { !$0.isEmpty })
        else { return nil }
        self.init(lines[first...last].joined(separator: "\n") + "\n")
    }

    /// - Parameters:
    ///   - checkpoint: What is signed.
    ///   - key: The log's key.
    ///   - next: The key that takes its place, where it does.
    ///   - extensions: Lines below the checkpoint's three, each with its line feed.
    /// - Throws: ``ArchiveError/log(reason:)`` when it cannot be signed.
    init(
        _ checkpoint: Checkpoint, signedWith key: SigningKey, and next: SigningKey? = nil,
        extensions: String = ""
    ) throws(ArchiveError) {
        self.checkpoint = checkpoint
        let text = checkpoint.text + extensions
        let note = try key.signed(text)
        let more = try next?.signed(text).signatures ?? []
        signed = SignedNote(text: note.text, signatures: note.signatures + more)
    }

    /// The checkpoint as written.
    public var note: String { signed.note }

    /// Whether it is a checkpoint of the log that this key signs, and signed by it.
    public func isSigned(by key: VerifierKey) -> Bool {
        checkpoint.origin == key.name && signed.isSigned(by: key)
    }
}
