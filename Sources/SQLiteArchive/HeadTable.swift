import Archive
import Foundation
import GRDB

/// What the log has come to, signed with every transaction that adds events.
struct HeadTable {
    let db: Database
    let folder: LogFolder

    /// The head as it is kept; nil in an archive without events.
    ///
    /// - Throws: ``ArchiveError/log(reason:)`` where the row is none.
    func head() throws -> LogHead? {
        guard let row = try Row.fetchOne(db, sql: "SELECT note, frontier FROM head") else { return nil }
        // Where the table was made anew without its conditions, it may hold anything.
        guard let note = String.fromDatabaseValue(row["note"]),
            let frontier = Data.fromDatabaseValue(row["frontier"]),
            let head = LogHead(note: note, frontier: frontier)
        else {
            throw ArchiveError.log(reason: "what the log had come to was altered in the table head")
        }
        return head
    }

    /// The head before events are added, which must count all that are there and bear the key's signature.
    ///
    /// - Returns: Nil where the first event is to come; then key and first checkpoint are there.
    /// - Throws: ``ArchiveError/log(reason:)`` where the events are others than those that were signed.
    func before() throws -> LogHead? {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM event") ?? 0
        guard let head = try head() else {
            guard newest == 0 else { throw Self.altered }
            try folder.begin()
            return nil
        }
        guard head.size == UInt64(exactly: newest), head.signed.isSigned(by: try folder.key().verifier) else {
            throw Self.altered
        }
        return head
    }

    private static let altered = ArchiveError.log(
        reason: "it holds events that were not signed when they were recorded, or lacks some that were: "
            + "‘slipway verify’ names what was altered; restore a backup")

    /// Signs what was added since.
    ///
    /// - Parameter head: What ``before()`` gave.
    /// - Throws: ``ArchiveError/log(reason:)`` where there is no key.
    func advance(from head: LogHead?) throws {
        var frontier = head?.frontier ?? TreeFrontier()
        let leaves = try LogTable(db: db).leaves(from: Int(frontier.size))
        guard !leaves.isEmpty else { return }
        for leaf in leaves { frontier.append(leaf) }
        try put(try folder.signed(frontier, published: head?.published ?? 0))
    }

    /// Notes that a checkpoint was written.
    func note(published size: UInt64) throws {
        guard let head = try before(), head.published < size else { return }
        try put(try folder.signed(head.frontier, published: min(size, head.size)))
    }

    /// Keeps a head in the place of the one before.
    func put(_ head: LogHead) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO head (place, frontier, note) VALUES (1, ?, ?)",
            arguments: [Data(head.frontier.bytes), head.signed.note])
    }

    /// Signs the events of an archive of a format that had no heads, as far as they continue its newest checkpoint.
    ///
    /// - Parameters:
    ///   - format: The format that it had.
    ///   - append: Records an event.
    /// - Throws: ``ArchiveError/log(reason:)`` where nothing shows that the events are its own.
    func begin(after format: Int, _ append: (ArchiveEvent) throws -> Void) throws {
        let leaves = try LogTable(db: db).leaves(from: 0)
        guard !leaves.isEmpty else { return }
        guard let newest = try folder.checkpoint() else {
            throw ArchiveError.log(
                reason: "its newest checkpoint is missing, though there are \(leaves.count) events: "
                    + "restore the folder log from a backup")
        }
        let key = try folder.key().verifier
        let tree = MerkleTree(leaves: leaves)
        let claim = newest.checkpoint
        guard newest.isSigned(by: key), claim.size <= UInt64(tree.size),
            tree.root(of: Int(claim.size)) == claim.root
        else {
            throw ArchiveError.log(
                reason: "the events are not those that its newest checkpoint was signed over")
        }
        let isRenewed = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE type = 'format')")
        guard !key.name.hasPrefix(LogFolder.originOfSignedEvents), isRenewed != true else {
            throw ArchiveError.log(
                reason: "the database says that it is of format \(format), but its events were signed "
                    + "one by one: it was set back; restore a backup")
        }
        try append(.format(.init(from: format, to: Schema.version, signed: Int64(claim.size))))
        try advance(from: nil)
    }
}
