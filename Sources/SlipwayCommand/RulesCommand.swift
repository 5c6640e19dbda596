import ArgumentParser

/// `slipway rules`: what the rules are, and what others would change.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List and explain the rules, and try others on the archive.",
        discussion: """
            Example:
              slipway rules list
              slipway rules explain GZ10000101007000
              slipway rules backtest --rules new-rules --from 2026-01-01
            """,
        subcommands: [RulesListCommand.self, RulesExplainCommand.self, RulesBacktestCommand.self])
}
