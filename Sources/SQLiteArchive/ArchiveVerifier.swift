import Archive
import GRDB

/// Derives again what an archive claims, and names what is missing or altered.
///
/// From the events follow the tree, the checkpoint, the tiles and every other table; from the digests that they name,
/// the kept content. Nothing of this is taken from where it is kept without being compared.
struct ArchiveVerifier {
    private let blobs: BlobStore
    private let folder: LogFolder
    /// The archive's folder.
    private let archive: String
    /// What the archive was opened with; nil where it is not encrypted.
    private let dataKey: DataKey?
    private(set) var report = VerificationReport()

    /// What time it is.
    private let now: Timestamp
    private var key: VerifierKey?
    private var keyProblem: String?
    private var newest: SignedCheckpoint?
    /// The keys that signed before, by the events that changed them.
    private var retired: [VerifierKey] = []
    private var named: Set<ContentDigest> = []
    /// What belonged to destroyed slips alone.
    private var gone: Set<ContentDigest> = []

    init(archive: String, blobs: BlobStore, folder: LogFolder, dataKey: DataKey?, now: Timestamp) {
        self.archive = archive
        self.dataKey = dataKey
        self.now = now
        self.blobs = blobs
        self.folder = folder
    }

    // MARK: Files

    /// Looks at what lies in the archive's folder.
    mutating func verifyFiles() { report.remarks += FolderCheck(folder: archive).remarks() }

    // MARK: Key and checkpoint

    /// Reads the signing key and the newest checkpoint.
    mutating func readLogFolder() {
        do {
            newest = try folder.checkpoint()
        } catch {
            report.add("log/checkpoint", "\(error)")
        }
        do {
            key = try folder.key().verifier
        } catch {
            // An archive without events has no key yet.
            keyProblem = "\(error)"
        }
    }

    /// Where there are events, there are a key and a checkpoint: they are made before the first event.
    private mutating func verifyBeginning(of tree: MerkleTree) {
        if key == nil, tree.size > 0 || newest != nil {
            report.add("log/signing-key", keyProblem ?? "it is missing")
        }
        if newest == nil, tree.size > 0 || key != nil,
            !report.problems.contains(where: { $0.object == "log/checkpoint" })
        {
            report.add("log/checkpoint", "it is missing")
        }
    }

    // MARK: Database

    /// Verifies the database, the log's tree and its files.
    ///
    /// - Parameters:
    ///   - db: The database, in a transaction that is undone.
    ///   - kept: A checkpoint that was kept elsewhere.
    ///   - recalled: What this machine saw of the log.
    /// - Throws: ``ArchiveError`` or what the database says where it cannot be read at all.
    mutating func verify(
        _ db: Database, against kept: SignedCheckpoint?, recalling recalled: RecalledLog
    ) throws {
        let fresh = try Schema.emptyDatabase(dataKey.map(TableCipher.init))
        try verifyStructure(db, like: fresh)
        let values = ValueCheck(db: db)
        report.problems += values.hiddenText()
        let unreadable = try fresh.read { fresh in values.wrongTypes(like: fresh) }
        guard unreadable.isEmpty else {
            report.problems += unreadable
            return
        }
        let tree = try verifyEvents(db)
        verifyBeginning(of: tree)
        verifyEncryption(db)
        var keys = KeyChangeCheck(folder: folder, key: key)
        keys.check(db, tree)
        report.problems += keys.problems
        retired = keys.retired
        verifyHead(db, tree)
        verify(newest, "log/checkpoint", tree)
        if let kept { verify(kept, "the checkpoint kept elsewhere", tree) }
        verify(recalled, tree)
        verifyTiles(of: tree)
        try verifyTables(db, with: fresh)
    }

