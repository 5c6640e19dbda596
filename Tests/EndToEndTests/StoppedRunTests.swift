import Foundation
import Glibc
import Review
import Testing

extension `Slipway, end to end` {
    @Suite struct `A run that is stopped` {
        private static let names = [
            "e-receipt-duplicate-charge.pdf", "outpatient-receipt.jpg", "pharmacy-slip.jpg",
        ]

        /// One slip after another, so that each stop leaves slips to do.
        @Test func `is simply run again, and every slip is archived once`() async throws {
            let folder = try TemporaryFolder()
            for name in Self.names {
                let sample = SlipwayProgram.package.appending(path: "samples/\(name)")
                try folder.write(Data(contentsOf: sample), to: "in/\(name)")
            }
            let archive = ["--archive", "\(folder.path)/archive"]
            let command = ["process", "\(folder.path)/in", "--jobs", "1", "--format", "jsonl"] + archive

            let interrupted = try await stopped(command, by: SIGTERM)
            #expect(interrupted.status == 143, "\(interrupted.standardError)")
            #expect(interrupted.lines.count < Self.names.count)
            let killed = try await stopped(command, by: SIGKILL)
            #expect(killed.status == 128 + SIGKILL)
            #expect(killed.lines.count < Self.names.count)

            let last = try await SlipwayProgram.run(command)
            #expect(last.status == 0, "\(last.standardError)")
            #expect(last.lines.count == Self.names.count)
            let found = try await SlipwayProgram.run(["search", "--format", "jsonl"] + archive)
            let slips = try found.lines.map { try SlipReview(json: Data($0.utf8)) }
            #expect(
                slips.map { URL(filePath: $0.source).lastPathComponent }.sorted() == Self.names)
            for slip in slips {
                let shown = try await SlipwayProgram.run(["show", slip.id] + archive)
                #expect(shown.reviews == 1, "\(shown.standardOutput)")
            }
        }

        /// A name of full length cannot be given a number where it is taken.
        @Test func `keeps its batch open for a file that it could not move, which is not handed in again`()
            async throws
        {
            let folder = try TemporaryFolder()
            let sample = SlipwayProgram.package.appending(path: "samples/pharmacy-slip.jpg")
            let name = String(repeating: "a", count: 251) + ".jpg"
            try folder.write(Data(contentsOf: sample), to: "in/\(name)")
            try folder.write(Data([1]), to: "done/\(name)")
            let archive = ["--archive", "\(folder.path)/archive"]
            let command =
                ["process", "\(folder.path)/in", "--done", "\(folder.path)/done", "--jobs", "1"] + archive

            let failed = try await SlipwayProgram.run(command)
            #expect(failed.status == 1)
            #expect(failed.standardError.contains("batch 1 stays open"), "\(failed.standardError)")
            try FileManager.default.removeItem(atPath: "\(folder.path)/done/\(name)")
            let next = try await SlipwayProgram.run(command)
            #expect(next.status == 0, "\(next.standardError)")
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/done/\(name)"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/in/\(name)"))
            let found = try await SlipwayProgram.run(["search", "--format", "jsonl"] + archive)
            let slips = try found.lines.map { try SlipReview(json: Data($0.utf8)) }
            #expect(slips.count == 1)
            #expect(
                slips.flatMap(\.flags).allSatisfy { $0.code != .resubmittedScan }, "\(slips.map(\.flags))")
        }

        /// Runs the program until it has finished a slip, stops it there, and sees that its workers go with it.
        private func stopped(_ command: [String], by signal: Int32) async throws -> SlipwayProgram.Outcome {
            let mark = UUID().uuidString
            let run = try SlipwayProgram.start(command, environment: ["SLIPWAY_TEST_RUN": mark])
            try await run.waitForLine(within: .seconds(600))
            run.send(signal)
            let outcome = try await run.outcome(within: .seconds(600))
            let end = ContinuousClock.now + .seconds(600)
            while !processes(markedBy: mark).isEmpty, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(processes(markedBy: mark) == [], "workers outlived their run")
            return outcome
        }

        /// The processes that have a text in their environment.
        private func processes(markedBy mark: String) -> [String] {
            let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return all.filter { process in
                let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
                return String(decoding: environment, as: UTF8.self).contains(mark)
            }
        }
    }
}
