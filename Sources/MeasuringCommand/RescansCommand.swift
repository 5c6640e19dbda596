import ArgumentParser
import Foundation
import Measuring

/// `slip-measure rescans`: whether second scans of the same sheets are found, and different sheets told apart.
struct RescansCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rescans",
        abstract: "Measures how second scans of the same sheets are found, and different sheets told apart.",
        discussion: """
            Two folders hold the same slips, made with different seeds of damage, and were read:

            Example:
              slip-generator slips --catalog catalog --count 34 --seed 5 --damage medium --to a
              slip-generator slips --catalog catalog --count 34 --seed 5 --damage medium --damage-seed 1 --to b
              for f in a b; do slipway process $f --catalog catalog --archive $f/archive; done
              slip-measure rescans a b
            """)

    @Argument(help: "The folder of the first scans.")
    var first: String

    @Argument(help: "The folder of the second scans.")
    var second: String

    @Flag(help: "Also list each pair that is missed or wrongly taken for one sheet.")
    var list = false

    func run() async throws {
        let rescans = try Rescans(await MadeSlips(folder: first), await MadeSlips(folder: second))
        print("pages       \(rescans.pages), of them with too few numbers \(rescans.poor)")
        Self.write("one sheet", rescans.same)
        Self.write("one form", rescans.different.filter(\.isSameForm))
        Self.write("others", rescans.different.filter { !$0.isSameForm })
        let missed = rescans.same.filter { !$0.isOneSheet }
        let wrong = rescans.different.filter(\.isOneSheet)
        print(
            "missed      \(missed.count) of \(rescans.same.count), \(missed.count { !$0.meet }) met in no band"
        )
        print("false       \(wrong.count) of \(rescans.different.count)")
        print(
            "compared    \(rescans.different.count(where: \.meet)) of \(rescans.different.count) different pairs"
        )
        guard list else { return }
        for pair in missed + wrong {
            print(
                "\(pair.names.0)  \(pair.names.1)  \(pair.layout)  share \(pair.share)  in place \(pair.inPlace)"
            )
        }
    }

    private static func write(_ label: String, _ pairs: [Rescans.Pair]) {
        guard !pairs.isEmpty else { return }
        func quantiles(_ values: [Int]) -> String {
            let sorted = values.sorted()
            return [0, 5, 50, 95, 100].map { String(sorted[(sorted.count - 1) * $0 / 100]) }
                .joined(separator: " ")
        }
        print(
            label.padding(toLength: 12, withPad: " ", startingAt: 0)
                + "\(pairs.count) pairs: share min p5 p50 p95 max \(quantiles(pairs.map(\.share))), "
                + "in place \(quantiles(pairs.map(\.inPlace)))")
    }
}
