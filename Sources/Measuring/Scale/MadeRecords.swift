public import Catalog
internal import Foundation
internal import GRDB
internal import SQLiteArchive
internal import SlipGenerator

/// The tables of an archive with any number of invented records, for measuring searches alone: it has no events, reviews
/// or pages behind them, and `slipway verify` says so.
public struct MadeRecords: Sendable {
    /// The lines of a slip.
    public static let itemsASlip = 10

    public let slips: Int
    private let names: [(code: String, name: String)]

    /// - Parameters:
    ///   - items: How many lines all slips have together.
    ///   - catalog: Whose entries are charged.
    public init(items: Int, catalog: Catalog) {
        slips = items / Self.itemsASlip
        names = catalog.entries.map { ($0.code, $0.name) }
    }

    /// The hospital with a number, of 300.
    public static func hospital(_ number: Int) -> String {
        let places = ["长岭", "海州", "青云", "临江", "平泽", "安澜", "石桥", "云溪", "松原", "白河"]
        let kinds = ["市第一人民医院", "市中医院", "县人民医院", "大学附属医院", "妇幼保健院", "区中心医院"]
        return places[number % 10] + "\(number / 60 + 1)区" + kinds[number / 10 % 6]
    }

    /// Fills the tables of a new archive.
    ///
    /// - Parameter folder: Where; nothing may be there.
    /// - Throws: What the archive or its database says.
    public func write(to folder: String) throws {
        _ = try SQLiteArchive(at: folder, for: .writing)
        var configuration = Configuration()
        // What the rows refer to, events, is left out.
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
        let queue = try DatabaseQueue(path: "\(folder)/archive.sqlite", configuration: configuration)
        for first in stride(from: 1, through: slips, by: 5_000) {
            try queue.write { db in
                for number in first..<min(first + 5_000, slips + 1) { try add(number, to: db) }
            }
        }
        try queue.write { db in
            try db.execute(sql: "INSERT INTO review_search (review_search) VALUES ('optimize')")
        }
    }

    private static let surnames = Array("王李张刘陈杨黄赵吴周施吕")
    private static let given = Array("敏秀洋静小明伟芳娜强磊军洁勇艳杰娟涛超霞平刚")
    private static let flags = [
        "over_cap", "out_of_catalog", "total_mismatch", "duplicate_charge", "wrong_sex", "receipt_reused",
    ]

    private func add(_ number: Int, to db: Database) throws {
        var random = SeededRandom(seed: UInt64(number))
        func pick(_ count: Int) -> Int { random.integer(in: 0...(count - 1)) }
        let id =
            String(repeating: "0", count: 56)
            + String(UInt32(truncatingIfNeeded: number &* 2_654_435_761), radix: 16).leftPadded(8)
        let hospital = Self.hospital(pick(300))
        let patient = "\(Self.surnames[pick(12)])\(Self.given[pick(22)])\(Self.given[pick(22)])"
        let idNumber = "43068219\(String(pick(1_000_000)).leftPadded(6))\(String(pick(10_000)).leftPadded(4))"
        let date =
            "20\(23 + pick(3))-\(String(1 + pick(12)).leftPadded(2))-\(String(1 + pick(28)).leftPadded(2))"
        let receipt = String(number &* 7_919 % 10_000_000_000).leftPadded(10)
        let record = String(pick(10_000_000)).leftPadded(7)
        let flags = Self.flags.indices.filter { pick(4 << ($0 * 2)) == 0 }.map { Self.flags[$0] }
        let decision = pick(1000) == 0 ? "unreadable" : pick(4) == 0 ? "accepted" : "needs_review"
        let kind = pick(3) == 0 ? "fee_list" : "receipt"
        var total: Int64 = 0
        var texts: [String] = []
        for line in 1...Self.itemsASlip {
            // The lower an entry stands, the more often it is charged.
            let entry = names[pick(1 + pick(names.count))]
            let amount = Int64(1 + pick(90_000)) * 10_000
            total += amount
            texts.append("\(entry.name)\n\(entry.code)")
            try db.cachedStatement(sql: "INSERT INTO charge VALUES (?, ?, ?, ?)")
                .execute(arguments: [number, line, entry.code, amount])
        }
        try db.cachedStatement(sql: "INSERT INTO slip VALUES (?, ?, 1, ?)").execute(arguments: [
            number, id, number,
        ])
        try db.cachedStatement(
            sql: """
                INSERT INTO review (sequence, slip, at, document, catalog_id, catalog_edition, catalog_sha256, decision,
                    kind, hospital, total, id_number, receipt_code, receipt_number, date)
                VALUES (?, ?, '2025-01-01T00:00:00.000Z', '', 'made', '1', '', ?, ?, ?, ?, ?, '33060124', ?, ?)
                """
        ).execute(arguments: [
            number, number, decision, kind, hospital, total, idNumber, receipt, date,
        ])
        try db.cachedStatement(
            sql: """
                INSERT INTO work (slip, stage, since, decision, kind, hospital, patient, date, total, items,
                    doubtful_items, flags)
                VALUES (?, 'clerk', '2025-01-01T00:00:00.000Z', ?, ?, ?, ?, ?, ?, ?, 0, ?)
                """
        ).execute(arguments: [
            number, decision, kind, hospital, patient, date, total, Self.itemsASlip,
            flags.joined(separator: " "),
        ])
        for flag in flags {
            try db.cachedStatement(sql: "INSERT INTO review_flag VALUES (?, ?)").execute(arguments: [
                number, flag,
            ])
        }
        let fields = ["hospital": hospital, "patient": patient, "id_number": idNumber, "record_no": record]
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            try db.cachedStatement(sql: "INSERT INTO slip_field VALUES (?, ?, ?)")
                .execute(arguments: [number, name, value])
        }
        try db.cachedStatement(
            sql: "INSERT INTO review_search (rowid, hospital, patient, items, fields) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
            number, Self.spaced(hospital), Self.spaced(patient), Self.spaced(texts.joined(separator: "\n")),
            "\(idNumber) \(receipt) \(record)",
        ])
        if number % 50 == 0 {
            try db.cachedStatement(
                sql:
                    "INSERT INTO correction VALUES (?, ?, '2025-01-01T00:00:00.000Z', ?, ?, '误读', NULL, '', NULL)"
            ).execute(arguments: [number, number, number, "clerk\(pick(20))"])
        }
    }

    /// Chinese characters apart, lines parted, as the archive's own index has them.
    private static func spaced(_ text: String) -> String {
        text.map { character in
            character.isNewline
                ? " \u{E000} "
                : character.unicodeScalars.allSatisfy(\.properties.isIdeographic)
                    ? " \(character) " : String(character)
        }.joined()
    }
}

extension String {
    fileprivate func leftPadded(_ width: Int) -> String {
        String(repeating: "0", count: max(0, width - count)) + self
    }
}
