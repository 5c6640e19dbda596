import Archive
import ArgumentParser
import Slips

/// `slipway second-person`: from which amounts on somebody else must confirm (复核线).
struct SecondPersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "second-person",
        abstract: "From which amounts on a second person must confirm what nobody corrected.",
        discussion: """
            What somebody corrected waits for a second person in any case. With amounts set, so does what the program accepted: \
            slips of that total, and slips with a finding of that amount. What was set is an event of the log, and holds for what \
            is reviewed from then on.

            Example:
              slipway second-person
              slipway second-person set --slips 10000 --findings 500 --reason 2026年复核制度
              slipway second-person set --reason 不再抽核
            """,
        subcommands: [Show.self, Set.self], defaultSubcommand: Show.self)

    static func text(_ amounts: SecondPersonAmounts) -> String {
        func from(_ amount: Money?) -> String { amount.map { "¥\($0)" } ?? "不设 none" }
        return """
            复核线 a second person confirms from：票据 slips \(from(amounts.slips))，发现 findings \(from(amounts.findings))
            """
    }
}

extension SecondPersonCommand {
    /// `slipway second-person show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is set.",
            discussion: """
                Example:
                  slipway second-person show
                """)

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                print(SecondPersonCommand.text(try await archive.secondPersonAmounts()))
            }
        }
    }

    /// `slipway second-person set`.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set the amounts; one that is left out is not set any more.",
            discussion: """
                Example:
                  slipway second-person set --slips 10000 --findings 500 --reason 2026年复核制度
                """)

        @Option(help: "Slips whose total is as much or more, yuan.", transform: Self.amount)
        var slips: Money?

        @Option(help: "Slips with a finding of as much or more, yuan.", transform: Self.amount)
        var findings: Money?

        @OptionGroup var reason: ReasonOptions

        @OptionGroup var author: AuthorOptions

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let amounts = SecondPersonAmounts(slips: slips, findings: findings)
                try await archive.setSecondPersonAmounts(amounts, by: author.name, reason: reason.reason)
                print(SecondPersonCommand.text(amounts))
            }
        }

        private static func amount(_ text: String) throws -> Money {
            guard let amount = Money(text), amount >= .zero else {
                throw ValidationError("‘\(text)’ is no amount: give yuan such as 10000 or 499.50.")
            }
            return amount
        }
    }
}
