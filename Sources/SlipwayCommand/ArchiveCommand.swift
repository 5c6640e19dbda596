import Archive
import ArgumentParser
import SQLiteArchive
import Slips

/// `slipway archive`: the upkeep of an archive.
struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "The upkeep of an archive.",
        discussion: """
            Example:
              slipway archive rebuild
              slipway archive scrub
              slipway archive inspect 17
              slipway archive new-key /media/safe/archive-key
              slipway archive create --archive-key /media/safe/archive-key
              slipway archive encrypt encrypted --to-key /media/safe/archive-key --by 张 --reason 个人信息保护
            """,
        subcommands: [
            Create.self, Rebuild.self, Scrub.self, Inspect.self, NewKey.self, Rekey.self, Encrypt.self,
        ])

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
                try await options.openedInFolder().rebuild()
                print("\(options.path): 已由事件重建；the tables were built anew from the events")
            } catch let error as ArchiveError {
                try options.fail(error)
            }
        }
    }

    /// `slipway archive scrub`.
    struct Scrub: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a part of the contents again and compare it with the digests.",
            discussion: """
                For every night: in as many nights as there are parts, all originals, pages, readings and reviews are read. \
                What it came to is recorded in the log. Disks lose bits without saying so; what is found early can be had \
                from a backup.

                Example:
                  slipway archive scrub
                  slipway archive scrub --part 3/30

                Ends with 3 when something is missing or damaged.
                """)

        @Option(
            help: ArgumentHelp(
                "Which part (default: one of 30 parts, another one each day).", valueName: "k/n"),
            transform: Part.init(argument:))
        var part: Part?

        @OptionGroup var options: ArchiveOptions

        /// The k-th of n parts.
        struct Part {
            var number: Int
            var of: Int

            init(number: Int, of: Int) {
                self.number = number
                self.of = of
            }

            init(argument: String) throws {
                let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
                guard numbers.count == 2, let number = numbers[0], let of = numbers[1], number >= 1,
                    number <= of, of <= 10_000
                else { throw ValidationError("‘\(argument)’ is no part: give k/n, as 3/30, n up to 10000.") }
                self.init(number: number, of: of)
            }
        }

        func run() async throws {
            let day = Timestamp.now.dateInBeijing?.dayNumber ?? 0
            let part = part ?? Part(number: day % 30 + 1, of: 30)
            try await options.reading { archive in
                let fact = try await archive.scrub(part: part.number - 1, of: part.of)
                for name in fact.wrong { print("错误 wrong    blob \(name): missing or damaged") }
                print(
                    """
                    第\(part.number)/\(part.of)部分，读\(fact.contents)件，不符\(fact.wrong.count)件；part \(part.number)/\(part.of): \
                    \(fact.contents) contents read, \(fact.wrong.count) wrong
                    """)
                guard fact.wrong.isEmpty else { throw ExitCode(3) }
            }
        }
    }
}
