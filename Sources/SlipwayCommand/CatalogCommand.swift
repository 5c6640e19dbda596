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
            """,
        subcommands: [
            Check.self, Find.self, CatalogMatchCommand.self, CatalogDiffCommand.self, Compile.self,
        ])

    /// `slipway catalog check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load a catalog and say what is in it.",
            discussion: """
                A catalog that cannot be loaded is refused with file, line, column and reason (exit status 65). \
                What loads but looks like a mistake is listed.

                Example:
                  slipway catalog check ./catalog
                """)

        @Argument(help: ArgumentHelp("The catalog's folder, instead of --catalog.", valueName: "dir"))
        var folder: String?

        @OptionGroup var options: CatalogOptions

        @Option(help: "How many remarks to list of each kind.")
        var remarks = 5

        func run() async throws {
            var options = options
            if let folder { options.catalog = folder }
            let (catalog, rules) = try options.loadWithRules()
            let identity = catalog.identity
            print("catalog   \(identity.id), edition \(identity.edition)")
            print("sha256    \(identity.sha256)")
            for kind in EntryKind.allCases {
                let rows = catalog.entries.filter { $0.kind == kind }
                let codes = Set(rows.map(\.code)).count
                let capped = rows.count { $0.priceCap != nil }
                print("\(kind.fileName)  \(rows.count) rows, \(codes) codes, \(capped) with a price cap")
            }
            print("providers \(catalog.providers.count)")
            print("rules     \(rules.pointCount) knowledge points")
            let found = catalog.remarks()
            for subject in CatalogRemark.Subject.allCases {
                let some = found.filter { $0.subject == subject }
                guard !some.isEmpty else { continue }
                print("\n\(Self.sentence(subject)): \(some.count)")
                for remark in some.prefix(max(0, remarks)) { print("  \(remark.code)  \(remark.name)") }
                if some.count > max(0, remarks) { print("  …") }
            }
        }

        private static func sentence(_ subject: CatalogRemark.Subject) -> String {
            switch subject {
            case .codeForm: "codes of no national form"
            case .wrongFile: "codes whose form belongs to another file"
            case .classWithoutShare: "class 丙 with a self_pay_ratio other than 1"
            case .indistinct: "rows that share name, specification and unit but are paid otherwise"
            }
        }
    }

    /// `slipway catalog find`.
    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find entries by words of their name, specification or code.",
            discussion: """
                All words must stand in the entry. Where none does, the entries of the nearest names are given.

                Example:
                  slipway catalog find 阿莫西林 胶囊
                """)

        @Argument(help: "Words to look for.")
        var words: [String]

        @Option(help: "How many entries at most.")
        var limit = 50

        @OptionGroup var options: CatalogOptions

        func run() async throws {
            let catalog = try options.load()
            var found = catalog.entries(holding: words)
            if found.isEmpty {
                let line = PrintedLine(name: words.joined(), confidence: 0)
                let codes = CatalogMatcher(catalog).match(line).candidates.map(\.code)
                found = codes.flatMap { catalog.rows(code: $0) }
                if !found.isEmpty {
                    FileHandle.standardError.write(
                        Data("slipway: no entry holds these words; the nearest names:\n".utf8))
                }
            }
            for entry in found.prefix(max(0, limit)) { print(Self.line(entry)) }
            if found.count > limit {
                FileHandle.standardError.write(
                    Data("slipway: \(found.count - limit) more; raise --limit\n".utf8))
            }
        }

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
                    Data("slipway: \(to) cannot be written: \(error.localizedDescription)\n".utf8))
                throw ExitCode(69)
            }
        }
    }
}
