import Archive
import GRDB

/// Whether every change of the signing key follows from the one before.
struct KeyChangeCheck {
    private let folder: LogFolder
    private let key: VerifierKey?
    /// The keys that signed before, in their order.
    private(set) var retired: [VerifierKey] = []
    private(set) var problems: [VerificationProblem] = []

    /// - Parameters:
    ///   - folder: The log's files.
    ///   - key: The key that signs now; nil where it is missing.
    init(folder: LogFolder, key: VerifierKey?) {
        self.folder = folder
        self.key = key
    }

    private mutating func add(_ object: String, _ reason: String) {
        problems.append(VerificationProblem(object, reason))
    }

    /// Each change of the key must begin at the key before it, and be signed with both.
    mutating func check(_ db: Database, _ tree: MerkleTree) {
        do {
            let changes = try LogTable(db: db).keyChanges()
            var files = Set(try folder.rotations())
            for (index, change) in changes.enumerated() {
                let name = "event \(change.sequence)"
                if index > 0, changes[index - 1].fact.key != change.fact.replaces {
                    add(name, "it replaces another key than the log had")
                }
                guard let old = VerifierKey(change.fact.replaces), let new = VerifierKey(change.fact.key)
                else {
                    add(name, "it names no keys")
                    continue
                }
                retired.append(old)
                if index == changes.count - 1, key == old, try folder.nextKey()?.verifier == new { continue }
                if index == changes.count - 1, key != new {
                    add("log/signing-key", "it is not the key of \(name)")
                }
                files.remove("\(change.sequence)")
                check(rotation: change.sequence, from: old, to: new, tree)
            }
            for file in files.sorted() { add("log/rotation/\(file)", "no event gives it") }
            if try folder.nextKey() != nil, key.map({ $0.description == changes.last?.fact.key }) ?? false {
                add("log/next-key", "no change of the key is under way")
            }
        } catch {
            add("log", "\(error)")
        }
    }

    private mutating func check(
        rotation event: Int64, from old: VerifierKey, to new: VerifierKey, _ tree: MerkleTree
    ) {
        let name = "log/rotation/\(event)"
        do {
            guard let signed = try folder.rotation(by: event) else {
                return add(name, "it is missing")
            }
            let claim = signed.checkpoint
            if !signed.isSigned(by: old) || !signed.isSigned(by: new) {
                add(name, "it is not signed by both keys")
            } else if Int64(clamping: claim.size) < event || claim.size > UInt64(tree.size)
                || tree.root(of: Int(claim.size)) != claim.root
            {
                add(name, "it is not of this log")
            }
        } catch {
            add(name, "\(error)")
        }
    }
}
