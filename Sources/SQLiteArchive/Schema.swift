import Archive
import GRDB

/// The tables of the archive's database.
///
/// `event` is the archive; it is only appended to. `disclosure` opens the commitments in events, until they are destroyed.
/// Every other table is a projection: it follows from these two and from the reviews that events name, and ``Projection``
/// alone writes it.
enum Schema {
    /// Marks the file as an archive of Slipway; the letters `SLPW`.
    static let applicationID: Int64 = 0x534C_5057

    /// The format that this program writes.
    static let version = 9

    /// The projections, those that refer to others first.
    static let projections = [
        "batch_input", "batch",
        "repetition", "repetition_cleared", "receipt", "receipt_state", "page_numbers", "page_band",
        "slip_field", "charge",
        "review_search", "review_flag", "review_entry", "page", "opinion", "correction", "access", "work",
        "work_sum", "second_person",
        "review",
        "submission", "slip", "quarantine", "destroyed",
    ]

    /// Makes the tables of a new archive; does nothing in a database that holds something.
    static func create(in db: Database) throws {
        guard try isVoid(db) else { return }
        try db.execute(sql: events + head + disclosures + triggers + projectionTables)
        try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
    }

    /// Makes the tables that follow from the events anew, empty, with their indexes and all triggers: they are to be filled.
    ///
    /// Tables that older formats have not are added. Formats before 6 have no commitments; what their events hold stays as
    /// it is.
    static func renew(in db: Database) throws {
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        let present = projections.filter { table in (try? db.tableExists(table)) ?? false }
        // Emptied before any is dropped, since they refer to one another.
        for table in present { try db.execute(sql: "DELETE FROM \(table)") }
        for table in present { try db.execute(sql: "DROP TABLE \(table)") }
        if try !db.tableExists("disclosure") { try db.execute(sql: disclosures) }
        if try !db.tableExists("head") { try db.execute(sql: head) }
        try db.execute(sql: "DROP INDEX IF EXISTS event_of_encryption;" + triggers)
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
    ///
    /// - Parameter cipher: What encrypts values in it; nil where nothing is encrypted.
    /// - Returns: The database.
    /// - Throws: What SQLite says.
    static func emptyDatabase(_ cipher: TableCipher?) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { db in TableCipher.add(cipher, to: db) }
        let queue = try DatabaseQueue(configuration: configuration)
        try queue.write { db in try create(in: db) }
        return queue
    }

    /// Whether nothing was ever made in the database, as when a program died right after opening it.
    static func isVoid(_ db: Database) throws -> Bool {
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
    private static let events = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            type TEXT NOT NULL,
            at TEXT NOT NULL,
            body TEXT NOT NULL CHECK (length(CAST(body AS BLOB)) <= 65535)
        ) STRICT;

        """

    /// They stop accidents, not insiders.
    private static let triggers = """
        DROP TRIGGER IF EXISTS event_is_never_changed;
        DROP TRIGGER IF EXISTS event_is_never_deleted;
        DROP TRIGGER IF EXISTS disclosure_is_never_changed;
        DROP TRIGGER IF EXISTS disclosure_ends_with_its_slip;
        CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
        CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
        CREATE TRIGGER disclosure_is_never_changed BEFORE UPDATE ON disclosure
        BEGIN SELECT RAISE(ABORT, 'what opens a commitment is never changed'); END;
        CREATE TRIGGER disclosure_ends_with_its_slip BEFORE DELETE ON disclosure
        WHEN NOT EXISTS (SELECT 1 FROM event WHERE type = 'destruction-decided')
        BEGIN SELECT RAISE(ABORT, 'what opens a commitment is kept until its slip is destroyed'); END;

        """

    /// What the log has come to, signed with each transaction that adds events: see `LogHead`.
    private static let head = """
        CREATE TABLE head (
            place INTEGER PRIMARY KEY CHECK (place = 1),
            frontier BLOB NOT NULL,
            note TEXT NOT NULL
        ) STRICT;

        """

    /// What opens the commitments in events: `value` is JSON, `salt` 32 bytes; both are sealed in an encrypted
    /// archive (``TableCipher``); only destruction deletes.
    private static let disclosures = """
        CREATE TABLE disclosure (
            event INTEGER NOT NULL REFERENCES event (sequence),
            field TEXT NOT NULL,
            salt BLOB NOT NULL CHECK (length(salt) >= 32),
            value TEXT NOT NULL,
            PRIMARY KEY (event, field)
        ) STRICT;

