import Archive
import ArgumentParser
import Foundation
import Review
import Slips

/// `slipway search`: finds archived reviews.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find archived reviews.",
        discussion: """
            Chinese words are found inside longer ones; words of letters or digits are found whole or by their \
            beginning. Of each slip the newest review counts; those archived last come first.

            Example:
              slipway search 血糖 阿莫西林
              slipway search --hospital 附属医院 --flag over_cap --from 2024-01-01
              slipway search --decision needs_review --format jsonl
            """)

    enum Decision: String, ExpressibleByArgument, CaseIterable {
        case accepted
        case needsReview = "needs_review"
        case unreadable
    }

    @Argument(
        help: "Words that must all stand on the slip: in names of items as printed or matched, in fields.")
    var words: [String] = []

    @Option(help: "The patient's name or a part of it.")
    var patient: String?

    @Option(help: "The patient's citizen number, or its beginning.")
    var idNumber: String?

    @Option(help: "The hospital's name or a part of it.")
    var hospital: String?

    @Option(help: "The receipt's number or code, or its beginning.")
    var receipt: String?

    @Option(
        help: ArgumentHelp("The catalog code of an entry that an item was matched to.", valueName: "code"))
    var entry: String?

    @Option(help: ArgumentHelp("A finding on the slip or an item, such as over_cap.", valueName: "code"))
    var flag: String?

    @Option(help: "The decision on the slip.")
    var decision: Decision?

    @Option(
        help: ArgumentHelp(
            "The earliest date of the slip: of issue, else of discharge, of admission, of its last item.",
            valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument)
    var from: CalendarDate?

    @Option(
        help: ArgumentHelp("The latest date of the slip, included.", valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument
    )
    var to: CalendarDate?

    @Option(help: "text for a person, jsonl for one review a line.")
    var format = ListFormat.text

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        let query = SearchQuery(
            words: words.joined(separator: " "), patient: patient, hospital: hospital, idNumber: idNumber,
            receipt: receipt, entry: entry, flag: flag, decision: decision?.rawValue, from: from, to: to)
        try await options.reading { archive in
            var count = 0
            var cursor: SearchCursor?
            repeat {
                let page = try await archive.search(query, after: cursor, limit: 200)
                for hit in page.hits {
                    print(format == .jsonl ? hit.review.text : hit.summary.line)
                }
                count += page.hits.count
                cursor = page.next
            } while cursor != nil
            // An archive may hold findings of other versions; one that nobody knows and nothing has is a slip of the pen.
            if count == 0, let flag, !FlagCode(rawValue: flag).isKnown {
                throw ExitCode.reported(
                    64, "no finding is called ‘\(flag)’; there are \(FlagCode.known.joined(separator: ", "))")
            }
            if format == .text {
                let summary = "共\(count)份 \(count) slip\(count == 1 ? "" : "s")\n"
                FileHandle.standardError.write(Data(summary.utf8))
            }
        }
    }
}
