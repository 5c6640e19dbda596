import Foundation
import Review
import Testing

extension `Slipway, end to end` {
    @Suite struct `A folder with bad files` {
        private struct Entry: Decodable {
            var source: String
            var page: Int?
            var `class`: String
            var reason: String
            var attempts: Int
            var at: String
        }

        @Test func `costs the good slip nothing, and each bad file is kept with its reason`() async throws {
            let folder = try TemporaryFolder()
            let samples = SlipwayProgram.package.appending(path: "samples")
            let good = try Data(contentsOf: samples.appending(path: "pharmacy-slip.jpg"))
            let scan = try Data(contentsOf: samples.appending(path: "two-page-list-out-of-catalog.tif"))
            try folder.write(good, to: "in/good.jpg")
            try folder.write(Data("共计 12.50 元".utf8), to: "in/施敏秀.jpg")
            try folder.write(Data(), to: "in/empty.png")
            try folder.write(scan.prefix(scan.count / 3), to: "in/cut-off.tif")
            try folder.write(Data(Self.endlessTIFF), to: "in/endless.tif")
            let archive = ["--archive", "\(folder.path)/archive"]

            let outcome = try await SlipwayProgram.run(
                ["process", "\(folder.path)/in", "--format", "jsonl", "--log", "\(folder.path)/run.jsonl"]
                    + archive)
            #expect(outcome.status == 1)
            try Self.checkLog(String(contentsOfFile: "\(folder.path)/run.jsonl", encoding: .utf8))
            let sources = try outcome.lines.map { try SlipReview(json: Data($0.utf8)).source }
            #expect(sources == ["\(folder.path)/in/good.jpg"])

            let list = try await SlipwayProgram.run(["quarantine", "list", "--format", "jsonl"] + archive)
            #expect(list.status == 0)
            let entries = try list.lines.map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
            let classes = Dictionary(
                entries.map { ($0.source, $0.class) }, uniquingKeysWith: { "\($0), \($1)" })
            #expect(
                classes == [
                    "\(folder.path)/in/施敏秀.jpg": "not_image", "\(folder.path)/in/empty.png": "empty",
                    "\(folder.path)/in/cut-off.tif": "corrupt", "\(folder.path)/in/endless.tif": "loop",
                ])
            for entry in entries {
                #expect(!entry.reason.isEmpty && entry.attempts > 0)
                #expect(throws: Never.self) { try Date(entry.at, strategy: .iso8601) }
                #expect(outcome.standardError.contains("\(entry.source): "), "\(outcome.standardError)")
            }

            let found = try await SlipwayProgram.run(["search", "--format", "jsonl"] + archive)
            #expect(found.lines.count == 1)

            let retried = try await SlipwayProgram.run(["quarantine", "retry"] + archive)
            #expect(retried.status == 1, "\(retried.standardError)")
            let kept = try await SlipwayProgram.run(["quarantine", "list", "--format", "jsonl"] + archive)
            #expect(kept.lines.count == entries.count)
        }

        private struct LogLine: Decodable {
            var event: String
            var original: String?
            var outcome: String?
            var failure: String?
        }

        /// A log for machines tells each input and failure, and names nobody.
        private static func checkLog(_ text: String) throws {
            let lines = try text.split(separator: "\n").map {
                try JSONDecoder().decode(LogLine.self, from: Data($0.utf8))
            }.filter { $0.event != "system" }
            #expect(lines.first?.event == "run_begun" && lines.last?.event == "run_ended")
            let inputs = lines.filter { $0.event == "input" }
            #expect(
                inputs.compactMap(\.outcome).sorted() == Array(repeating: "quarantined", count: 4) + [
                    "reviewed"
                ])
            #expect(inputs.allSatisfy { $0.original?.count == 64 })
            #expect(
                Set(lines.compactMap(\.failure)) == ["not_image", "empty", "corrupt", "loop"])
            for name in ["施敏秀", "good.jpg", "/in/"] { #expect(!text.contains(name)) }
        }

        /// A TIFF of one page of 16 × 16 grey pixels, whose next page is the same page.
        private static var endlessTIFF: [UInt8] {
            func number(_ value: Int, _ width: Int) -> [UInt8] {
                (0..<width).map { UInt8(value >> (8 * $0) & 255) }
            }
            let data = 8 + 2 + 9 * 12 + 4
            let tags = [
                (256, 16), (257, 16), (258, 8), (259, 1), (262, 1), (273, data), (277, 1), (278, 16),
                (279, 256),
            ]
            return Array("II".utf8) + number(42, 2) + number(8, 4) + number(tags.count, 2)
                + tags.flatMap { number($0.0, 2) + number(4, 2) + number(1, 4) + number($0.1, 4) }
                + number(8, 4) + Array(repeating: 255, count: 256)
        }
    }
}
