import ArgumentParser
import Catalog
import Foundation
import Review
import Slips

/// `slipway catalog`: checks, searches and makes catalogs.
struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Check, search and make catalogs.",
        discussion: """
            Example:
              slipway catalog check ./catalog
              slipway catalog find 阿莫西林 胶囊
              slipway catalog import drugs.xlsx --to catalog-2026-02 --id 330000 --edition 2026-02 --published 2026-02-01
            """,
        subcommands: [
            CatalogCheckCommand.self, Find.self, CatalogMatchCommand.self, CatalogDiffCommand.self,
            CatalogImportCommand.self, Compile.self,
        ])

    /// `slipway catalog find`.
    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find entries by words of their name, specification or code.",
            discussion: """
                All words must stand in the entry; a row of the drug list stands for all products of its form, which is \
                given in brackets. Where no entry has the words, those of the nearest names are given.

                Example:
                  slipway catalog find 阿莫西林 胶囊
                """)

        @Argument(help: "Words to look for.")
        var words: [String]

        @Option(help: "How many entries at most.")
        var limit = 50

        @OptionGroup var options: CatalogOptions

        func validate() throws {
            guard words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
                throw ValidationError("Give words of a name, a specification or a code.")
            }
            guard limit > 0 else { throw ValidationError("--limit takes 1 or more.") }
        }

        func run() async throws {
            let catalog = try options.load()
            var found = catalog.entries(holding: words)
            if found.isEmpty {
                let line = PrintedLine(name: words.joined(), confidence: 0)
                let near = CatalogMatcher(catalog).match(line).candidates.filter {
                    $0.score >= Self.leastScore
                }
                found = near.flatMap { catalog.rows(code: $0.code) }
                let rest = found.isEmpty ? ", and no name is near" : "; the nearest names:"
                FileHandle.standardError.write(Data("slipway: no entry holds these words\(rest)\n".utf8))
            }
            for entry in found.prefix(limit) { print(Self.line(entry)) }
            if found.count > limit {
                FileHandle.standardError.write(
                    Data("slipway: \(found.count - limit) more; raise --limit\n".utf8))
            }
        }

        /// How like the words a name must be to be given instead: from about half of the characters on.
        private static let leastScore = 0.45

        private static func line(_ entry: CatalogEntry) -> String {
            let period =
                entry.validFrom == nil && entry.validTo == nil
                ? "" : "\(entry.validFrom?.description ?? "…")–\(entry.validTo?.description ?? "…")"
            return entry.line(uncapped: "–", period: period)
        }
    }

    /// `slipway catalog compile`.
    struct Compile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a starter catalog from published lists.",
            discussion: """
                Takes codes, names, classes and merged forms from \(CatalogCompiler.codesFile) and \
                \(CatalogCompiler.drugListFile). Price caps, specifications and what else these lists do not \
                publish are illustrative and marked so: replace them before settling claims.

                Example:
                  slipway catalog compile --from lists --to catalog --published 2026-01-01
                """)

        @Option(help: ArgumentHelp("The folder of the lists.", valueName: "dir"))
        var from: String

        @Option(help: ArgumentHelp("The folder to write; it is made if need be.", valueName: "dir"))
        var to: String

        @Option(help: "The catalog's id.")
        var id = "starter"

        @Option(help: "The edition's name.")
        var edition = "2024-illustrative"

        @Option(
            help: ArgumentHelp("The day on which the edition is published.", valueName: "yyyy-mm-dd"),
            transform: { text in
                guard let date = CalendarDate(text) else {
                    throw ValidationError("‘\(text)’ is not a date of the form 2026-01-01.")
                }
                return date
            })
        var published: CalendarDate

        func run() async throws {
            do {
                let files = try CatalogCompiler(id: id, edition: edition, published: published).compile(
                    folder: from)
                let folder = URL(filePath: to, directoryHint: .isDirectory)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                for (name, content) in files {
                    try Data(content.utf8).write(to: folder.appending(path: name), options: .atomic)
                }
                let catalog = try Catalog(folder: to)
                print("\(to): \(catalog.entries.count) rows, sha256 \(catalog.identity.sha256)")
            } catch let error as CatalogError {
                throw error.reported()
            } catch {
                FileHandle.standardError.write(
                    Data("slipway: \(to) cannot be written: \(error.systemReason)\n".utf8))
                throw ExitCode(69)
            }
        }
    }
}
