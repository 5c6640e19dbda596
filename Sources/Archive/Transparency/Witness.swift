internal import Glibc

/// Keeps the last checkpoint of each log on a machine of its own, and cosigns only what continues it.
///
///     witness/
///         witness-key             read by its owner alone
///         logs/0123abcd…/key          the log's verifier key, given once
///         logs/0123abcd…/checkpoint   the newest checkpoint that was cosigned
///
/// Whoever rewrites, shortens or restores an old archive cannot get a cosignature for it. All calls block.
public struct Witness: Sendable {
    /// Why a checkpoint was not cosigned.
    public enum Refusal: Error, Equatable, Sendable {
        /// The log is not known: its key must be given the first time.
        case unknownLog(origin: String)
        /// Another key than the one that is known of the log, which did not sign beside it.
        case otherKey(origin: String)
        /// The checkpoint is not signed by the log's key.
        case notSigned
        /// The proof begins at another size than the witness's last checkpoint, which counts so many events.
        case otherSize(witnessed: UInt64)
        /// The log does not continue the witness's last checkpoint: it was rewritten, shortened, or taken back.
        case inconsistent(witnessed: UInt64)
        /// Something on this machine.
        case archive(ArchiveError)
    }

    private let root: String
    private let clock: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - root: The witness's folder, which need not exist yet.
    ///   - clock: What time it is.
    public init(at root: String, clock: @escaping @Sendable () -> Timestamp = { .now }) {
        self.root = root
        self.clock = clock
    }

    /// The witness's key, made where there is none.
    ///
    /// - Throws: ``ArchiveError`` where it cannot be read or made.
    public func key() throws(ArchiveError) -> CosigningKey {
        let path = "\(root)/witness-key"
        try Folder.make(root)
        let lock = try FileLock("\(root)/lock")
        defer { withExtendedLifetime(lock) {} }
        if let text = try Self.text(at: path) {
            guard text.hasSuffix("\n"), let key = CosigningKey(String(text.dropLast())) else {
                throw .log(reason: "the witness's key \(path) is damaged")
            }
            return key
        }
        let name = "slipway-witness/" + Hexadecimal.text((0..<8).map { _ in UInt8.random(in: 0...255) })
        guard let key = CosigningKey(newFor: name) else { throw .log(reason: "no key can be made") }
        try DurableFile.write(Array("\(key.line)\n".utf8), to: path, mode: 0o400)
        return key
    }

    /// How many events the last cosigned checkpoint of a log counts; 0 where there is none.
    ///
    /// - Throws: ``ArchiveError`` where it cannot be read.
    public func size(of origin: String) throws(ArchiveError) -> UInt64 {
        try checkpoint(of: origin)?.checkpoint.size ?? 0
    }

    /// Checks a request and cosigns its checkpoint, which becomes the last one.
    ///
    /// - Parameters:
    ///   - request: What the archive asks.
    ///   - given: The log's key, the first time and when it changed.
    /// - Returns: The checkpoint with the witness's cosignature.
    /// - Throws: ``Refusal``; what the witness has stays as it was then.
    public func cosigned(_ request: WitnessRequest, logKey given: VerifierKey?) throws(Refusal) -> String {
        do {
            let key = try key()
            let lock = try FileLock("\(root)/lock")
            defer { withExtendedLifetime(lock) {} }
            return try cosigned(request, logKey: given, with: key)
        } catch let error as ArchiveError {
            throw .archive(error)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .archive(.log(reason: "\(error)"))
        }
    }

    private func cosigned(
        _ request: WitnessRequest, logKey given: VerifierKey?, with key: CosigningKey
    ) throws -> String {
        let claim = request.checkpoint.checkpoint
        let folder = folder(of: claim.origin)
        let known = try Self.text(at: "\(folder)/key").flatMap { VerifierKey(String($0.dropLast())) }
        guard let logKey = known ?? given else { throw Refusal.unknownLog(origin: claim.origin) }
        // A new key is believed when the one that is known signs beside it.
        if let known, let given, known != given, !request.checkpoint.isSigned(by: given) {
            throw Refusal.otherKey(origin: claim.origin)
        }
        guard request.checkpoint.isSigned(by: logKey) else { throw Refusal.notSigned }
        let last = try checkpoint(of: claim.origin)?.checkpoint
        let witnessed = last?.size ?? 0
        guard claim.size >= witnessed else { throw Refusal.inconsistent(witnessed: witnessed) }
        guard request.older == witnessed else { throw Refusal.otherSize(witnessed: witnessed) }
        let root = last?.root ?? .empty
        guard
            MerkleProof.continues(
                request.proof, from: (size: witnessed, root: root), to: (size: claim.size, root: claim.root))
        else { throw Refusal.inconsistent(witnessed: witnessed) }
        let note = try key.cosigned(request.checkpoint, at: clock())
        // Kept before it is given out: what was cosigned must never be forgotten.
        try DurableFile.write(Array("\(given ?? logKey)\n".utf8), to: "\(folder)/key", mode: 0o440)
        try DurableFile.write(Array(note.utf8), to: "\(folder)/checkpoint", mode: 0o440)
        return note
    }

    private func folder(of origin: String) -> String {
        "\(root)/logs/\(ContentDigest(of: Array(origin.utf8)).hex.prefix(16))"
    }

    private func checkpoint(of origin: String) throws(ArchiveError) -> SignedCheckpoint? {
        let path = "\(folder(of: origin))/checkpoint"
        guard let text = try Self.text(at: path) else { return nil }
        guard let checkpoint = SignedCheckpoint(text), checkpoint.checkpoint.origin == origin else {
            throw .log(reason: "\(path) is no checkpoint of \(origin)")
        }
        return checkpoint
    }

    private static func text(at path: String) throws(ArchiveError) -> String? {
        guard access(path, F_OK) == 0 else { return nil }
        return String(decoding: try SourceFile(path).rest(), as: UTF8.self)
    }
}
