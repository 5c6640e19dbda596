import Archive
import GRDB
import Glibc

/// The connection to an archive’s database.
///
/// A rollback journal with `synchronous=EXTRA`, not a write-ahead log: SQLite before 3.51.3 (Debian 12 has
/// 3.40.1) can corrupt the latter when two connections checkpoint at once. So each transaction must be short:
/// a reader keeps a writer from committing, and either waits for the other up to ten seconds.
struct ArchiveDatabase: Sendable {
    private let queue: DatabaseQueue
    /// A connection of its own: who looks something up does not wait until what others did is on the disk.
    private let reader: DatabaseQueue
    /// The archive’s folder.
    let folder: String

    /// - Parameters:
    ///   - folder: The archive's folder.
    ///   - create: Whether the database is made where there is none.
    ///   - cipher: What encrypts values in it; nil where nothing is encrypted.
    /// - Throws: ``ArchiveError/missing(path:)`` and whatever else keeps it from being opened.
    init(inFolder folder: String, create: Bool, cipher: TableCipher?) throws(ArchiveError) {
        let path = "\(folder)/archive.sqlite"
        guard create || access(path, F_OK) == 0 else { throw .missing(path: folder) }
        if create {
            // Made here so that no one but the owner and the group may read it; SQLite opens what is there.
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
            guard descriptor >= 0 else {
                throw .file(operation: "create", path: path, reason: String(cString: strerror(errno)))
            }
            _ = close(descriptor)
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            TableCipher.add(cipher, to: db)
            try db.execute(
                sql: """
                    PRAGMA synchronous = EXTRA;
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA mmap_size = 0;
                    PRAGMA temp_store = MEMORY;
                    """)
        }
        self.folder = folder
        (queue, reader) = try Self.translating(folder) {
            // Readers, too, open for writing: a journal that a killed run left must be rolled back first.
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            if create { try queue.write { db in try Schema.create(in: db) } }
            try queue.read { db in try Schema.check(db, path: folder) }
            return (queue, try DatabaseQueue(path: path, configuration: configuration))
        }
    }

    /// Whether there is a database in a folder.
    static func isPresent(inFolder folder: String) -> Bool { access("\(folder)/archive.sqlite", F_OK) == 0 }

    /// Whether nothing was ever recorded in a folder: there is no database, or one that a program died making.
    static func isVoid(inFolder folder: String) throws(ArchiveError) -> Bool {
        guard isPresent(inFolder: folder) else { return true }
        return try translating(folder) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let path = "\(folder)/archive.sqlite"
            return try DatabaseQueue(path: path, configuration: configuration)
                .read { db in try Schema.isVoid(db) }
        }
    }

    /// Brings a database of an older format up to this program's, on the calling thread; does nothing else.
    ///
    /// - Parameter fill: Fills the tables from the events, given the format that they had; runs in the same transaction.
    /// - Throws: ``ArchiveError``; the database is as it was then.
    func renewHere(_ fill: (Database, _ format: Int) throws -> Void) throws(ArchiveError) {
        try Self.translating(folder) {
            guard try queue.read({ db in try Schema.format(of: db) }) < Schema.version else { return }
            try queue.write { db in
                // Another program may have done it meanwhile.
                let format = try Schema.format(of: db)
                guard format < Schema.version else { return }
                try Schema.renew(in: db)
                try fill(db, format)
            }
        }
    }

    /// Reads in one transaction.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(ArchiveError) -> Value {
        do {
            return try await reader.read(body)
        } catch {
            throw Self.translated(error, folder)
        }
    }

    /// Copies the database as it stands to a file that does not exist yet, on the calling thread.
    func copyHere(to path: String) throws(ArchiveError) {
        try Self.translating(folder) {
            let copy = try DatabaseQueue(path: path)
            try queue.backup(to: copy)
            try copy.close()
        }
    }

    /// Reads in one transaction, on the calling thread.
    func readHere<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw Self.translated(error, folder)
        }
    }

    /// Runs checks that may need to write in one transaction, on the calling thread; what they wrote is undone.
    func checkHere(_ body: (Database) throws -> Void) throws(ArchiveError) {
        do {
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .rollback
                }
            }
        } catch {
            throw Self.translated(error, folder)
        }
    }

    /// Writes in one transaction, on the calling thread.
    func writeHere(_ body: (Database) throws -> Void) throws(ArchiveError) {
        try Self.translating(folder) { try queue.write(body) }
    }

    /// Writes in one transaction, which is on the disk when this returns.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(ArchiveError) -> Value {
        do {
            return try await queue.write(body)
        } catch {
            throw Self.translated(error, folder)
        }
    }

    private static func translating<Value>(
        _ folder: String, _ work: () throws -> Value
    ) throws(ArchiveError) -> Value {
        do {
            return try work()
        } catch {
            throw translated(error, folder)
        }
    }

    private static func translated(_ error: any Error, _ folder: String) -> ArchiveError {
        if let error = error as? ArchiveError { return error }
        guard let error = error as? DatabaseError else { return .database(reason: "\(error)") }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: folder)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            return .notAnArchive(path: folder, reason: "\(error.message ?? "its database is damaged")")
        default: return .database(reason: "\(error)")
        }
    }
}
