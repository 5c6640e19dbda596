import Archive
import ArgumentParser
import Foundation
import Slips

/// `slipway sample`: slips drawn for a spot check.
struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draw slips at random for a spot check (双随机), reproducibly.",
        discussion: """
            --strata parts the slips into groups, of which each gives its share of --count, and at least one slip. The same \
            seed, strata, count and events give the same slips on every machine that holds the archive. The draw is recorded \
            in the log with its list. To repeat an old draw, give --events the number of events that it told.

            Example:
              slipway sample --seed 2026-11-26/074518 --strata hospital,flag --count 50
              slipway sample --seed 2026-11-26/074518 --strata hospital,flag --count 50 --events 8123
            """)

    @Option(
        help:
            "The text that decides which slips are drawn. Have it drawn by lot in public: then nobody chose them."
    )
    var seed: String

    @Option(help: "By what slips are parted, separated by commas: hospital, flag, kind, decision, month.")
    var strata = ""

    @Option(help: "How many slips.")
    var count: Int

    @Option(
        help: ArgumentHelp("The earliest date of the slips.", valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument)
    var from: CalendarDate?

    @Option(
        help: ArgumentHelp("The latest date of the slips, included.", valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument)
    var to: CalendarDate?

    @Option(help: "Draw from the archive as it was after so many events of its log (default: as it is).")
    var events: Int64?

    @Option(help: "text for a person, json for the whole list as one JSON object.")
    var format = ShowCommand.Format.text

    @OptionGroup var author: AuthorOptions
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard !seed.allSatisfy(\.isWhitespace) else {
            throw ValidationError("--seed is empty; give a text that was drawn by lot.")
        }
        try CalendarDate.requireOrder(from, to)
        guard count > 0 else { throw ValidationError("--count is \(count); give 1 or more.") }
        guard events.map({ $0 > 0 }) ?? true else { throw ValidationError("--events takes 1 or more.") }
        _ = try parsedStrata()
    }

    private func parsedStrata() throws -> [SamplePlan.Stratum] {
        try strata.split(separator: ",").map { word in
            guard let stratum = SamplePlan.Stratum(rawValue: String(word)) else {
                let known = SamplePlan.Stratum.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--strata knows no ‘\(word)’; it takes \(known).")
            }
            return stratum
        }
    }

    func run() async throws {
        let plan = SamplePlan(
            seed: seed, strata: try parsedStrata(), count: count, from: from, to: to, events: events)
        try await options.reading { archive in
            let list = try await archive.draw(plan, by: author.name)
            switch format {
            case .json: print(try ReviewDocument(list).text)
            case .text:
                for slip in list.slips {
                    print("\(slip.id)  \(TerminalText.printable(slip.stratum))")
                }
                let summary = """
                    从\(list.population)份中抽取\(list.slips.count)份，\(list.sizes.count)层，日志\(list.events)条事件；\
                    \(list.slips.count) of \(list.population) slips, \(list.sizes.count) strata, \(list.events) events

                    """
                FileHandle.standardError.write(Data(summary.utf8))
                let without = Set(list.sizes.keys).subtracting(list.slips.map(\.stratum)).sorted()
                if !without.isEmpty {
                    let names = TerminalText.printable(without.joined(separator: "; "))
                    let told = "\(without.count)层未抽到 strata of which no slip was drawn: \(names)\n"
                    FileHandle.standardError.write(Data(told.utf8))
                }
            }
        }
    }
}
