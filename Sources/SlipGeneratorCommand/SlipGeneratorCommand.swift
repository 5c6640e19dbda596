import ArgumentParser

@main
struct SlipGeneratorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slip-generator",
        abstract: "Makes medical fee slips with known contents, for samples and tests.",
        discussion: """
            Examples:
              slip-generator slips --catalog catalog --count 20 --seed 7 --damage medium --to made
              slip-generator sheets --catalog catalog --count 6 --seed 7 --to made
              slip-generator samples --catalog catalog --to samples --truth Tests/EndToEndTests/Golden
              slip-generator lines --kind numbers --catalog catalog --count 2000 --seed 1 --to lines
            """,
        subcommands: [SlipsCommand.self, SheetsCommand.self, SamplesCommand.self, LinesCommand.self])
}
