import ArgumentParser
import Foundation
import Review

/// `slipway rules explain`.
struct RulesExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule class or a finding: what it says, when it is sure, and what clears it.",
        discussion: """
            Example:
              slipway rules explain GZ10000101007000
              slipway rules explain 7
              slipway rules explain wrong_sex

            Ends with 1 where there is no such class and no such finding.
            """)

    @Argument(help: "The national code of a class, its number in the list, or the code of a finding.")
    var code: String

    func run() async throws {
        let finding = FlagCode(rawValue: code.lowercased())
        if let name = finding.chineseName, let explanation = finding.explanation {
            print("\(finding.rawValue)  \(name)\n\n\(explanation.chinese)\n\(explanation.english)")
            return
        }
        guard let row = RuleDirectory.row(code) else {
            FileHandle.standardError.write(
                Data(
                    "slipway: no rule class or finding is called ‘\(code)’; `slipway rules list` names the classes; findings are \(FlagCode.known.joined(separator: ", "))\n"
                        .utf8))
            throw ExitCode(1)
        }
        print("\(row.entry.code)  \(row.entry.name)  (\(row.entry.tier))\n")
        if let explanation = row.explanation {
            print(explanation)
            if let table = row.table {
                print("\nKnowledge points: rules/\(table) of the catalog. Its columns:")
                for column in RuleDirectory.commonColumns + row.columns {
                    let meaning = column.meaning.replacing("\\|", with: "|").replacing("`", with: "")
                    print("  \(column.name): \(meaning)")
                }
            }
        } else {
            print("Slipway does not decide this class: it needs \(row.entry.paper ?? "").")
        }
    }
}
