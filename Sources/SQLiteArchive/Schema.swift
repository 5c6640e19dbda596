import Archive
import GRDB

/// The tables of the archive's database.
///
/// `event` is the archive; it is only appended to. Every other table is a projection: it follows from the
/// events and from the reviews that they name, and ``Projection`` alone writes it.
enum Schema {
    /// Marks the file as an archive of Slipway; the letters `SLPW`.
    static let applicationID: Int64 = 0x534C_5057

    /// The format that this program writes.
    static let version = 2

    /// The projections, those that refer to others first.
    static let projections = [
        "batch_input", "batch",
        "review_search", "review_flag", "review_entry", "page", "opinion", "correction", "access", "work",
        "review",
        "submission", "slip", "quarantine",
    ]

    /// Makes the tables of a new archive; does nothing in a database that holds something.
    static func create(in db: Database) throws {
        guard try isVoid(db) else { return }
        try db.execute(sql: events + projectionTables)
        try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
    }

    /// Makes the tables of an older format anew, empty: they are to be filled from the events.
    static func renew(in db: Database) throws {
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        let present = projections.filter { table in (try? db.tableExists(table)) ?? false }
        // Emptied before any is dropped, since they refer to one another.
        for table in present { try db.execute(sql: "DELETE FROM \(table)") }
        for table in present { try db.execute(sql: "DROP TABLE \(table)") }
        try db.execute(sql: projectionTables + "PRAGMA user_version = \(version);")
    }

    /// The format that a database has.
    static func format(of db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    /// - Throws: ``ArchiveError`` when the database is not an archive that this program can read.
    static func check(_ db: Database, path: String) throws {
        guard try !isVoid(db) else { throw ArchiveError.missing(path: path) }
        guard try Int64.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw ArchiveError.notAnArchive(path: path, reason: "its database belongs to another program")
        }
        let found = try format(of: db)
        guard found <= version else {
            throw ArchiveError.newerFormat(path: path, found: found, known: version)
        }
    }

