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

            Every filter narrows what is found. With --count only the number of slips and the sum of their totals is told, with \
            --entry also how many lines charge it and how much. A part of the list ends with the cursor at which the next begins; \
            following cursors gives each slip once, even while others are archived. That a search was made, and by which filters, \
            is recorded in the log, not what was searched for. Names and numbers of persons are masked; --unmask shows them, \
            after it is recorded of each slip that it was shown, to whom and why.

            Example:
              slipway search 血糖 阿莫西林
              slipway search --hospital 附属医院 --flag over_cap --from 2024-01-01
              slipway search --decision needs_review --format jsonl
              slipway search --stage second --total-from 10000
              slipway search --field record_no=2180347 --total-from 10000
              slipway search --entry 002103000010000 --from 2024-01-01 --count
              slipway search --flag receipt_reused --limit 50 --after 81234
              slipway search --claim C-17 --unmask --reason 核对身份
            """)

    @Argument(
        help: "Words that must all stand on the slip: in names of items as printed or matched, in fields.")
    var words: [String] = []

    @OptionGroup(title: "Filters") var filters: SearchFilters

    @ArgumentParser.Flag(help: "Tell how many slips there are and what they come to; list none.")
    var count = false

    @Option(help: "How many slips to list at most (default: all).")
    var limit: Int?

    @Option(
        help: ArgumentHelp("Where to go on: the cursor that the part before ended with.", valueName: "cursor")
    )
    var after: Int64?

    @Option(help: "text for a person, jsonl for one review a line.")
    var format = ListFormat.text

    @OptionGroup var unmasking: UnmaskOptions

    @OptionGroup var author: AuthorOptions

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit takes 1 or more.") }
        guard !count || (limit == nil && after == nil) else {
            throw ValidationError("--count counts all that is found: leave out --limit and --after.")
        }
    }

    func run() async throws {
        let query = try filters.query(words: words.joined(separator: " "))
        try await options.reading { archive in
            // Nothing is shown before it is recorded that it will be.
            try await archive.record(
                ArchiveEvent.Access(
                    by: author.name, act: .search, detail: query.filters.joined(separator: " ")))
            if count { return try await tell(query, archive) }
            let (found, next) = try await list(query, archive)
            // An archive may hold findings of other versions; one that nobody knows and nothing has is a slip of the pen.
            if found == 0, let flag = filters.flag, !FlagCode(rawValue: flag).isKnown {
                throw ExitCode.reported(
                    64, "no finding is called ‘\(flag)’; there are \(FlagCode.known.joined(separator: ", "))")
            }
            if found == 0, archive.isEncrypted, filters.namesPerson {
                let hint =
                    "加密档案库按全名、全号查找 an encrypted archive finds persons by whole names and numbers alone\n"
                FileHandle.standardError.write(Data(hint.utf8))
            }
            let rest = next.map { "；以 --after \($0.position) 继续 go on with --after \($0.position)" } ?? ""
            if format == .text || next != nil {
                let summary = "共\(found)份 \(found) slip\(found == 1 ? "" : "s")\(rest)\n"
                FileHandle.standardError.write(Data(summary.utf8))
            }
        }
    }

    /// Lists what is found, part after part.
    ///
    /// - Returns: How many slips were listed, and where to go on; nil at the end.
    private func list(
        _ query: SearchQuery, _ archive: any Archive
    ) async throws -> (count: Int, next: SearchCursor?) {
        var found = 0
        var cursor = after.map { SearchCursor(position: $0) }
        repeat {
            let part = min(200, (limit ?? Int.max) - found)
            if format == .jsonl {
                let page = try await archive.search(query, after: cursor, limit: part)
                try await unmasking.record(page.hits.map(\.summary.id), by: author.name, in: archive)
                for hit in page.hits { print(try unmasking.shown(hit.review).text) }
                (found, cursor) = (found + page.hits.count, page.next)
            } else {
                let page = try await archive.list(query, after: cursor, limit: part)
                try await unmasking.record(page.slips.map(\.id), by: author.name, in: archive)
                for slip in page.slips { print(slip.line(isUnmasked: unmasking.unmask)) }
                (found, cursor) = (found + page.slips.count, page.next)
            }
        } while cursor != nil && found < limit ?? Int.max
        return (found, cursor)
    }

    private func tell(_ query: SearchQuery, _ archive: any Archive) async throws {
        let sum = try await archive.sum(query)
        if format == .jsonl {
            var told = SearchCount(slips: sum.slips, total: sum.total)
            if let entry = filters.entry {
                let charges = try await archive.charges(of: entry, on: query)
                (told.lines, told.amount) = (charges.lines, charges.amount)
            }
            return print(try ReviewDocument(told).text)
        }
        var line = "共\(sum.slips)份，票面合计¥\(sum.total)；\(sum.slips) slips, printed totals of ¥\(sum.total)"
        if let entry = filters.entry {
            let charges = try await archive.charges(of: entry, on: query)
            line += "；其中 \(entry)：\(charges.lines)行 lines, ¥\(charges.amount)"
        }
        print(line)
    }
}

/// What `--count` tells as JSON.
private struct SearchCount: Encodable {
    var slips: Int
    /// Yuan.
    var total: Money
    /// How many lines charge the entry that was asked for.
    var lines: Int?
    /// Yuan of those lines.
    var amount: Money?
}
