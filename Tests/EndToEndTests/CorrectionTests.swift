import Foundation
import Review
import Testing

extension `Slipway, end to end` {
    @Suite struct `A correction at the terminal` {
        @Test func `changes the review, is told with author and reason, and can be undone`() async throws {
            let folder = try TemporaryFolder()
            let archive = ["--archive", "\(folder.path)/archive"]
            let sample = "samples/list-with-limited-drug-and-wrong-sex.jpg"
            let processed = try await SlipwayProgram.run(["process", sample, "--format", "jsonl"] + archive)
            let before = try SlipReview(json: Data(try #require(processed.lines.first).utf8))
            #expect(before.decision == .needsReview)
            let asked = try #require(
                before.items.flatMap { item in item.flags.filter(\.isOpen).map { (item.line, $0) } }.first)

            let changes = """
                {"schema": "slipway.changes.v1", "changes": [
                  {"line": \(asked.0), "approve": "\(asked.1.code.rawValue)", "rule": "\(asked.1.rule ?? "")",
                   "reason": "有诊断证明"}
                ]}
                """
            try folder.write(Data(changes.utf8), to: "changes.json")
            let author = ["--by", "张敏", "--reason", "补交诊断证明"]
            let corrected = try await SlipwayProgram.run(
                ["correct", before.id, "--file", "\(folder.path)/changes.json"] + author + archive)
            #expect(corrected.status == 0, "\(corrected.standardError)")
            let after = try await review(before.id, archive)
            let decided = try #require(after.items.first { $0.line == asked.0 })
            #expect(decided.flags.map(\.ruling) == [.approved])
            #expect(after.doubts.count == before.doubts.count - 1)
            let shown = try await SlipwayProgram.run(["show", before.id] + archive)
            #expect(shown.standardOutput.contains("张敏: 补交诊断证明"))
            #expect(
                shown.standardOutput.contains("需核对 To be checked: \(after.doubts.count)\n") == !after.doubts
                    .isEmpty)

            let undone = try await SlipwayProgram.run(["correct", before.id, "--undo"] + author + archive)
            #expect(undone.status == 0, "\(undone.standardError)")
            #expect(try await review(before.id, archive) == before)
            let again = try await SlipwayProgram.run(["correct", before.id, "--undo"] + author + archive)
            #expect(again.status == 1)
            let verified = try await SlipwayProgram.run(["verify"] + archive)
            #expect(verified.status == 0, "\(verified.standardOutput)")

            for (text, line) in [
                (
                    "{\"schema\": \"slipway.changes.v1\",\n \"changes\": [\n {\"line\": 99, \"confirm\": true}]}",
                    3
                ),
                ("{\"schema\": \"slipway.changes.v1\",\n \"changes\": [{\"lime\": 1}]}", 2),
                ("{\n nonsense", 2),
                (
                    """
                    {"schema": "slipway.changes.v1", "changes": [
                     {"field": "admission_date", "value": "2024-05-03"},
                     {"field": "discharge_date", "value": "2024-05-02"}]}
                    """, 3
                ),
            ] {
                try folder.write(Data(text.utf8), to: "bad.json")
                let refused = try await SlipwayProgram.run(
                    ["correct", before.id, "--file", "\(folder.path)/bad.json"] + author + archive)
                #expect(refused.status == 65)
                #expect(
                    refused.standardError.contains("bad.json: line \(line): "), "\(refused.standardError)")
            }
            let absent = try await SlipwayProgram.run(
                ["correct", before.id, "--file", "\(folder.path)/absent.json"] + author + archive)
            #expect(absent.status == 69 && absent.standardError.contains("No such file or directory"))
        }

        private func review(_ id: String, _ archive: [String]) async throws -> SlipReview {
            let shown = try await SlipwayProgram.run(["show", id, "--format", "json"] + archive)
            return try SlipReview(json: Data(shown.standardOutput.utf8))
        }
    }
}
