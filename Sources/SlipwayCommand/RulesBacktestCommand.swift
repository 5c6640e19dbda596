import Archive
import ArgumentParser
import Foundation
import Review
import Slips

/// `slipway rules backtest`.
struct RulesBacktestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Try rules on archived reviews: what they would newly flag, no longer flag, and the money.",
        discussion: """
            The newest review of each slip is judged again from its readings and matches; the archive is only read. \
            A line with + is newly flagged, one with - no longer.

            Example:
              slipway rules backtest --rules new-rules --from 2026-01-01 --to 2026-06-30
            """)

    @Option(help: ArgumentHelp("The folder of the rules to try.", valueName: "dir"))
    var rules: String

    @Option(
        help: ArgumentHelp("The earliest date of the slip.", valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument)
    var from: CalendarDate?

    @Option(
        help: ArgumentHelp("The latest date of the slip, included.", valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument)
    var to: CalendarDate?

    @ArgumentParser.Flag(help: "Only the sums, not every finding.")
    var summary = false

    @OptionGroup var catalog: CatalogOptions
    @OptionGroup var options: ArchiveOptions

    func validate() throws { try CalendarDate.requireOrder(from, to) }

    func run() async throws {
        let library: RuleLibrary
        do {
            library = try RuleLibrary(folder: rules)
        } catch {
            throw error.reported()
        }
        var backtest = RuleBacktest(rules: library, catalog: try catalog.load())
        try await options.reading { archive in
            var cursor: SearchCursor?
            repeat {
                let page = try await archive.search(
                    SearchQuery(from: from, to: to), after: cursor, limit: 200)
                for hit in page.hits {
                    let changes = backtest.judge(try hit.review.decoded(as: SlipReview.self))
                    guard !summary else { continue }
                    for change in changes.added { print(Self.line("+", change)) }
                    for change in changes.removed { print(Self.line("-", change)) }
                }
                cursor = page.next
            } while cursor != nil
        }
        print("共\(backtest.reviews)份 \(backtest.reviews) reviews")
        Self.printSums(backtest.added, title: "新增 newly flagged")
        Self.printSums(backtest.removed, title: "不再 no longer flagged")
    }

    private static func line(_ sign: String, _ change: RuleBacktest.Change) -> String {
        let line = change.line.map { "第\($0)行" } ?? "整单"
        let amount = change.flag.amount.map { "¥\($0)" } ?? ""
        return [
            sign, String(change.slip.prefix(12)), line, change.flag.rule ?? "", change.flag.code.rawValue,
            change.flag.severity.rawValue, amount,
        ].joined(separator: "  ")
    }

    private static func printSums(_ sums: [String: RuleBacktest.Sum], title: String) {
        let count = sums.values.reduce(0) { $0 + $1.count }
        let amount = sums.values.map(\.amount).reduce(.zero, +)
        print("\(title): \(count)  ¥\(amount)")
        for (code, sum) in sums.sorted(by: { $0.key < $1.key }) {
            print("  \(code)  \(RuleDirectory.row(code)?.entry.name ?? "")  \(sum.count)  ¥\(sum.amount)")
        }
    }
}

extension CalendarDate {
    /// Reads a date of the command line.
    ///
    /// - Throws: `ValidationError` for anything but an ISO 8601 date.
    @Sendable static func argument(_ text: String) throws -> CalendarDate {
        guard let date = CalendarDate(text) else {
            throw ValidationError("‘\(text)’ is not a date of the form 2024-05-31.")
        }
        return date
    }

    /// - Throws: `ValidationError` where the end of a range lies before its beginning.
    static func requireOrder(_ from: CalendarDate?, _ to: CalendarDate?) throws {
        if let from, let to, to < from {
            throw ValidationError("--to is \(to), before --from: exchange them.")
        }
    }
}
