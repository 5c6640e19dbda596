import ArgumentParser
import Catalog
import Foundation
import Slips

/// `slipway catalog diff`.
struct CatalogDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what one edition of a catalog changed against another.",
        discussion: """
            Lists rows that were added (+), removed (-) or changed (~), with what each changed column said before and \
            after: caps, classes, periods and all others. Then the caps of hospital levels and regions, the shares of insured \
            persons, the designated providers, and the limits: the knowledge points of rules/. Ends with counts on standard \
            error.

            Example:
              slipway catalog diff catalog-2024 catalog-2025
            """)

    @Argument(help: ArgumentHelp("The folder of the older edition.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The folder of the newer edition.", valueName: "new"))
    var new: String

    func run() async throws {
        let difference = CatalogDifference(
            from: try CatalogOptions.load(folder: old), to: try CatalogOptions.load(folder: new))
        for entry in difference.removed { print("- \(Self.line(entry))") }
        for entry in difference.added { print("+ \(Self.line(entry))") }
        for change in difference.changed {
            print("~ \(change.new.code)  \(change.new.name)")
            for column in change.columns {
                print("    \(column.name): \(Self.shown(column.old)) → \(Self.shown(column.new))")
            }
        }
        for cap in difference.removedCaps { print("- \(Self.line(cap))") }
        for cap in difference.addedCaps { print("+ \(Self.line(cap))") }
        for share in difference.removedShares { print("- \(Self.line(share))") }
        for share in difference.addedShares { print("+ \(Self.line(share))") }
        for provider in difference.removedProviders { print("- \(Self.line(provider))") }
        for provider in difference.addedProviders { print("+ \(Self.line(provider))") }
        for table in difference.points {
            for row in table.removed { print("- \(table.file)  \(row)") }
            for row in table.added { print("+ \(table.file)  \(row)") }
        }
        let providers = difference.addedProviders.count + difference.removedProviders.count
        let points = difference.points.reduce(0) { $0 + $1.added.count + $1.removed.count }
        let shares = difference.addedShares.count + difference.removedShares.count
        let caps = difference.addedCaps.count + difference.removedCaps.count
        FileHandle.standardError.write(
            Data(
                """
                slipway: \(difference.added.count) added, \(difference.removed.count) removed, \
                \(difference.changed.count) changed; \(caps) caps of levels and regions, \(shares) shares of insured \
                persons, \(providers) providers and \(points) knowledge points differ

                """.utf8))
    }

    private static func shown(_ text: String) -> String { text.isEmpty ? "–" : text }

    private static func line(_ entry: CatalogEntry) -> String {
        entry.line(
            uncapped: "",
            period: entry.validFrom.map { "\($0)–\(entry.validTo?.description ?? "")" } ?? "")
    }

    private static func line(_ provider: Provider) -> String {
        [
            "providers.csv", provider.code, provider.name, provider.aliases.joined(separator: "|"),
            provider.level.map { "level \($0)" } ?? "", provider.kind.rawValue, provider.region ?? "",
            provider.validFrom.map { "\($0)–\(provider.validTo?.description ?? "")" } ?? "",
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private static func line(_ cap: PriceOverride) -> String {
        [
            "prices.csv", cap.code, cap.hospitalLevel.map { "level \($0)" } ?? "any level",
            cap.region ?? "any region", cap.priceCap.map { "≤\($0)元" } ?? "uncapped",
            cap.validFrom.map { "\($0)–\(cap.validTo?.description ?? "")" } ?? "",
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private static func line(_ share: PersonShare) -> String {
        [
            "shares.csv", share.code, share.personClass ?? "anyone",
            share.hospitalLevel.map { "level \($0)" } ?? "any level", share.region ?? "any region",
            "\(share.selfPayRatio)",
            share.validFrom.map { "\($0)–\(share.validTo?.description ?? "")" } ?? "",
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