        """

    /// The tables that follow from the log.
    ///
    /// Totals and amounts are in millionths of a yuan; `work_sum` is kept by triggers; fields, charges, receipts and pages' numbers are of the newest reviews. `slip.number` is the sequence of the slip's first submission: it grows with time and never changes.
    private static let projectionTables = """
        CREATE INDEX IF NOT EXISTS event_of_encryption ON event (type) WHERE type = 'encryption';
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
        CREATE INDEX submission_by_claim ON submission (claim, slip);
        CREATE TABLE review (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number),
            at TEXT NOT NULL,
            document TEXT NOT NULL,
            catalog_id TEXT NOT NULL,
            catalog_edition TEXT NOT NULL,
            catalog_sha256 TEXT NOT NULL,
            decision TEXT NOT NULL,
            kind TEXT NOT NULL,
            hospital TEXT,
            total INTEGER,
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
        CREATE INDEX review_flag_by_code ON review_flag (code, review);
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
        CREATE INDEX correction_by_author ON correction (author, slip);
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
        CREATE INDEX opinion_by_author ON opinion (author, slip);
        CREATE TABLE access (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number)
        ) STRICT;
        CREATE INDEX access_by_slip ON access (slip);
        CREATE TABLE work (
            slip INTEGER PRIMARY KEY REFERENCES slip (number),
            stage TEXT NOT NULL,
            since TEXT NOT NULL,
            decision TEXT NOT NULL,
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
        CREATE INDEX work_by_date ON work (date, total, decision, kind, stage);
        CREATE INDEX work_by_money ON work (total, decision, kind, stage, date);
        CREATE INDEX work_by_decision ON work (decision, kind, stage, date, total);
        CREATE TABLE work_sum (
            stage TEXT PRIMARY KEY,
            slips INTEGER NOT NULL,
            total INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER work_is_added AFTER INSERT ON work
        BEGIN
            INSERT INTO work_sum VALUES (new.stage, 1, ifnull(new.total, 0))
            ON CONFLICT (stage) DO UPDATE SET slips = slips + 1, total = total + excluded.total;
        END;
        CREATE TRIGGER work_is_moved AFTER UPDATE OF stage, total ON work
        BEGIN
            UPDATE work_sum SET slips = slips - 1, total = total - ifnull(old.total, 0) WHERE stage = old.stage;
            INSERT INTO work_sum VALUES (new.stage, 1, ifnull(new.total, 0))
            ON CONFLICT (stage) DO UPDATE SET slips = slips + 1, total = total + excluded.total;
        END;
        CREATE TRIGGER work_is_removed AFTER DELETE ON work
        BEGIN
            UPDATE work_sum SET slips = slips - 1, total = total - ifnull(old.total, 0) WHERE stage = old.stage;
        END;
        CREATE TABLE second_person (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slips INTEGER,
            findings INTEGER
        ) STRICT;
        CREATE TABLE quarantine (
            number INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            page INTEGER,
            class TEXT NOT NULL,
            reason TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            original TEXT,
            claim TEXT,
            trace TEXT,
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
        CREATE TABLE slip_field (
            slip INTEGER NOT NULL REFERENCES slip (number),
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (slip, name)
        ) STRICT;
        CREATE INDEX slip_field_by_value ON slip_field (name, value, slip);
        CREATE TABLE charge (
            slip INTEGER NOT NULL REFERENCES slip (number),
            line INTEGER NOT NULL,
            entry TEXT NOT NULL,
            amount INTEGER,
            PRIMARY KEY (slip, line)
        ) STRICT;
        CREATE INDEX charge_by_entry ON charge (entry, slip, amount);
        CREATE TABLE receipt (
            slip INTEGER PRIMARY KEY REFERENCES slip (number),
            number TEXT NOT NULL,
            code TEXT,
            check_code TEXT,
            total INTEGER,
            is_receipt INTEGER NOT NULL,
            is_certain INTEGER NOT NULL,
            is_total_certain INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX receipt_by_number ON receipt (number, slip);
        CREATE TABLE receipt_state (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            number TEXT NOT NULL,
            code TEXT,
            state TEXT NOT NULL,
            at TEXT NOT NULL,
            author TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX receipt_state_by_number ON receipt_state (number, sequence);
        CREATE TABLE page_numbers (
            slip INTEGER NOT NULL REFERENCES slip (number),
            page INTEGER NOT NULL,
            layout TEXT NOT NULL,
            numbers BLOB NOT NULL,
            PRIMARY KEY (slip, page)
        ) STRICT;
        CREATE TABLE page_band (
            band INTEGER NOT NULL,
            slip INTEGER NOT NULL REFERENCES slip (number),
            page INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX page_by_band ON page_band (band, slip, page);
        CREATE INDEX page_band_by_slip ON page_band (slip, page);
        CREATE TABLE repetition (
            slip INTEGER NOT NULL REFERENCES slip (number),
            earlier INTEGER NOT NULL REFERENCES slip (number),
            sign TEXT NOT NULL,
            is_certain INTEGER NOT NULL,
            is_difference_certain INTEGER NOT NULL,
            share INTEGER,
            is_open INTEGER NOT NULL,
            PRIMARY KEY (slip, earlier)
        ) STRICT;
        CREATE INDEX repetition_by_earlier ON repetition (earlier);
        CREATE INDEX repetition_by_sign ON repetition (sign, slip, earlier);
        CREATE TABLE repetition_cleared (
            sequence INTEGER PRIMARY KEY REFERENCES event (sequence),
            slip INTEGER NOT NULL REFERENCES slip (number),
            earlier INTEGER NOT NULL REFERENCES slip (number),
            sign TEXT NOT NULL,
            at TEXT NOT NULL,
            author TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX repetition_cleared_by_slip ON repetition_cleared (slip, earlier);
        CREATE TABLE destroyed (
            slip TEXT PRIMARY KEY,
            decision INTEGER NOT NULL REFERENCES event (sequence)
        ) STRICT;
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
