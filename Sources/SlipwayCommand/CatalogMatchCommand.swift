import ArgumentParser
import Catalog
import Foundation
import Slips

/// `slipway catalog match`.
struct CatalogMatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Find the entries that printed names mean.",
        discussion: """
            Give one name as a slip prints it, with what stands beside it, or --file with one name a line, UTF-8, \
            where specification, unit, unit price and code may follow, separated by tabs. Every line that is not \
            empty gives one answer. For one name the text tells what speaks against each entry. A file that cannot be read \
            ends with status 69, one that holds anything else with 65.

            Example:
              slipway catalog match 阿莫西林胶襄 --spec 0.25g*24粒 --price 12.50 --date 2024-05-01
              slipway catalog match --file names.txt --format jsonl
            """)

    @Argument(help: "A name as printed.")
    var name: String?

    @Option(help: ArgumentHelp("A file of names instead.", valueName: "names.txt"))
    var file: String?

    @Option(help: "The printed specification.")
    var spec: String?

    @Option(help: "The printed unit.")
    var unit: String?

    @Option(help: "The printed unit price, yuan.")
    var price: String?

    @Option(help: "The printed code.")
    var code: String?

    @Option(help: ArgumentHelp("The day of service.", valueName: "yyyy-mm-dd"))
    var date: String?

    @Option(help: "text for a person, jsonl for one answer a line.")
    var format = ListFormat.text

    @OptionGroup var options: CatalogOptions

    private struct Answer: Encodable {
        var query: String
        var status: CatalogMatch.Status
        /// Whether a review would act on it; else it asks a person.
        var certain: Bool
        var candidates: [CatalogMatch.Candidate]
    }

    func validate() throws {
        guard (name == nil) != (file == nil) else {
            throw ValidationError("Give either a name or --file.")
        }
        guard name.map({ !$0.allSatisfy(\.isWhitespace) }) ?? true else {
            throw ValidationError("The name is empty.")
        }
        guard file == nil || [spec, unit, price, code].allSatisfy({ $0 == nil }) else {
            throw ValidationError("--spec, --unit, --price and --code go with a name, not with --file.")
        }
        if let price, Money(printed: price) == nil {
            throw ValidationError("‘\(price)’ is not a unit price in yuan.")
        }
        if let date, CalendarDate(date) == nil {
            throw ValidationError("‘\(date)’ is not a date of the form 2026-01-01.")
        }
    }

    func run() async throws {
        let matcher = CatalogMatcher(try options.load())
        guard let file else {
            let line = PrintedLine(
                name: name ?? "", spec: spec, unit: unit, unitPrice: price.flatMap { Money(printed: $0) },
                code: code, date: day)
            let match = matcher.match(line)
            switch format {
            case .jsonl: try writeJSON(match, of: line)
            case .text: write(match, of: line, by: matcher)
            }
            return
        }
        for (number, row) in try rows(of: file) {
            let line = try printedLine(row, of: file, number: number)
            let match = matcher.match(line)
            switch format {
            case .jsonl: try writeJSON(match, of: line)
            case .text:
                let entry = match.entry.map { "\($0.code)  \($0.name)  \($0.spec)" } ?? "–"
                let certainty = match.isCertain ? "" : "?"
                print("\(line.name)  \(match.status.rawValue)\(certainty)  \(match.score)  \(entry)")
            }
        }
    }

    private var day: CalendarDate? { date.flatMap { CalendarDate($0) } }

    private func writeJSON(_ match: CatalogMatch, of line: PrintedLine) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let answer = Answer(
            query: line.name, status: match.status, certain: match.isCertain, candidates: match.candidates)
        print(String(decoding: try encoder.encode(answer), as: UTF8.self))
    }

    /// The verdict on one name, and of each entry that is near, how it is paid and what speaks against it.
    private func write(_ match: CatalogMatch, of line: PrintedLine, by matcher: CatalogMatcher) {
        print("\(line.name)  \(match.status.rawValue)\(match.isCertain ? "" : "?")")
        for reason in matcher.ranking(of: line).prefix(8) {
            let entry = reason.entry
            print("")
            print(entry.line(uncapped: "–"))
            for against in reason.reasons { print("    \(against)") }
        }
    }

    private func rows(of file: String) throws -> [(number: Int, text: Substring)] {
        let data = try GivenFile.content(of: file)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ExitCode.badFile("\(file) is no UTF-8 text: save it as UTF-8, one name a line")
        }
        let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .filter { !$0.element.allSatisfy(\.isWhitespace) }.map { ($0.offset + 1, $0.element) }
        guard !rows.isEmpty else { throw ExitCode.badFile("\(file) holds no name: write one a line") }
        return rows
    }

    private func printedLine(_ row: Substring, of file: String, number: Int) throws -> PrintedLine {
        let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        func cell(_ index: Int) -> String? {
            cells.indices.contains(index) && !cells[index].isEmpty ? cells[index] : nil
        }
        var price: Money?
        if let text = cell(3) {
            guard let money = Money(printed: text) else {
                throw ExitCode.badFile("\(file), line \(number): “\(text)” is not a unit price in yuan")
            }
            price = money
        }
        return PrintedLine(
            name: cells[0], spec: cell(1), unit: cell(2), unitPrice: price, code: cell(4), date: day)
    }
}
