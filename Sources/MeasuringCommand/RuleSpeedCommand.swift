import ArgumentParser
import Catalog
import Foundation
import Review
import Slips

/// `slip-measure rule-speed`: how long a large library takes to load and to judge by.
struct RuleSpeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule-speed",
        abstract: "Measures how long rules take to load, and a fee list to judge.",
        discussion: """
            Makes knowledge points of several classes, then judges a fee list of which every line is named by some of \
            them. Lists of other lengths and libraries of other sizes show with what the time grows.

            Example:
              slip-measure rule-speed --points 250000 --lines 30
            """)

    @Option(help: "How many knowledge points.")
    var points = 250_000

    @Option(help: "How many lines the fee list has.")
    var lines = 30

    @Option(help: "How often the list is judged.")
    var rounds = 200

    func validate() throws {
        guard points > 0, lines > 0, rounds > 0 else {
            throw ValidationError("--points, --lines and --rounds take 1 or more.")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rule-speed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in tables() {
            try Data(content.utf8).write(to: folder.appending(path: name))
        }
        let clock = ContinuousClock()
        var loaded: RuleLibrary?
        let load = try clock.measure { loaded = try RuleLibrary(folder: folder.path(percentEncoded: false)) }
        guard let rules = loaded else { return }
        let catalog = Catalog(
            identity: CatalogIdentity(id: "speed", edition: "1", sha256: ""), entries: [])
        let review = feeList()
        var timings = Timings()
        var found = 0
        for _ in 0..<rounds {
            found = timings.measure { rules.flags(on: review, catalog: catalog).count }
        }
        print("points     \(rules.pointCount)")
        print("load       \(load.milliseconds) ms")
        print("lines      \(lines), \(found) findings")
        timings.write("judge")
    }

    /// A service's code by its number.
    private static func code(_ number: Int) -> String {
        let digits = String(number)
        return "00" + String(repeating: "0", count: 9 - digits.count) + digits + "0000"
    }

    /// Half of the points are pairs; the others limit by age, frequency and sex.
    private func tables() -> [String: String] {
        let head = "code,limit,basis,valid_from,valid_to,"
        var pairs = head + "other\n"
        var ages = head + "min_years,max_years,max_days,ask_above\n"
        var frequencies = head + "max,days,units\n"
        var sexes = head + "sex\n"
        for number in 0..<points {
            let code = Self.code(number)
            switch number % 6 {
            case let part where part < 3:
                pairs += "\(Self.code(number / 6)),,list,,,\(Self.code(number / 6 + 1 + part))\n"
            case 3: ages += "\(code),,list,,,,17,,\n"
            case 4: frequencies += "\(code),,list,,,1,1,\n"
            default: sexes += "\(code),,list,,,male\n"
            }
        }
        return [
            "service-contained.csv": pairs, "service-childrens.csv": ages,
            "service-frequency.csv": frequencies,
            "service-sex.csv": sexes,
        ]
    }

    private func feeList() -> SlipReview {
        func reading(_ text: String) -> ReviewReading {
            ReviewReading(value: text, raw: text, confidence: 1, place: nil, needsReview: false)
        }
        let split = AmountSplit(amount: Money(fen: 1000), excess: .zero, ratio: .zero)
        let items = (0..<lines).map { line in
            ReviewedItem(
                line: line + 1, place: nil, date: reading("2024-03-01"), name: reading("项目"),
                quantity: reading("1"),
                unitPrice: reading("10.00"), amount: reading("10.00"),
                match: ReviewMatch(
                    status: .matched, code: Self.code(line), name: "项目", score: 1, candidates: []),
                split: split, flags: [], needsReview: false)
        }
        let total = Money(fen: Int64(lines) * 1000)
        return SlipReview(
            id: "speed", source: "speed", kind: .feeList,
            catalog: ReviewCatalog(id: "speed", edition: "1", sha256: ""), pages: [],
            fields: ["sex": reading("女"), "age": reading("40")], items: items, flags: [],
            totals: ReviewTotals(items: total, printed: total, isClosed: true, split: split),
            decision: .accepted)
    }
}
