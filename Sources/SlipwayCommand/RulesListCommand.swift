import ArgumentParser
import Review

/// `slipway rules list`.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rule classes, and how many knowledge points the catalog has of each.",
        discussion: """
            Classes that Slipway cannot decide are listed with the paper that they need. A catalog whose rules cannot \
            be loaded is refused with file, line, column and reason (exit status 65).

            Example:
              slipway rules list
              slipway rules list --format markdown > docs/rules.md
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case markdown
    }

    @Option(help: "text for a person, markdown for the page of all classes.")
    var format = Format.text

    @OptionGroup var options: CatalogOptions

    func run() async throws {
        if format == .markdown {
            print(RuleDirectory.page, terminator: "")
            return
        }
        let counts = try options.loadWithRules().rules.pointCounts
        for row in RuleDirectory.rows {
            let how =
                if row.typeName == nil {
                    "needs \(row.entry.paper ?? "")"
                } else if let table = row.table {
                    "\(counts[row.entry.code] ?? 0) points in \(table)"
                } else {
                    "decided without points"
                }
            print("\(row.entry.code)  \(row.entry.name)  \(how)")
        }
    }
}
