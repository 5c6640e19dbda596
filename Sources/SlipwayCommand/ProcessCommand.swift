import Archive
import ArgumentParser
import Processing
import SQLiteArchive

/// `slipway process`: reviews and archives slips.
struct ProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Review and archive slips.",
        discussion: """
            A PATH is a file (one slip with all its pages: TIFF, JPEG, PNG or PDF) or a folder, of which every \
            file is a slip; a folder that holds a claim.json is one claim. Hidden files, README.md, claim.json \
            and *.review.json are passed over. What cannot be read goes to the quarantine with its reason and \
            holds up nothing else: of a file with several pages, the pages that can be read are reviewed, and the \
            review says which it lacks.

            A run is a batch (‘slipway batch list’), in which every page ends once. One that was interrupted is gone \
            on with by the same command: what it had done is not done again. Several runs at once share the work.

            Bytes that are archived already are recorded as handed in again and are not read again, unless \
            --again is given or the catalog has changed.

            Example:
              slipway process samples
              slipway process inbox --catalog catalog --archive archive --format jsonl > reviews.jsonl
              slipway process receipt.pdf --archive none
              slipway process inbox --report report.html --metrics /var/lib/node_exporter/slipway.prom --log run.jsonl

            Ends with 0 when all was processed, whatever was found; 1 when something could not be; 65 for a \
            catalog that is wrong; 69 for a catalog, archive or Tesseract model that is not to be had; 130 or \
            143 when interrupted: the first Ctrl-C lets the pages begun come to their end, a second stops at once.
            """)

    @Argument(help: "Files and folders.")
    var paths: [String]

    @Flag(help: "Read and review slips that are archived already once more.")
    var again = false

    @OptionGroup var reporting: ReportOptions

    @OptionGroup var metering: MetricsOptions

    @OptionGroup var logging: LogOptions

    @OptionGroup var moving: MovingOptions

    @OptionGroup var processing: ProcessingOptions

    @OptionGroup var archive: ArchiveOptions

    func validate() throws {
        guard moving.folders.isEmpty || archive.path != "none" else {
            throw ValidationError("--done and --failed move what is archived: leave out ‘--archive none’.")
        }
    }

    func run() async throws {
        try moving.prepare(for: paths)
        try reporting.prepare()
        let session = try ProcessingSession(
            options: processing, again: again, movers: moving.movers,
            readable: archive.path == "none" ? paths : archive.readableByWorkers, metrics: metering.metrics,
            report: reporting.report, log: try logging.opened(), memory: ArchiveMemory(of: archive)
        ) {
            archive.path == "none" ? nil : try archive.writing()
        }
        let paths = paths
        let walk = InputWalk(paths, passing: moving.folders)
        try await session.run(walk, paths: paths) { progress in
            // Counting is a walk of its own, so that the first page is read at once.
            for step in walk {
                guard !Task.isCancelled else { return }
                switch step {
                case .input, .unreadable: progress.addFiles(1)
                case .skipped, .claimFile: continue
                }
            }
            progress.allFilesAreFound()
        }
    }
}
