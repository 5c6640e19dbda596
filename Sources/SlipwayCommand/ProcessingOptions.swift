import ArgumentParser
import Foundation

/// How inputs are processed, by whichever command.
struct ProcessingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The catalog's folder (default: SLIPWAY_CATALOG, else ./catalog).", valueName: "dir"))
    var catalog: String?

    @Option(help: "text for a person, jsonl for one review a line and nothing else.")
    var format = ListFormat.text

    @Option(
        help: ArgumentHelp("Pages read at the same time (default: the processor's cores).", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
    }

    /// The folder of the catalog, by option, environment, or default.
    var catalogPath: String {
        if let catalog { return catalog }
        let environment = ProcessInfo.processInfo.environment["SLIPWAY_CATALOG"] ?? ""
        return environment.isEmpty ? "./catalog" : environment
    }

    /// Pages read at the same time.
    var workers: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
