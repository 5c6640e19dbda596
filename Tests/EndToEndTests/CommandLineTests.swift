import Foundation
import Review
import SlipGenerator
import Testing

extension `Slipway, end to end` {
    @Suite struct `The command line` {
        @Test func `processes the samples into one review a line and nothing else`() async throws {
            let first = try await ShippedSamples.session.value.first
            #expect(first.status == 0, "\(first.standardError)")
            let reviews = try first.lines.map { try SlipReview(json: Data($0.utf8)) }
            #expect(reviews.map(\.source).sorted() == Sample.shipped.map(\.path).sorted())
            #expect(Set(reviews.map(\.id)).count == reviews.count)
        }

        @Test func `gives the archived reviews again, flagged, when the same bytes come again`() async throws
        {
            let session = try await ShippedSamples.session.value
            #expect(session.second.status == 0, "\(session.second.standardError)")
            let reviews = try session.second.lines.map { try SlipReview(json: Data($0.utf8)) }
            #expect(reviews.count == Sample.shipped.count)
            for review in reviews {
                #expect(review.flags.contains { $0.code == .resubmittedScan }, "\(review.source)")
                let first = session.reviews.values.first { $0.id == review.id }
                #expect(review.items == first?.items)
            }
        }

        @Test func `finds each slip once, however often it was handed in`() async throws {
            let session = try await ShippedSamples.session.value
            #expect(session.search.status == 0, "\(session.search.standardError)")
            let found = try session.search.lines.map { try SlipReview(json: Data($0.utf8)).id }
            #expect(found.sorted() == session.reviews.values.map(\.id).sorted())
        }

        @Test func `masks persons where slips are listed, and shows them where that is asked for`()
            async throws
        {
            let session = try await ShippedSamples.session.value
            #expect(session.unmasked.status == 0, "\(session.unmasked.standardError)")
            let numbers = session.reviews.values.compactMap { $0.fields["id_number"]?.value }
            #expect(!numbers.isEmpty)
            for number in numbers {
                #expect(!session.search.standardOutput.contains(number))
                #expect(session.unmasked.standardOutput.contains(number))
                #expect(!session.national.standardOutput.contains(number))
            }
        }

        @Test func `writes a slip in national field names`() async throws {
            let session = try await ShippedSamples.session.value
            #expect(session.national.status == 0, "\(session.national.standardError)")
            let rows = session.national.standardOutput.components(separatedBy: "\r\n")
            let review = try #require(
                session.reviews.values.first { rows.dropFirst().first?.hasPrefix($0.id) ?? false })
            #expect(rows.count == review.items.count + 2)
            #expect(rows[0].contains("det_item_fee_sumamt"))
        }

        @Test func `shows a slip with both submissions and its one review`() async throws {
            let shown = try await ShippedSamples.session.value.shown
            #expect(shown.status == 0, "\(shown.standardError)")
            #expect(shown.submissions == 2, "\(shown.standardOutput)")
            #expect(shown.reviews == 1, "\(shown.standardOutput)")
        }

        @Test func `exports a slip as a valid bag with original, pages, review and proof`() async throws {
            let session = try await ShippedSamples.session.value
            #expect(session.export.status == 0, "\(session.export.standardError)")
            #expect(session.bagFaults == [])
            let expected: Set = [
                "page-1.png", "page-1-reading.json", "review.json", "review.txt", "review-event.json",
                "review-event.tlog-proof", "review-sheet.pdf", "pages.pdf",
            ]
            #expect(session.bagFiles.isSuperset(of: expected))
            #expect(session.bagFiles.contains { $0.hasPrefix("original.") })
        }

        @Test func `draws the same slips again from the same seed, and counts what a search finds`()
            async throws
        {
            let session = try await ShippedSamples.session.value
            #expect(session.samples.allSatisfy { $0.status == 0 }, "\(session.samples)")
            #expect(session.samples[0].lines.count == 3)
            #expect(session.samples[0].lines == session.samples[1].lines)
            #expect(session.count.standardOutput.hasPrefix("共\(Sample.shipped.count)份"), "\(session.count)")
        }

        @Test func `says that it has no slip of an ID, and how to find one`() async throws {
            let unknown = try await ShippedSamples.session.value.unknown
            #expect(unknown.status == 1)
            #expect(unknown.standardOutput == "")
            #expect(unknown.standardError.contains(String(repeating: "0", count: 16)))
            #expect(unknown.standardError.contains("slipway search"))
        }

