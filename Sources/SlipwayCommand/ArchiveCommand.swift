import ArgumentParser
import SQLiteArchive

/// `slipway archive`: the upkeep of an archive.
struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "The upkeep of an archive.",
        discussion: """
            Example:
              slipway archive rebuild
            """,
        subcommands: [Rebuild.self])

    /// `slipway archive rebuild`.
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Build every table but the events anew, from the events.",
            discussion: """
                Mends what was damaged in tables that follow from the events; an undamaged archive comes out as it was. \
                The events themselves and the kept content are not touched: for those there is ‘slipway restore’.

                Example:
                  slipway archive rebuild && slipway verify
                """)

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            do {
                try await SQLiteArchive(at: options.path, for: .reading).rebuild()
                print("\(options.path): 已由事件重建；the tables were built anew from the events")
            } catch {
                try options.fail(error)
            }
        }
    }
}
