public import Archive
import Foundation
import GRDB
import Glibc

extension SQLiteArchive {
    public func copy(to path: String) async throws(ArchiveError) -> VerificationReport {
        try await copy(to: path) { (draft) throws(ArchiveError) in
            try await fill(draft)
            return try SQLiteArchive(at: draft, for: .reading, with: dataKey)
        }
    }

    /// Makes a copy that appears under its name only when it is whole and sound.
    ///
    /// - Parameters:
    ///   - path: Where; nothing may be there.
    ///   - made: Makes the copy in a folder that does not exist yet, and opens it.
    /// - Returns: What verifying the copy came to.
    /// - Throws: ``ArchiveError``; nothing of the copy is there then.
    func copy(
        to path: String, _ made: (String) async throws(ArchiveError) -> SQLiteArchive
    ) async throws(ArchiveError) -> VerificationReport {
        let target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard access(target, F_OK) != 0 else { throw .occupied(path: target) }
        let own = URL(filePath: database.folder).resolvingSymlinksInPath().pathComponents
        let place = URL(filePath: target).deletingLastPathComponent().resolvingSymlinksInPath()
        guard !place.pathComponents.starts(with: own) else { throw .insideItself(path: target) }
        let name = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
        let draft = "\(target[..<name]).\(target[name...])-\(UUID().uuidString)"
        do {
            let report = try await made(draft).verify(against: nil)
            if let problem = report.problems.first {
                throw ArchiveError.unsound(path: target, problem: problem, count: report.problems.count)
            }
            guard rename(draft, target) == 0 else {
                throw ArchiveError.file(
                    operation: "create", path: target, reason: String(cString: strerror(errno)))
            }
            return report
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error as? ArchiveError ?? .database(reason: "\(error)")
        }
    }

    /// Writes the parts of a copy into a folder that does not exist yet.
    private func fill(_ draft: String) async throws(ArchiveError) {
        let (database, folder, dataKey) = (database, logFolder, dataKey)
        try await onFiles { (blobs) throws(ArchiveError) in
            try Folder.make(draft)
            // Contents stay as encrypted as they are.
            try EncryptionHeader.copy(fromFolder: database.folder, to: draft)
            let kept = BlobStore(at: "\(draft)/blobs", dataKey: dataKey)
            try kept.prepare()
            // The log first: its checkpoint must not count events that the copied database has not yet.
            try folder.copy(to: LogFolder(at: "\(draft)/log"))
            let file = "\(draft)/archive.sqlite"
            try Self.makeEmpty(file)
            try database.copyHere(to: file)
            try Self.copyAccounts(from: database.folder, to: draft)
            let copied = try ArchiveDatabase(
                inFolder: draft, create: false, cipher: dataKey.map(TableCipher.init))
            for digest in try copied.readHere({ db in try KeepingLog(db, blobs).contents().kept }) {
                try kept.take(digest, from: blobs)
            }
        }
    }

    /// Makes a file that nobody but owner and group may read, for SQLite to fill.
    private static func makeEmpty(_ path: String) throws(ArchiveError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw .file(operation: "create", path: path, reason: String(cString: strerror(errno)))
        }
        _ = Glibc.close(descriptor)
    }

    /// Copies the accounts of the web page, where there are any; nobody is signed in in the copy.
    static func copyAccounts(from folder: String, to draft: String) throws(ArchiveError) {
        let (source, target) = ("\(folder)/accounts.sqlite", "\(draft)/accounts.sqlite")
        guard access(source, F_OK) == 0 else { return }
        try makeEmpty(target)
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let accounts = try DatabaseQueue(path: source, configuration: configuration)
            let copy = try DatabaseQueue(path: target)
            try accounts.backup(to: copy)
            let faults = try copy.write { db in
                if try db.tableExists("session") { try db.execute(sql: "DELETE FROM session") }
                return try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            }
            try copy.close()
            try accounts.close()
            if let fault = faults.first {
                throw ArchiveError.unsound(
                    path: draft, problem: VerificationProblem("accounts.sqlite", fault),
                    count: faults.count)
            }
        } catch {
            throw error as? ArchiveError ?? .database(reason: "\(source): \(error)")
        }
    }

    public func newestBackup() async throws(ArchiveError) -> Timestamp? {
        try await database.read { db in
            try String.fetchOne(
                db, sql: "SELECT at FROM event WHERE type = 'backup' ORDER BY sequence DESC LIMIT 1"
            ).map(moment)
        }
    }

    public func recordBackup(_ copy: VerificationReport) async throws(ArchiveError) {
        try await append { _, log in
            _ = try log.append(.backup(.init(events: copy.events, contents: copy.blobs)))
        }
    }
}
