import ArgumentParser

@main
struct MeasuringCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slip-measure",
        abstract: "Measures how well slips are read whose truth is known, and learns from it.",
        discussion: """
            A folder holds slips with their truth.jsonl, as slip-generator makes them, and the archive into which \
            they were read:

              slip-generator slips --catalog catalog --count 16 --seed 1 --to made
              slipway process made --catalog catalog --archive made/archive
              slip-measure report made catalog
            """,
        subcommands: [
            ReportCommand.self, WorstCommand.self, LearnCommand.self, CalibrateCommand.self,
            RuleSpeedCommand.self, CatalogSpeedCommand.self, RescansCommand.self, SearchSpeedCommand.self,
        ])
}
