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
            is recorded in the log, not what was searched for.

            Example:
              slipway search 血糖 阿莫西林
              slipway search --hospital 附属医院 --flag over_cap --from 2024-01-01
              slipway search --decision needs_review --format jsonl
              slipway search --stage second --total-from 10000
              slipway search --field record_no=2180347 --total-from 10000
              slipway search --entry 002103000010000 --from 2024-01-01 --count
              slipway search --flag receipt_reused --limit 50 --after 81234
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
        help: """
            Where the slip stands: clerk (待核对), second (待复核: somebody else must confirm), returned (已退件) or done (已办结).
            """, transform: WorkStage.argument)
    var stage: WorkStage?

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

    @Option(
        help: ArgumentHelp("The least total of the slip.", valueName: "yuan"), transform: Money.argument)
    var totalFrom: Money?

    @Option(
        help: ArgumentHelp("The greatest total of the slip, included.", valueName: "yuan"),
        transform: Money.argument)
    var totalTo: Money?

    @Option(
        help: "The kind of paper: fee_list, receipt, e_receipt, pharmacy, other or blank.",
        transform: SlipKind.argument)
    var kind: SlipKind?

    @Option(help: ArgumentHelp("Who corrected the slip or gave an opinion of it.", valueName: "user"))
    var clerk: String?

    @Option(help: ArgumentHelp("The claim that it was handed in with.", valueName: "id"))
    var claim: String?

    @Option(
        help: ArgumentHelp(
            "Any field of the contract and the beginning of its value; may be given several times.",
            valueName: "name=value"))
    var field: [String] = []

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

    @OptionGroup var author: AuthorOptions

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit takes 1 or more.") }
        // What a script left empty must not find everything.
        for (name, value) in [
            ("patient", patient), ("id-number", idNumber), ("hospital", hospital), ("receipt", receipt),
            ("entry", entry), ("flag", flag), ("clerk", clerk), ("claim", claim),
        ] where value?.allSatisfy(\.isWhitespace) ?? false {
            throw ValidationError("--\(name) is empty: leave it out where it does not matter.")
        }
        guard !count || (limit == nil && after == nil) else {
            throw ValidationError("--count counts all that is found: leave out --limit and --after.")
        }
        try CalendarDate.requireOrder(from, to)
        if let totalFrom, let totalTo, totalTo < totalFrom {
            throw ValidationError("--total-to is \(totalTo), less than --total-from: exchange them.")
        }
        _ = try fields()
    }

    private func fields() throws -> [String: String] {
        var fields: [String: String] = [:]
        for text in field {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, SlipField(rawValue: parts[0]) != nil else {
                let known = SlipField.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--field takes name=value, with a name of \(known); not ‘\(text)’.")
            }
            fields[parts[0]] = parts[1]
        }
        return fields
    }

    private func query() throws -> SearchQuery {
        SearchQuery(
            words: words.joined(separator: " "), patient: patient, hospital: hospital, idNumber: idNumber,
            receipt: receipt, entry: entry, flag: flag, decision: decision?.rawValue, stage: stage,
            from: from,
            to: to, least: totalFrom, most: totalTo, kind: kind?.rawValue, clerk: clerk, claim: claim,
            fields: try fields())
    }

    func run() async throws {
        let query = try query()
        try await options.reading { archive in
            // Nothing is shown before it is recorded that it will be.
            try await archive.record(
                ArchiveEvent.Access(
                    by: author.name, act: .search, detail: query.filters.joined(separator: " ")))
            if count { return try await tell(query, archive) }
            let (found, next) = try await list(query, archive)
            // An archive may hold findings of other versions; one that nobody knows and nothing has is a slip of the pen.
            if found == 0, let flag, !FlagCode(rawValue: flag).isKnown {
                throw ExitCode.reported(
                    64, "no finding is called ‘\(flag)’; there are \(FlagCode.known.joined(separator: ", "))")
            }
            if found == 0, archive.isEncrypted, patient != nil || idNumber != nil || !field.isEmpty {
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
                for hit in page.hits { print(hit.review.text) }
                (found, cursor) = (found + page.hits.count, page.next)
            } else {
                let page = try await archive.list(query, after: cursor, limit: part)
                for slip in page.slips { print(slip.line) }
                (found, cursor) = (found + page.slips.count, page.next)
            }
        } while cursor != nil && found < limit ?? Int.max
        return (found, cursor)
    }

    private func tell(_ query: SearchQuery, _ archive: any Archive) async throws {
        let sum = try await archive.sum(query)
        if format == .jsonl {
            var told = SearchCount(slips: sum.slips, total: sum.total)
            if let entry {
                let charges = try await archive.charges(of: entry, on: query)
                (told.lines, told.amount) = (charges.lines, charges.amount)
            }
            return print(try ReviewDocument(told).text)
        }
        var line = "共\(sum.slips)份，合计¥\(sum.total)；\(sum.slips) slips, ¥\(sum.total) together"
        if let entry {
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

extension WorkStage {
    /// A stage as it is written at the command line.
    fileprivate static func argument(_ text: String) throws -> WorkStage {
        try named(text, orSay: "there is no stage ‘\(text)’")
    }
}

extension SlipKind {
    /// A kind as it is written at the command line.
    fileprivate static func argument(_ text: String) throws -> SlipKind {
        try named(text, orSay: "no paper is of kind ‘\(text)’")
    }
}

extension Money {
    /// An amount as it is written at the command line.
    fileprivate static func argument(_ text: String) throws -> Money {
        guard let money = Money(text) else {
            throw ValidationError("‘\(text)’ is no amount in yuan, such as 1200 or 99.50.")
        }
        return money
    }
}
