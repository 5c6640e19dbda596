import Catalog
import Foundation
import Slips
import Testing

@testable import Review

@Suite struct `The rule library` {
    private static let project = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.project.appending(path: path), encoding: .utf8)
    }

    @Test func `without tables only the classes that need no points judge`() throws {
        let rules = try RuleLibrary(tables: [:], place: "rules/")
        #expect(rules.pointCount == 0)
        let lines = [SampleLine(code: "T001700233", date: "2024-03-02")]
        let review = JudgedSample.review(lines, fields: JudgedSample.stay)
        #expect(rules.applied(to: review, catalog: JudgedSample.catalog) == review)
        #expect(RuleLibrary.none.isEmpty)
        let outside = JudgedSample.review(
            [SampleLine(code: "T001700233", date: "2020-01-01")], fields: JudgedSample.stay)
        let judged = rules.applied(to: outside, catalog: JudgedSample.catalog)
        #expect(judged.flags.map(\.code) == [.outsideStay])
    }

    @Test(arguments: [
        ("code,limit,basis,valid_from,valid_to,sex\nXA,,,,,both\n", 2, "sex"),
        ("code,limit,basis,valid_from,valid_to,sex\nXA,,,,,male\nxa,,,,,male\n", 3, "code"),
        ("code,limit,basis,valid_from,valid_to,sex\nXA,,,2024-13-01,,male\n", 2, "valid_from"),
        ("code,limit,basis,valid_from,valid_to\nXA,,,,\n", 1, nil),
    ]) func `a wrong row is refused with file, line and column`(text: String, line: Int, column: String?) {
        let error = #expect(throws: CatalogError.self) {
            try RuleLibrary(tables: ["drug-sex.csv": Array(text.utf8)], place: "rules/")
        }
        #expect(error?.file == "rules/drug-sex.csv")
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test func `a table that no class reads is refused`() {
        #expect(throws: CatalogError.self) { try RuleLibrary(tables: ["durg-sex.csv": []], place: "rules/") }
    }

    @Test func `every national class is decided or says what paper it needs, and no number stands twice`() {
        #expect(RuleEntry.all.map(\.number).prefix(88) == ArraySlice(1...88))
        for row in RuleDirectory.rows { #expect((row.typeName == nil) == (row.entry.paper != nil)) }
        #expect(Set(RuleLibrary.classes.map { $0.number }).count == RuleLibrary.classes.count)
        #expect(Set(RuleLibrary.classes.compactMap { $0.table }).count == RuleLibrary.classes.count - 2)
    }

    @Test func `every class that is decided has tests that begin with its name`() throws {
        let folder = Self.project.appending(path: "Tests/ReviewTests/Rules")
        let tests = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        for name in RuleDirectory.rows.compactMap(\.typeName) { #expect(tests.contains("func `\(name): ")) }
    }

    @Test func `explanations are the doc comments of the classes`() throws {
        for row in RuleDirectory.rows {
            guard let name = row.typeName else { continue }
            let lines = try text("Sources/Review/Rules/Classes/\(name).swift").split(
                separator: "\n", omittingEmptySubsequences: false)
            let comment = lines.prefix { !$0.hasPrefix("enum ") }.filter { $0.hasPrefix("///") }
                .map { $0.dropFirst($0.hasPrefix("/// ") ? 4 : 3) }.joined(separator: "\n")
            #expect(row.explanation == comment, "run Scripts/rule-texts.sh")
        }
    }

    @Test func `docs/rules.md is what the program says of its rules`() throws {
        #expect(try text("docs/rules.md") == RuleDirectory.page, "run slipway rules list --format markdown")
    }

    @Test func `the starter edition has rules that load`() throws {
        let rules = try RuleLibrary(
            folder: Self.project.appending(path: "catalog/rules").path(percentEncoded: false))
        #expect(rules.pointCount > 3000)
    }

    @Test func `a backtest tells what is new, what is gone and the money`() throws {
        let old = try JudgedSample.library(UnpaidSlice.self, [["code": "T001700233"]])
        let new = try JudgedSample.library(UnpaidSlice.self, [["code": "T000100057"]])
        let lines = ["T001700233", "T000100057"].map { SampleLine(code: $0) }
        let archived = old.applied(to: JudgedSample.review(lines), catalog: JudgedSample.catalog)
        var backtest = RuleBacktest(rules: new, catalog: JudgedSample.catalog)
        let changes = backtest.judge(archived)
        #expect(changes.added.map(\.line) == [2])
        #expect(changes.removed.map(\.line) == [1])
        #expect(backtest.added["GZ10000101003000"]?.amount == Sample.money("10"))
        var same = RuleBacktest(rules: old, catalog: JudgedSample.catalog)
        let none = same.judge(archived)
        #expect(none == RuleBacktest.Changes())
        #expect(same.reviews == 1)
    }

    @Test func `a backtest tells of a finding that stays but costs otherwise`() throws {
        func library(_ most: Int) throws -> RuleLibrary {
            try JudgedSample.library(
                ServiceFrequency.self, [["code": "001109000010000", "max": "\(most)", "days": "1"]])
        }
        let archived = try library(1).applied(
            to: JudgedSample.review(
                [SampleLine(code: "001109000010000", quantity: "50")], fields: JudgedSample.stay),
            catalog: JudgedSample.catalog)
        var backtest = RuleBacktest(rules: try library(2), catalog: JudgedSample.catalog)
        let changes = backtest.judge(archived)
        #expect(changes.added.isEmpty && changes.removed.isEmpty)
        let change = try #require(changes.changed.first)
        let (before, now) = (try #require(change.before?.amount), try #require(change.flag.amount))
        #expect(changes.changed.count == 1 && now < before)
        #expect(backtest.changed.values.first?.amount == now - before)
    }
}
