import Foundation

/// Compares Slipway with RapidFuzz in finding the entries of misread names, on the same names in the same run.
struct CatalogRace {
    /// The built program that makes the catalog and measures Slipway.
    var measure: String
    /// How many rows the catalog has.
    var entries: Int
    /// A catalog whose names give the parts.
    var parts: String

    /// Runs both; each prints its own figures.
    func run(in scratch: String) throws {
        try print(
            measure,
            ["catalog-speed", "--entries", String(entries), "--parts", parts, "--folder", scratch])
        // Once more: the compiled catalog is there now.
        try print(measure, ["catalog-speed", "--again", "--folder", scratch])
        let script = URL(filePath: #filePath).appending(path: "../../../rapidfuzz_names.py")
            .standardizedFileURL
        try print("/usr/bin/env", ["python3", script.path, scratch])
    }

    private func print(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ProgramRun.Failure(
                description: "\(program) \(arguments.joined(separator: " ")) ended with status "
                    + "\(process.terminationStatus)")
        }
    }
}