    private mutating func verifyStructure(_ db: Database, like fresh: DatabaseQueue) throws {
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check") where line != "ok" {
            report.add("archive.sqlite", line)
        }
        let wanted = try fresh.read { db in try db.schemaObjects() }
        let found = try db.schemaObjects()
        for (name, sql) in wanted where found[name] != sql {
            report.add("archive.sqlite: \(name)", found[name] == nil ? "it is missing" : "it was altered")
        }
        for name in found.keys.sorted() where wanted[name] == nil {
            report.add("archive.sqlite: \(name)", "it does not belong to an archive")
        }
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? ""
        if mode != "delete" {
            report.add("archive.sqlite", "its journal mode is ‘\(mode)’, an archive's is ‘delete’")
        }
        for fault in SearchIndexCheck(db: db).faults() {
            report.add("archive.sqlite: review_search", fault)
        }
    }

    /// The tree of the events, in which each is decoded and its place checked.
    private mutating func verifyEvents(_ db: Database) throws -> MerkleTree {
        var tree = MerkleTree()
        var destroyed = verifyDestructions(db)
        let disclosures = DisclosureTable(db: db)
        var disclosed = try disclosures.events()
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY sequence")
        var expected: Int64 = 1
        var clock = ClockCheck(now: now)
        while let row = try rows.next() {
            let entry = LogTable.entry(row)
            if entry.sequence != expected { report.add("event \(expected)", "it is missing") }
            expected = entry.sequence &+ 1
            tree.append(entry.leaf)
            do {
                guard let at = Timestamp(row["at"]) else {
                    throw ArchiveError.database(reason: "its time is none of the archive's")
                }
                let body = try RecordedBody(type: row["type"], text: row["body"])
                let openings =
                    disclosed.remove(entry.sequence) == nil
                    ? [] : try disclosures.openings(of: entry.sequence)
                let sound = openings.filter { body.commitments[$0.field] == $0.commitment }
                let event = try ArchiveEvent(type: row["type"], body: body, openings: sound)
                guard try event.body() == body.opened(with: sound) else {
                    throw ArchiveError.database(reason: "it is not in canonical form")
                }
                clock.add(event, sequence: entry.sequence, at: at)
                if case .format(let fact) = event { note(fact, by: entry.sequence) }
                let rest = destroyed.rest(of: event, sequence: entry.sequence)
                named.formUnion(rest.contents)
                gone.formUnion(event.contents)
                if !body.clear.isEmpty { report.clearEvents += 1 }
                verify(openings, of: body, in: entry.sequence, isKept: rest.isDisclosed)
            } catch {
                report.add("event \(entry.sequence)", "\(error)")
            }
        }
        report.problems += clock.problems
        report.remarks += clock.remarks
        for event in disclosed.sorted() { report.add("disclosure, event \(event)", "there is no such event") }
        report.events = tree.size
        gone.subtract(named)
        return tree
    }

    private mutating func note(_ fact: ArchiveEvent.FormatRenewed, by event: Int64) {
        guard fact.signed < event, fact.signed + 1 < event else { return }
        report.remarks.append(
            .init(
                "event \(event)",
                "events \(fact.signed + 1) to \(event - 1) were signed only when the archive was brought to format \(fact.to)"
            ))
    }

    /// Every commitment must have an opening that fits it, unless its slip was destroyed, and no opening may be without one.
    private mutating func verify(
        _ openings: [Opening], of body: RecordedBody, in event: Int64, isKept: Bool
    ) {
        func name(_ field: String) -> String { "disclosure, event \(event), \(field)" }
        var missing = body.commitments
        for opening in openings {
            let commitment = missing.removeValue(forKey: opening.field)
            if commitment == nil {
                report.add(name(opening.field), "the event commits to nothing of this name")
            } else if commitment != opening.commitment {
                report.add(
                    name(opening.field),
                    "its value or its salt is not what the event commits to: it was altered")
            } else if !isKept {
                report.add(name(opening.field), "its slip was destroyed, and it is still there")
            } else {
                report.openings += 1
            }
        }
        if isKept {
            for field in missing.keys.sorted() {
                report.add(name(field), "it is missing, though no slip of it was destroyed")
            }
        } else {
            report.erased += missing.count
        }
    }

    /// What was destroyed; each destruction must have been due, and two people's.
    private mutating func verifyDestructions(_ db: Database) -> DestroyedSlips {
        do {
            guard let ledger = try KeepingLog(db, blobs).ledgerOfDestruction() else { return .none }
            for violation in ledger.violations {
                report.add(
                    "event \(violation.sequence)", "a destruction that was not allowed: \(violation.reason)")
            }
            return ledger.destroyed
        } catch {
            report.add("archive.sqlite", "what was destroyed cannot be told: \(error)")
            return .none
        }
    }

    /// The file that says how the archive is encrypted must be there where the log says so, and hold the key that it names.
    private mutating func verifyEncryption(_ db: Database) {
        do {
            let set = try LogTable(db: db).encryption()
            switch (set, dataKey) {
            case (nil, nil): break
            case (let set?, nil):
                report.add(
                    "encryption", "it is missing, though the archive is encrypted since event \(set.sequence)"
                )
            case (nil, _?): report.add("encryption", "no event gives it")
            case (let set?, let key?):
                if set.fact.key != key.id {
                    report.add("encryption", "it holds another key than event \(set.sequence) names")
                } else if let header = set.fact.header, try !isHeader(header) {
                    report.add(
                        "encryption",
                        "it is not the file that event \(set.sequence) names, but perhaps one of before: "
                            + "what opened the archive then opens it still")
                }
            }
        } catch {
            report.add("encryption", "\(error)")
        }
    }

    /// Whether the file is the one that the log names, or the one that is to take its place is.
    private func isHeader(_ digest: ContentDigest) throws -> Bool {
        let here = try EncryptionHeader.read(inFolder: archive)?.digest()
        return try here == digest || EncryptionHeader.next(inFolder: archive)?.digest() == digest
    }

    /// The head must be signed by the key, and count all events.
    private mutating func verifyHead(_ db: Database, _ tree: MerkleTree) {
        let name = "archive.sqlite: head"
        do {
            guard let head = try HeadTable(db: db, folder: folder).head() else {
                if tree.size > 0 { report.add(name, "it is missing, though there are \(tree.size) events") }
                return
            }
            if let key, !head.signed.isSigned(by: key) {
                report.add(name, "it is not signed by the archive's key \(key.name)")
            } else if head.size != UInt64(tree.size) {
                report.add(name, "it was signed over \(head.size) events, the archive holds \(tree.size)")
            } else if head.frontier.root != tree.root() {
                report.add(name, "the \(head.size) events are not those that it was signed over")
            } else {
                report.head = head.signed
            }
            if let newest, newest.checkpoint.size < head.published {
                report.add(
                    "log/checkpoint",
                    "it counts \(newest.checkpoint.size) events, but one of \(head.published) was published: "
                        + "an older one was put in its place")
            }
        } catch {
            report.add(name, "\(error)")
        }
    }

    private mutating func verify(_ signed: SignedCheckpoint?, _ name: String, _ tree: MerkleTree) {
        guard let signed else { return }
        if let fault = fault(of: signed, tree) {
            report.add(name, fault)
        } else if signed == newest {
            report.checkpoint = signed
        }
    }

    /// What of the archive contradicts a checkpoint; nil where nothing does.
    private func fault(of signed: SignedCheckpoint, _ tree: MerkleTree) -> String? {
        let claim = signed.checkpoint
        let earlier = signed == newest ? [] : retired
        if let key, claim.origin != key.name {
            return "it is of the log ‘\(claim.origin)’, this archive's log is ‘\(key.name)’"
        }
        if let key, !([key] + earlier).contains(where: signed.isSigned) {
            return "it is not signed by the archive's key \(key.name)"
        }
        if retired.contains(where: signed.signed.isForged) {
            return "its signature by an earlier key is not that key's"
        }
        if claim.size > UInt64(tree.size) {
            return "it counts \(claim.size) events, the archive holds \(tree.size)"
        }
        return tree.root(of: Int(claim.size)) == claim.root
            ? nil : "the first \(claim.size) events are not those that it was signed over"
    }

    /// What was seen in this place must be there still; what was seen elsewhere may be of an archive whose backup this is.
    private mutating func verify(_ recalled: RecalledLog, _ tree: MerkleTree) {
        func remark(_ text: String) { report.remarks.append(.init(RecalledLog.object, text)) }
        if let seen = recalled.here, let fault = seen.signed.flatMap({ fault(of: $0, tree) }) {
            report.add(
                RecalledLog.object,
                "of \(seen.size) events on \(seen.at): \(fault). An older state was put back, or another history; "
                    + "after a restore, ‘slipway verify --accept-restored’")
        }
        if let seen = recalled.elsewhere, let fault = seen.signed.flatMap({ fault(of: $0, tree) }) {
            remark("of the same log in \(seen.place) on \(seen.at): \(fault)")
        }
        for other in recalled.others {
            remark("of another log in this place on \(other.at): ‘\(other.origin)’ with \(other.size) events")
        }
        for fault in recalled.faults { remark("cannot be told: \(fault)") }
        for acceptance in recalled.here?.accepted ?? [] {
            remark(
                "of \(acceptance.seen) events of ‘\(acceptance.origin)’: \(acceptance.by) accepted \(acceptance.held) "
                    + "in their place on \(acceptance.at)")
        }
    }

    /// Every tile that the checkpoint's tree needs must be there; any other must be one of an older size.
    private mutating func verifyTiles(of tree: MerkleTree) {
        guard let size = report.checkpoint.map({ Int($0.checkpoint.size) }) else { return }
        var present = Set(folder.tilePaths())
        for tile in TileLayout.tiles(of: tree, size: size) {
            guard present.remove(tile.path) != nil else {
                report.add("log/\(tile.path)", "it is missing")
                continue
            }
            if (try? folder.tile(tile.path)) != tile.bytes {
                report.add("log/\(tile.path)", "it was altered")
            }
        }
        for path in present.sorted() where (try? folder.tile(path)) != TileLayout.bytes(of: path, in: tree) {
            report.add("log/\(path)", "it is no tile of the tree")
        }
    }

    // MARK: Tables

    /// Compares every table with what the events give in a database that is empty so far.
    private mutating func verifyTables(_ db: Database, with fresh: DatabaseQueue) throws {
        let blobs = blobs
        do {
            try fresh.write { copy in
                let rows = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY sequence")
                while let row = try rows.next() {
                    try copy.execute(
                        sql: "INSERT INTO event (sequence, type, at, body) VALUES (?, ?, ?, ?)",
                        arguments: [row["sequence"], row["type"], row["at"], row["body"]])
                }
                let openings = try Row.fetchCursor(db, sql: "SELECT * FROM disclosure")
                while let row = try openings.next() {
                    try copy.execute(
                        sql: "INSERT INTO disclosure (event, field, salt, value) VALUES (?, ?, ?, ?)",
                        arguments: [row["event"], row["field"], row["salt"], row["value"]])
                }
                try Projection(db: copy, blobs: blobs).rebuild()
            }
        } catch {
            report.add("archive.sqlite", "the tables cannot be derived from the events: \(error)")
            return
        }
        for table in Schema.projections {
            let query = "SELECT rowid AS place, * FROM \(table) ORDER BY rowid"
            let wanted = try fresh.read { copy in try Row.fetchAll(copy, sql: query) }
            do {
                compare(try Row.fetchAll(db, sql: query), with: wanted, table)
            } catch {
                report.add("archive.sqlite: \(table)", "it cannot be read: \(error)")
            }
        }
    }

    private mutating func compare(_ found: [Row], with wanted: [Row], _ table: String) {
        report.rows += wanted.count
        let wantedByPlace = Dictionary(uniqueKeysWithValues: wanted.map { ($0["place"] as Int64, $0) })
        var missing = Set(wantedByPlace.keys)
        for row in found {
            let place: Int64 = row["place"]
            missing.remove(place)
            guard let other = wantedByPlace[place] else {
                report.add("\(table), row \(place)", "no event gives it")
                continue
            }
            if row != other { report.add("\(table), row \(place)", "it is not what the events give") }
        }
        for place in missing.sorted() { report.add("\(table), row \(place)", "it is missing") }
    }

    // MARK: Content

    /// Reads all kept content and compares it with its digests.
    mutating func verifyBlobs() {
        for digest in named.sorted(by: { $0.hex < $1.hex }) {
            do {
                _ = try blobs.content(of: digest)
                report.blobs += 1
            } catch {
                report.add("blob \(digest)", "\(error)")
            }
        }
        for digest in gone.sorted(by: { $0.hex < $1.hex }) where blobs.holds(digest) {
            report.add(
                "blob \(digest)",
                "its slip was destroyed, and it is still there: ‘slipway retention finish’ removes it")
        }
        do {
            for name in try blobs.names() {
                guard let digest = ContentDigest(name) else {
                    report.add("blobs: \(name)", "it is no content of the archive")
                    continue
                }
                guard !named.contains(digest), !gone.contains(digest) else { continue }
                report.unreferenced += 1
                _ = try blobs.content(of: digest)
            }
        } catch {
            report.add("blobs", "\(error)")
        }
    }
}
