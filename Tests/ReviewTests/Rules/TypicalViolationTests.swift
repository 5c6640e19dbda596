import Catalog
import Foundation
import Slips
import Testing

@testable import Review

@Suite struct `The published typical violations` {
    /// A row of the table in `docs/typical-violations.md`.
    struct Example: CustomTestStringConvertible, Sendable {
        var row: String
        var result: String
        var rule: String
        var codes: [String]

        var testDescription: String { "row \(row)" }
    }

    private static let project = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static let examples: [Example] = {
        let page = try? String(
            contentsOf: project.appending(path: "docs/typical-violations.md"), encoding: .utf8)
        return (page ?? "").split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count == 9, Int(cells[1]) != nil else { return nil }
            return Example(
                row: cells[1], result: cells[4], rule: cells[5],
                codes: cells[6].split(separator: " ").map(String.init))
        }
    }()

    private static let rules = Result {
        try RuleLibrary(folder: project.appending(path: "catalog/rules").path(percentEncoded: false))
    }

    @Test func `the page counts its rows`() throws {
        let page = try String(
            contentsOf: Self.project.appending(path: "docs/typical-violations.md"), encoding: .utf8)
        func count(_ result: String) -> Int { Self.examples.count { $0.result == result } }
        #expect(Self.examples.count > 80)
        #expect(page.contains("find \(count("caught")) of them"))
        #expect(page.contains("ask about \(count("question")) more"))
        #expect(page.contains("They miss\n\(count("missed"))."))
    }

    @Test(arguments: examples.filter { $0.result != "missed" })
    func `are found as the page says`(example: Example) throws {
        let codes = example.codes.count == 1 ? example.codes + example.codes : example.codes
        let sex = example.rule.hasSuffix("BySex") ? JudgedSample.male : [:]
        let lines = codes.map { code in
            // A unit that the case names stands behind the code.
            let parts = code.split(separator: ":").map(String.init)
            return SampleLine(code: parts[0], date: "2024-03-02", unit: parts.count > 1 ? parts[1] : nil)
        }
        let review = JudgedSample.review(lines, fields: sex)
        let judged = try Self.rules.get().applied(to: review, catalog: JudgedSample.catalog)
        let rule = try #require(RuleLibrary.classes.first { String(describing: $0) == example.rule })
        let found = judged.found(by: rule)
        #expect(!found.isEmpty)
        #expect(found.contains { $0.hasSuffix("definite") } == (example.result == "caught"))
    }
}
