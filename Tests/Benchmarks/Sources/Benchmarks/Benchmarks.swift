import Foundation
import Glibc

/// Compares Slipway's speed and memory with whole-page Tesseract's, on the same pages in the same run.
@main
struct Benchmarks {
    private let options: Options
    /// The built program, and the built generator of made pages.
    private let slipway: String
    private let generator: String
    /// The built program that measures.
    private let measure: String

    static func main() {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            guard !options.wantsHelp else { return say(Options.help) }
            try Benchmarks(options).run()
        } catch let misuse as Options.Misuse {
            fail("\(misuse)\n\(Options.help)", status: 64)
        } catch {
            fail("\(error)", status: 1)
        }
    }

    /// Prints a line at once, also into a file: a run takes minutes.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private static func fail(_ message: String, status: Int32) -> Never {
        FileHandle.standardError.write(Data("Benchmarks: \(message)\n".utf8))
        exit(status)
    }

    private init(_ options: Options) throws {
        self.options = options
        let package = URL(filePath: #filePath).appending(path: "../../../../..").standardizedFileURL
        let products = package.appending(path: ".build/release")
        slipway = products.appending(path: "slipway").path
        generator = products.appending(path: "slip-generator").path
        measure = products.appending(path: "slip-measure").path
        for program in [slipway, generator, measure]
        where !FileManager.default.isExecutableFile(atPath: program) {
            throw ProgramRun.Failure(description: "\(program) is not built: swift build -c release")
        }
    }

    private func run() throws {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "slipway-benchmarks-\(getpid())")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        if let entries = options.entries {
            return try CatalogRace(measure: measure, entries: entries, parts: options.catalog).run(
                in: scratch.path)
        }
        let pages =
            if let folder = options.folder {
                try Pages.found(in: folder)
            } else {
                try Pages.made(options.count, by: generator, catalog: options.catalog, in: scratch.path)
            }
        Self.say("pages: \(pages.count), \(options.folder ?? "made")")

        var tesseract: [Double] = []
        var alone: [Double] = []
        for page in pages {
            // The two take turns, so that a change of the machine's speed meets both.
            tesseract.append(try readByTesseract(page).processorSeconds)
            alone.append(try process([page], jobs: 1).processorSeconds)
        }
        let one = try process(pages, jobs: 1)
        let two = try process(pages, jobs: 2)
        let archived = try process(pages, jobs: 2, archive: scratch.appending(path: "archive").path)

        let count = Double(pages.count)
        let oneRun = one.processorSeconds / count
        row("tesseract --psm 6, processor s a page, median", median(tesseract))
        row("slipway, a run a page, processor s a page, median", median(alone))
        row("slipway, one run of all, processor s a page, mean", oneRun)
        Self.say("")
        row("ratio of medians, a run a page", median(alone) / median(tesseract), "at most 1.0")
        row("ratio of means, one run of all", oneRun / (tesseract.reduce(0, +) / count), "at most 1.0")
        row("throughput of --jobs 2 to --jobs 1", one.seconds / two.seconds, "at least 1.8 on two cores")
        row(
            "supervisor's own share of processor time, %", two.ownSeconds / two.processorSeconds * 100,
            "at most 3")
        row(
            "archiving: what the supervisor uses more for it, %",
            (archived.ownSeconds - two.ownSeconds) / archived.processorSeconds * 100, "at most 3")
        row(
            "peak memory of the largest process, MB", Double(max(one.peakBytes, two.peakBytes)) / 1e6,
            "at most 500")
    }

    private func readByTesseract(_ page: String) throws -> ProgramRun {
        try ProgramRun(
            "tesseract", [page, "-", "-l", "chi_sim", "--psm", "6"], environment: ["OMP_THREAD_LIMIT": "1"])
    }

    private func process(_ pages: [String], jobs: Int, archive: String = "none") throws -> ProgramRun {
        try ProgramRun(
            slipway,
            ["process"] + pages + [
                "--archive", archive, "--format", "jsonl", "--jobs", String(jobs), "--catalog",
                options.catalog,
            ])
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    private func row(_ name: String, _ value: Double, _ target: String = "") {
        let padded = name.padding(toLength: 52, withPad: " ", startingAt: 0)
        let note = target.isEmpty ? "" : "   (\(target))"
        Self.say("\(padded)\(String(format: "%8.2f", value))\(note)")
    }
}
