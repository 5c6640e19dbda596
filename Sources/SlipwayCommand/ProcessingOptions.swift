import ArgumentParser
import Foundation

/// How inputs are processed, by whichever command.
struct ProcessingOptions: ParsableArguments {
    @Option(help: "text for a person, jsonl for one review a line and nothing else.")
    var format = ListFormat.text

    @OptionGroup var workers: WorkerOptions

    @OptionGroup var catalog: CatalogOptions
}

/// How many pages are read at the same time, by whichever command.
struct WorkerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Pages read at the same time (default: the processor's cores).", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
    }

    /// Pages read at the same time.
    var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
