import ArgumentParser
import Processing

/// Where files are moved when they are done with, by whichever command.
struct MovingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Move files that are archived to this folder, on the same file system.", valueName: "dir"))
    var done: String?

    @Option(
        help: ArgumentHelp(
            "Move files that are in quarantine to this folder, on the same file system.", valueName: "dir"))
    var failed: String?

    var movers: SourceMovers {
        SourceMovers(done: done.map { SourceMover(to: $0) }, failed: failed.map { SourceMover(to: $0) })
    }
}