        @Test(arguments: [
            ["process"], ["process", "samples", "--format", "xml"], ["process", "samples", "--jobs", "0"],
            ["read"], ["read", "samples/pharmacy-slip.jpg", "--page", "0"], ["show"],
            ["search", "--from", "yesterday"], ["search", "--field", "shoe_size=43"],
            ["search", "--total-from", "much"], ["sample", "--seed", "s", "--count", "0"],
            ["sample", "--seed", "s", "--count", "1", "--strata", "mood"], ["export", "ab"],
            ["export", "ab", "cd", "--sheet", "s.pdf"], ["receipt", "claim", "0256398378"],
            ["no-such-command"],
        ])
        func `ends with 64 when it is used wrongly, and says how it is used`(arguments: [String]) async throws
        {
            let outcome = try await SlipwayProgram.run(arguments)
            #expect(outcome.status == 64)
            #expect(outcome.standardOutput == "")
            #expect(outcome.standardError.contains("Usage: slipway"), "\(outcome.standardError)")
        }

        @Test func `ends with 69 when there is no catalog, and makes no archive`() async throws {
            let folder = try TemporaryFolder()
            let outcome = try await SlipwayProgram.run([
                "process", "samples", "--catalog", "\(folder.path)/none", "--archive",
                "\(folder.path)/archive",
            ])
            #expect(outcome.status == 69)
            #expect(outcome.standardOutput == "")
            #expect(outcome.standardError.contains("\(folder.path)/none"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/archive"))
        }

        @Test func `ends with 65 when the catalog is wrong, and names file, line and column`() async throws {
            let folder = try TemporaryFolder()
            let catalog = SlipwayProgram.package.appending(path: "catalog")
            for name in ["catalog.yaml", "services.csv", "consumables.csv"] {
                try folder.write(Data(contentsOf: catalog.appending(path: name)), to: "catalog/\(name)")
            }
            let drugs = """
                code,name,aliases,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to
                XA01,阿莫西林胶囊,,0.25g*24粒,盒,甲,0,12.50,,
                XA02,头孢拉定胶囊,,0.25g*24粒,盒,甲,zero,12.50,,

                """
            try folder.write(Data(drugs.utf8), to: "catalog/drugs.csv")
            let outcome = try await SlipwayProgram.run([
                "process", "samples", "--catalog", "\(folder.path)/catalog", "--archive", "none",
            ])
            #expect(outcome.status == 65)
            #expect(outcome.standardOutput == "")
            for part in ["drugs.csv", "3", "self_pay_ratio", "zero"] {
                #expect(outcome.standardError.contains(part), "\(outcome.standardError)")
            }
        }

        @Test func `ends with 69 when there is no archive to read`() async throws {
            let folder = try TemporaryFolder()
            for command in [["search"], ["show", "00"], ["quarantine", "list"]] {
                let outcome = try await SlipwayProgram.run(
                    command, environment: ["SLIPWAY_ARCHIVE": "\(folder.path)/none"])
                #expect(outcome.status == 69)
                #expect(outcome.standardError.contains("\(folder.path)/none"), "\(command)")
            }
        }

        @Test func `explains every command with an example`() async throws {
            var commands = try await subcommands(of: [])
            #expect(
                Set(commands.map { $0[0] }).isSuperset(of: [
                    "process", "read", "show", "search", "quarantine", "catalog",
                ]))
            while let command = commands.popLast() {
                commands += try await subcommands(of: command)
            }
        }

        /// The commands that a command's help lists; the help itself must have an example, the program's own aside.
        private func subcommands(of command: [String]) async throws -> [[String]] {
            let help = try await SlipwayProgram.run(command + ["--help"])
            #expect(help.status == 0, "\(command)")
            let parts = help.standardOutput.components(separatedBy: "SUBCOMMANDS:\n")
            if !command.isEmpty {
                #expect(
                    parts[0].contains("Example:\n  slipway \(command.joined(separator: " "))"), "\(command)")
            }
            guard parts.count > 1 else { return [] }
            return parts[1].matches(of: /(?m)^  ([a-z][a-z-]*)/).map { command + [String($0.1)] }
        }
    }
}

extension SlipwayProgram.Outcome {
    /// Submissions in the history that `show` prints.
    var submissions: Int { lines.count { $0.contains("submitted:") } }
    /// Reviews in the history that `show` prints.
    var reviews: Int { lines.count { $0.contains("reviewed:") } }
}
