import ArgumentParser
import Foundation
import Review

/// `slipway rules explain`.
struct RulesExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule class: what it finds, when it is sure, and what clears it.",
        discussion: """
            Example:
              slipway rules explain GZ10000101007000
              slipway rules explain 7
            """)

    @Argument(help: "The national code of the class, or its number in the list.")
    var code: String

    func run() async throws {
        guard let row = RuleDirectory.row(code) else {
            FileHandle.standardError.write(
                Data("slipway: no rule class is called ‘\(code)’; `slipway rules list` names all\n".utf8))
            throw ExitCode(1)
        }
        print("\(row.entry.code)  \(row.entry.name)  (\(row.entry.tier))\n")
        if let explanation = row.explanation {
            print(explanation)
            if let table = row.table { print("\nKnowledge points: rules/\(table) of the catalog.") }
        } else {
            print("Slipway does not decide this class: it needs \(row.entry.paper ?? "").")
        }
    }
}
