import ArgumentParser
import Catalog
import Foundation
import Measuring
import Slips

/// `slip-measure catalog-speed`: how long a large catalog takes to load, and misread names to be matched.
struct CatalogSpeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog-speed",
        abstract: "Measures loading and matching with a catalog of any size.",
        discussion: """
            Makes a catalog of parts of real names and a list of its names, damaged as this program's own engine damages \
            them, in a folder; then loads the catalog in a process of its own and matches the names, one after another. \
            The folder is kept: names.tsv has the damaged and the printed name of each line, for other programs.

            Example:
              slip-measure catalog-speed --entries 250000 --folder /tmp/made --parts catalog
            """)

    @Option(help: "How many rows the catalog has.")
    var entries = 250_000

    @Option(help: "How many names are matched.")
    var names = 2_000

    @Option(help: "The probability with which a character is damaged, in hundredths.")
    var damage = 15

    @Option(help: ArgumentHelp("A catalog whose names give the parts.", valueName: "dir"))
    var parts = "catalog"

    @Option(help: ArgumentHelp("Where the catalog and the names are written.", valueName: "dir"))
    var folder: String

    @Flag(help: "Measure what the folder holds already, compiled catalog included.")
    var again = false

    private var catalogFolder: String { folder + "/catalog" }
    private var namesFile: String { folder + "/names.tsv" }

    func validate() throws {
        guard entries >= 100, names > 0, (0...100).contains(damage) else {
            throw ValidationError("--entries takes 100 or more, --names 1 or more, --damage 0 to 100.")
        }
    }

    func run() async throws {
        guard again else {
            try make()
            return try measureInProcessOfItsOwn()
        }
        let cache = CatalogCache(folder: folder + "/cache")
        var loading = Timings()
        let matcher = try loading.measure { CatalogMatcher(try cache.catalog(folder: catalogFolder)) }
        print("rows       \(matcher.catalog.entries.count)")
        loading.write("load")
        let lines = try String(contentsOfFile: namesFile, encoding: .utf8).split(separator: "\n")
        var timings = Timings()
        var right = 0
        var certain = 0
        var wrongEntries = 0
        var wronglyUnlisted = 0
        for line in lines {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 2 else { continue }
            let match = timings.measure { matcher.match(PrintedLine(name: cells[0])) }
            let isRight = match.candidates.first?.name == cells[1]
            right += isRight ? 1 : 0
            if match.isCertain {
                certain += 1
                wrongEntries += match.entry.map { $0.name == cells[1] ? 0 : 1 } ?? 0
                wronglyUnlisted += match.entry == nil ? 1 : 0
            }
        }
        guard timings.count > 0 else { return }
        print("names      \(timings.count)")
        timings.write("match")
        print("first      \(right) right, \(Double(right * 10_000 / timings.count) / 10_000)")
        print(
            "certain    \(certain), of them another entry \(wrongEntries), out of catalog \(wronglyUnlisted)")
        print("resident   \(Self.peakResidentMegabytes) MB")
    }

    private func make() throws {
        let made = MadeCatalog(rows: entries, partsOf: try Catalog(folder: parts), seed: 1)
        try FileManager.default.createDirectory(
            at: URL(filePath: catalogFolder), withIntermediateDirectories: true)
        for (name, content) in made.files {
            try Data(content.utf8).write(to: URL(filePath: catalogFolder).appending(path: name))
        }
        var damaging = OwnMisreadings(seed: 2)
        // Names are taken evenly over the whole catalog.
        let lines = (0..<names).map { number in
            let name = made.names[number * made.names.count / names]
            return "\(damaging.damaged(name, probability: Double(damage) / 100))\t\(name)\n"
        }
        try Data(lines.joined().utf8).write(to: URL(filePath: namesFile))
        print("made       \(made.rowCount) rows, \(made.names.count) names, \(made.capCount) caps of levels")
    }

    /// A process that made the catalog holds more memory than one that uses it.
    private func measureInProcessOfItsOwn() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["catalog-speed", "--again", "--folder", folder]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
    }

    /// The most memory that this process held at once, as the system counts it (`VmHWM`).
    private static var peakResidentMegabytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1000
    }
}
