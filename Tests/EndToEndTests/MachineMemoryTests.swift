import Foundation
import Testing

extension `Slipway, end to end` {
    @Suite struct `What a machine saw of an archive, at the terminal` {
        private let folder: TemporaryFolder
        private var archive: String { "\(folder.path)/archive" }

        init() throws { folder = try TemporaryFolder() }

        private func run(
            _ arguments: [String], state: String = "state"
        ) async throws -> SlipwayProgram.Outcome {
            let state = state == "none" ? state : "\(folder.path)/\(state)"
            return try await SlipwayProgram.run(
                arguments + ["--archive", archive], environment: ["SLIPWAY_STATE": state])
        }

        /// An archive of two events, seen, in whose place a copy of its first event was put.
        private func putOlderBack() async throws {
            #expect(try await run(["archive", "create"]).status == 0)
            for slips in ["10000", "20000"] {
                let set = ["second-person", "set", "--slips", slips, "--by", "张", "--reason", "制度"]
                #expect(try await run(set).status == 0)
                if slips == "10000" {
                    try FileManager.default.copyItem(atPath: archive, toPath: "\(folder.path)/older")
                }
            }
            #expect(try await run(["verify"]).status == 0)
            try FileManager.default.removeItem(atPath: archive)
            try FileManager.default.copyItem(atPath: "\(folder.path)/older", toPath: archive)
        }

        @Test func `names an older copy, until somebody accepts it`() async throws {
            try await putOlderBack()
            let found = try await run(["verify"])
            #expect(found.status == 3)
            #expect(found.standardOutput.contains("what this machine saw: of 2 events"))
            #expect(try await run(["verify"], state: "none").status == 0)
            #expect(try await run(["verify"], state: "another").status == 0)

            let accepted = try await run(["verify", "--accept-restored", "--by", "李"])
            #expect(accepted.status == 0, "\(accepted.standardOutput)")
            let after = try await run(["verify"])
            #expect(after.status == 0)
            #expect(after.standardOutput.contains("李 accepted 1 in their place"))
        }

        @Test func `is told of when the archive is restored`() async throws {
            try await putOlderBack()
            let restore = ["restore", "\(folder.path)/older"]
            try FileManager.default.removeItem(atPath: archive)
            let restored = try await run(restore)
            #expect(restored.status == 0)
            #expect(restored.standardError.contains("this machine saw 2 events of it"))
            #expect(try await run(["verify"]).status == 3)
            try FileManager.default.removeItem(atPath: archive)
            #expect(try await run(restore + ["--accept-restored", "--by", "李"]).standardError == "")
            #expect(try await run(["verify"]).status == 0)
        }

        @Test func `warns a run, which goes on`() async throws {
            try await putOlderBack()
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/inbox", withIntermediateDirectories: true)
            let processed = try await run(["process", "\(folder.path)/inbox"])
            #expect(processed.status == 0)
            #expect(processed.standardError.contains("WARNING"), "\(processed.standardError)")
            #expect(try await run(["verify"]).status == 3, "the run did not take it for what was seen")
        }

        @Test func `fails nothing where it cannot be kept`() async throws {
            try folder.write(Data(), to: "file")
            #expect(try await run(["archive", "create"], state: "file").status == 0)
            let set = ["second-person", "set", "--slips", "1", "--by", "张", "--reason", "制度"]
            #expect(try await run(set, state: "file").status == 0)
            let verified = try await run(["verify"], state: "file")
            #expect(verified.status == 0)
            #expect(verified.standardOutput.contains("what this machine saw: cannot be kept"))
        }
    }
}
