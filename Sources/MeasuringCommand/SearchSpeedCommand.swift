import Archive
import ArgumentParser
import Catalog
import Foundation
import Measuring
import SQLiteArchive
import SlipGenerator
import Slips

/// `slip-measure search-speed`: how long searches take in a large archive.
struct SearchSpeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search-speed",
        abstract: "Measures searches in an archive of any size.",
        discussion: """
            Fills the tables of an archive with invented records, ten lines a slip, and asks what auditors ask: each question \
            with other words and numbers each time, a list of 50 slips or the count and sum of all. The folder is kept; \
            it has tables alone, and is no archive to be proved.

            Example:
              slip-measure search-speed --items 1000000 --catalog catalog --folder /tmp/large
            """)

    @Option(help: "How many lines all slips have together.")
    var items = 1_000_000

    @Option(help: "How often each question is asked.")
    var times = 40

    @Option(help: ArgumentHelp("A catalog whose entries are charged.", valueName: "dir"))
    var catalog = "catalog"

    @Option(
        help: ArgumentHelp("Where the archive is made; one that is there is used as it is.", valueName: "dir")
    )
    var folder: String

    func validate() throws {
        guard items >= 1000, times > 0 else {
            throw ValidationError("--items takes 1000 or more, --times 1 or more.")
        }
    }

    func run() async throws {
        let catalog = try Catalog(folder: catalog)
        let made = MadeRecords(items: items, catalog: catalog)
        if !FileManager.default.fileExists(atPath: folder + "/archive.sqlite") { try made.write(to: folder) }
        let archive = try SQLiteArchive(at: folder, for: .reading)
        let all = try await archive.sum(SearchQuery()).slips
        print("slips       \(all), lines \(all * MadeRecords.itemsASlip)")
        var random = SeededRandom(seed: 7)
        var everything: [Duration] = []
        for question in Self.questions(catalog) {
            var times: [Duration] = []
            var found = 0
            for _ in 0..<self.times {
                let query = question.query(&random)
                let cursor =
                    question.isDeep ? SearchCursor(position: Int64(random.integer(in: 1...all))) : nil
                let start = ContinuousClock.now
                if question.isSum {
                    found += try await archive.sum(query).slips
                    if let entry = query.entry { _ = try await archive.charges(of: entry, on: query) }
                } else {
                    found += try await archive.list(query, after: cursor, limit: 50).slips.count
                }
                times.append(start.duration(to: .now))
            }
            everything += times
            Self.write(question.name, times, found: found / self.times)
        }
        Self.write("all", everything, found: nil)
    }

    private struct Question {
        var name: String
        var isSum = false
        var isDeep = false
        var query: (inout SeededRandom) -> SearchQuery
    }

    private static func questions(_ catalog: Catalog) -> [Question] {
        let entries = catalog.entries
        func word(_ random: inout SeededRandom) -> String {
            let name = Array(entries[random.integer(in: 0...(entries.count - 1))].name.filter { $0.isLetter })
            guard name.count > 2 else { return "注射" }
            let start = random.integer(in: 0...(name.count - 2))
            return String(name[start...(start + 1)])
        }
        func month(_ random: inout SeededRandom) -> (CalendarDate?, CalendarDate?) {
            let month = "20\(23 + random.integer(in: 0...2))-0\(random.integer(in: 1...9))"
            return (CalendarDate("\(month)-01"), CalendarDate("\(month)-28"))
        }
        func entry(_ random: inout SeededRandom) -> String {
            entries[random.integer(in: 0...random.integer(in: 0...(entries.count - 1)))].code
        }
        return [
            Question(name: "two characters") { SearchQuery(words: word(&$0)) },
            Question(name: "… from a cursor", isDeep: true) { SearchQuery(words: word(&$0)) },
            Question(name: "words, month") { random in
                let (from, to) = month(&random)
                return SearchQuery(words: word(&random), from: from, to: to)
            },
            Question(name: "hospital, flag") {
                SearchQuery(hospital: MadeRecords.hospital($0.integer(in: 0...299)), flag: "wrong_sex")
            },
            Question(name: "rare flag, month") { random in
                let (from, to) = month(&random)
                return SearchQuery(flag: "receipt_reused", from: from, to: to)
            },
            Question(name: "patient") { SearchQuery(patient: ["王小明", "李芳", "吕洋静"][$0.integer(in: 0...2)]) },
            Question(name: "ID number") {
                SearchQuery(idNumber: "43068219\($0.integer(in: 10_000...99_999))")
            },
            Question(name: "receipt number") {
                SearchQuery(receipt: String($0.integer(in: 1...10_000) * 7_919).leftPadded)
            },
            Question(name: "record number") {
                SearchQuery(fields: ["record_no": "\($0.integer(in: 10_000...99_999))"])
            },
            Question(name: "entry") { SearchQuery(entry: entry(&$0)) },
            Question(name: "totals, kind") { random in
                let least = Money(fen: Int64(random.integer(in: 100_000...900_000)))
                return SearchQuery(least: least, most: least + Money(fen: 500), kind: "fee_list")
            },
            Question(name: "clerk, month") { random in
                let (from, to) = month(&random)
                return SearchQuery(from: from, to: to, clerk: "clerk\(random.integer(in: 0...19))")
            },
            Question(name: "unreadable") { _ in SearchQuery(decision: "unreadable") },
            Question(name: "sum of a month", isSum: true) { random in
                let (from, to) = month(&random)
                return SearchQuery(from: from, to: to)
            },
            Question(name: "sum of an entry", isSum: true) { random in
                let (from, to) = month(&random)
                return SearchQuery(entry: entry(&random), from: from, to: to)
            },
            Question(name: "sum of words", isSum: true) { SearchQuery(words: word(&$0)) },
            Question(name: "sum of all", isSum: true) { _ in SearchQuery() },
        ]
    }

    private static func write(_ name: String, _ times: [Duration], found: Int?) {
        let sorted = times.sorted()
        func quantile(_ percent: Int) -> String {
            "\(sorted[(sorted.count - 1) * percent / 100].milliseconds)"
        }
        print(
            name.padding(toLength: 18, withPad: " ", startingAt: 0)
                + "p50 \(quantile(50)) ms, p95 \(quantile(95)) ms, max \(quantile(100)) ms"
                + (found.map { ", \($0) found" } ?? ""))
    }
}

extension String {
    /// Ten digits.
    fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 10 - count)) + self }
}