    /// An archive's database with nothing in it, in memory.
    static func emptyDatabase() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try queue.write { db in try create(in: db) }
        return queue
    }

    /// Whether nothing was ever made in the database, as when a program died right after opening it.
    private static func isVoid(_ db: Database) throws -> Bool {
        let marks = try Row.fetchAll(
            db,
            sql: """
                SELECT 1 FROM pragma_application_id WHERE application_id <> 0
                UNION ALL SELECT 1 FROM pragma_user_version WHERE user_version <> 0
                UNION ALL SELECT 1 FROM sqlite_schema
                """)
        return marks.isEmpty
    }

    /// The log: `sequence` counts from 1 without gaps.
    ///
    /// The triggers stop accidents, not insiders.
    private static let events = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            type TEXT NOT NULL,
            at TEXT NOT NULL,
            body TEXT NOT NULL CHECK (length(CAST(body AS BLOB)) <= 65535)
        ) STRICT;
        CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
        CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

        """

    /// The tables that follow from the log.
    ///
    /// `work.total` is in millionths of a yuan. `slip.number` is the sequence of the slip's first submission: it grows with time and never changes.
    private static let projectionTables = """
        CREATE TABLE slip (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            submissions INTEGER NOT NULL,
            newest_review INTEGER REFERENCES review (sequence) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX slip_by_newest_review ON slip (newest_review);
        CREATE TABLE submission (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number),
            at TEXT NOT NULL,
            source TEXT NOT NULL,
            claim TEXT
        ) STRICT;
        CREATE INDEX submission_by_slip ON submission (slip);
        CREATE TABLE review (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number),
            at TEXT NOT NULL,
            document TEXT NOT NULL,
            catalog_id TEXT NOT NULL,
            catalog_edition TEXT NOT NULL,
            catalog_sha256 TEXT NOT NULL,
            decision TEXT NOT NULL,
            id_number TEXT,
            receipt_code TEXT,
            receipt_number TEXT,
            date TEXT,
            correction INTEGER REFERENCES event (sequence)
        ) STRICT;
        CREATE INDEX review_by_slip ON review (slip);
        CREATE INDEX review_by_id_number ON review (id_number);
        CREATE INDEX review_by_receipt_code ON review (receipt_code);
        CREATE INDEX review_by_receipt_number ON review (receipt_number);
        CREATE INDEX review_by_receipt ON review (receipt_code || receipt_number);
        CREATE TABLE page (
            review INTEGER NOT NULL REFERENCES review (sequence),
            number INTEGER NOT NULL,
            raster TEXT NOT NULL,
            layout TEXT NOT NULL,
            PRIMARY KEY (review, number)
        ) STRICT;
        CREATE TABLE review_flag (
            review INTEGER NOT NULL REFERENCES review (sequence),
            code TEXT NOT NULL,
            PRIMARY KEY (review, code)
        ) STRICT;
        CREATE TABLE review_entry (
            review INTEGER NOT NULL REFERENCES review (sequence),
            code TEXT NOT NULL,
            PRIMARY KEY (review, code)
        ) STRICT;
        CREATE TABLE correction (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number),
            at TEXT NOT NULL,
            review INTEGER NOT NULL REFERENCES review (sequence),
            author TEXT NOT NULL,
            reason TEXT NOT NULL,
            changes TEXT,
            corrected TEXT NOT NULL,
            undoes INTEGER REFERENCES correction (sequence)
        ) STRICT;
        CREATE INDEX correction_by_slip ON correction (slip);
        CREATE TABLE opinion (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number),
            at TEXT NOT NULL,
            review INTEGER NOT NULL REFERENCES review (sequence),
            author TEXT NOT NULL,
            outcome TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE INDEX opinion_by_slip ON opinion (slip);
        CREATE TABLE access (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number)
        ) STRICT;
        CREATE INDEX access_by_slip ON access (slip);
        CREATE TABLE work (
            slip INTEGER PRIMARY KEY REFERENCES slip (number),
            stage TEXT NOT NULL,
            since TEXT NOT NULL,
            kind TEXT NOT NULL,
            hospital TEXT,
            patient TEXT,
            date TEXT,
            total INTEGER,
            items INTEGER NOT NULL,
            doubtful_items INTEGER NOT NULL,
            flags TEXT NOT NULL,
            author TEXT,
            note TEXT
        ) STRICT;
        CREATE INDEX work_by_total ON work (stage, total DESC, slip);
        CREATE INDEX work_by_time ON work (stage, since, slip);
        CREATE TABLE quarantine (
            number INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            page INTEGER,
            class TEXT NOT NULL,
            reason TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            original TEXT,
            claim TEXT,
            at TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX quarantine_once ON quarantine (source, ifnull(original, ''), ifnull(page, 0));
        CREATE INDEX quarantine_by_original ON quarantine (original);
        CREATE TABLE batch (
            number INTEGER PRIMARY KEY REFERENCES event (sequence),
            at TEXT NOT NULL,
            plan TEXT NOT NULL,
            ended_at TEXT
        ) STRICT;
        CREATE TABLE batch_input (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            batch INTEGER NOT NULL REFERENCES batch (number),
            source TEXT NOT NULL,
            original TEXT,
            ending TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX batch_input_once ON batch_input (batch, source, ifnull(original, ''));
        CREATE VIRTUAL TABLE review_search USING fts5 (hospital, patient, items, fields, tokenize = 'unicode61');

        """
}

extension Database {
    /// The SQL of all tables, indexes and triggers by their names; nothing for those that SQLite makes itself.
    func schemaObjects() throws -> [String: String] {
        let rows = try Row.fetchAll(
            self, sql: "SELECT type || ' ' || name AS name, ifnull(sql, '') AS sql FROM sqlite_schema")
        return Dictionary(rows.map { ($0["name"], $0["sql"]) }, uniquingKeysWith: { first, _ in first })
    }
}
