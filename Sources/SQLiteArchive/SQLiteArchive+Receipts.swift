public import Archive
import GRDB

extension SQLiteArchive {
    public func repetitions(of slip: String) async throws(ArchiveError) -> [Repetition] {
        try await database.read { db in
            try RepetitionTable(db: db).repetitions(of: SlipTable(db: db).number(ofPrefix: slip))
        }
    }

    public func receipt(
        _ number: String, code: String?
    ) async throws(ArchiveError) -> RegisteredReceipt {
        try await database.read { db in try ReceiptTable(db: db).receipt(number, code: code) }
    }

    public func change(
        receipt number: String, code: String?, to state: ReceiptState, by: String, reason: String
    ) async throws(ArchiveError) {
        try await append { db, log in
            let receipt = try ReceiptTable(db: db).receipt(number, code: code)
            guard receipt.slips.contains(where: \.facts.isReceipt) else {
                throw ArchiveError.noReceipt(receipt.key.text)
            }
            // A code that no slip shows would be another receipt's, and this one could be paid again.
            if let code, let asked = ReceiptKey(number: number, code: code)?.code,
                !receipt.slips.contains(where: { $0.facts.key.code == asked })
            {
                throw ArchiveError.unreadCode(asked, receipt: receipt.key.number)
            }
            let isPossible = state == .claimed ? receipt.state != .claimed : receipt.state == .claimed
            guard isPossible, state != .unpaid else {
                throw ArchiveError.receiptIs(receipt.state, receipt: receipt.key.text)
            }
            try log.append(.receipt(.init(receipt.key, state: state, by: by, reason: reason)))
        }
    }

    public func clear(
        _ slip: String, of earlier: String, by: String, reason: String
    ) async throws(ArchiveError) {
        try await append { db, log in
            let slips = SlipTable(db: db)
            let number = try slips.number(ofPrefix: slip)
            let id = try slips.id(of: number)
            let other = try slips.id(of: slips.number(ofPrefix: earlier))
            let found = try RepetitionTable(db: db).repetitions(of: number).first {
                $0.other == other && $0.isLater && $0.isOpen
            }
            guard let found else { throw ArchiveError.noRepetition(id: id, earlier: other) }
            try log.append(
                .cleared(.init(slip: id, earlier: other, sign: found.sign, by: by, reason: reason)))
        }
    }

    public func openRepetitions() async throws(ArchiveError) -> [(slip: String, repetition: Repetition)] {
        try await database.read { db in
            let slips = try Int64.fetchAll(
                db, sql: "SELECT DISTINCT slip FROM repetition WHERE is_open ORDER BY slip")
            return try slips.flatMap { slip in
                let id = try SlipTable(db: db).id(of: slip)
                return try RepetitionTable(db: db).repetitions(of: slip)
                    .filter { $0.isLater && $0.isOpen }
                    .map { (slip: id, repetition: $0) }
            }
        }
    }
}

extension ReceiptTable {
    /// The receipt with a number.
    ///
    /// - Throws: ``ArchiveError/unknownReceipt(_:)``, ``ArchiveError/ambiguousReceipt(_:codes:)``.
    fileprivate func receipt(_ number: String, code: String?) throws -> RegisteredReceipt {
        guard let asked = ReceiptKey(number: number, code: code) else {
            throw ArchiveError.unknownReceipt(number)
        }
        let slips = try Int64.fetchAll(
            db, sql: "SELECT slip FROM receipt WHERE number = ? ORDER BY slip", arguments: [asked.number])
        let found = try slips.compactMap { slip in try facts(of: slip).map { (slip, $0) } }
            .filter { $0.1.key.agrees(with: asked) }
        guard !found.isEmpty else { throw ArchiveError.unknownReceipt(asked.text) }
        let codes = Set(found.compactMap(\.1.key.code))
        guard codes.count < 2, let key = ReceiptKey(number: asked.number, code: asked.code ?? codes.first)
        else { throw ArchiveError.ambiguousReceipt(asked.number, codes: codes.sorted()) }
        let table = SlipTable(db: db)
        return RegisteredReceipt(
            key: key, state: try state(of: key), changes: try changes(of: key),
            slips: try found.compactMap { slip, facts in
                guard let first = try table.submissions(of: slip).first else { return nil }
                return .init(
                    id: try table.id(of: slip), firstAt: first.at, facts: facts,
                    repetitions: try RepetitionTable(db: db).repetitions(of: slip))
            })
    }
}
