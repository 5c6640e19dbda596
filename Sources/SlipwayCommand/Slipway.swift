import ArgumentParser

@main
struct Slipway: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "slipway",
        abstract: "Turns scanned Chinese medical fee slips into reviewed, archived records.",
        version: "slipway \(version)",
        subcommands: [
            ProcessCommand.self, WatchCommand.self, ReadCommand.self, ShowCommand.self, SearchCommand.self,
            CorrectCommand.self, ServeCommand.self, UserCommand.self, SecondPersonCommand.self,
            QuarantineCommand.self,
            BatchCommand.self, ClaimCommand.self, CoverCommand.self, VerifyCommand.self,
            CheckpointCommand.self,
            ProveCommand.self,
            SampleCommand.self, ReceiptCommand.self, ExportCommand.self, BackupCommand.self,
            RestoreCommand.self, ArchiveCommand.self, RetentionCommand.self,
            WitnessCommand.self,
            CatalogCommand.self, RulesCommand.self, WorkerCommand.self, DrawCommand.self,
            CoverPrintCommand.self, ThumbnailCommand.self,
        ])
}
