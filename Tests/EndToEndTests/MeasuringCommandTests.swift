import Testing

extension `Slipway, end to end` {
    @Suite struct `The commands that measure` {
        @Test func `rules are measured by a library that is made for it`() async throws {
            let run = try await SlipwayProgram.run(
                ["rule-speed", "--points", "600", "--lines", "5", "--rounds", "2"], of: "slip-measure")
            #expect(run.status == 0, "\(run.standardError)")
            #expect(run.standardOutput.contains("points     600\n") && run.standardOutput.contains("judge"))
        }

        @Test func `matching is measured by a catalog that is made for it`() async throws {
            let folder = try TemporaryFolder()
            let run = try await SlipwayProgram.run(
                ["catalog-speed", "--entries", "2000", "--names", "50", "--folder", "\(folder.path)/made"],
                of: "slip-measure")
            #expect(run.status == 0, "\(run.standardError)")
            #expect(run.standardOutput.contains("names      50\n"))
        }
    }
}
