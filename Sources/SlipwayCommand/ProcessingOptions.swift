import ArgumentParser
import Foundation

/// How inputs are processed, by whichever command.
struct ProcessingOptions: ParsableArguments {
    @Option(help: "text for a person, jsonl for one review a line and nothing else.")
    var format = ListFormat.text

    @Option(
        help: ArgumentHelp("Pages read at the same time (default: the processor's cores).", valueName: "n"))
    var jobs: Int?

    @OptionGroup var catalog: CatalogOptions

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
    }

    /// Pages read at the same time.
    var workers: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
