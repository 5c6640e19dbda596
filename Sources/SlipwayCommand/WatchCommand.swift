import Archive
import ArgumentParser
import Foundation
import Processing

/// `slipway watch`: processes what a scanner puts into a folder.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Review and archive what a scanner puts into a folder, until interrupted.",
        discussion: """
            A file is left alone until it was not written to for some seconds, and then processed like by ‘slipway \
            process’; what comes in meanwhile is the next batch. With --done and --failed files leave the folder when \
            they are done with; without, they stay, and when the watch is started anew they count as handed in again.

            Example:
              slipway watch inbox --done inbox/done --failed inbox/failed
              slipway watch inbox --once

            Ends with 130 or 143 when interrupted; with --once with 0 when all was processed, 1 when something could not \
            be; 65 for a catalog that is wrong; 69 for a catalog, archive, folder or Tesseract model that is not to be had.
            """)

    @Argument(help: "The folder, with all that is in it.")
    var folder: String

    @Option(help: ArgumentHelp("Seconds that a file must have been left alone.", valueName: "seconds"))
    var settle = 5.0

    @Flag(help: "End when every file that is there is done with.")
    var once = false

    @OptionGroup var metering: MetricsOptions

    @OptionGroup var logging: LogOptions

    @OptionGroup var moving: MovingOptions

    @OptionGroup var processing: ProcessingOptions

    @OptionGroup var archive: ArchiveOptions

    func validate() throws {
        guard (0.1...3600).contains(settle) else { throw ValidationError("--settle takes 0.1 to 3600.") }
    }

    func run() async throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
        else {
            throw ExitCode.reported(69, "\(folder) is no folder: make it, or name the scanner's folder")
        }
        try moving.prepare(for: [folder])
        let session = try ProcessingSession(
            options: processing, again: false, movers: moving.movers, readable: archive.readableByWorkers,
            metrics: metering.metrics, log: try logging.opened(), memory: ArchiveMemory(of: archive)
        ) {
            try archive.writing()
        }
        let interruption = Interruption(stop: session.stop)
        let progress = ProgressCounter()
        do {
            try await interruption.interrupting { try await watch(session, progress) }
        } catch {
            throw session.exitCode(of: error, after: interruption, progress)
        }
        guard session.isComplete(progress) else { throw ExitCode(1) }
    }

    /// Looks again and again, as often as a scanner's operator would not notice.
    private func watch(_ session: ProcessingSession, _ total: ProgressCounter) async throws {
        let passed = moving.folders
        var inbox = InboxWatch(folder: folder, settling: .seconds(settle))
        _ = inbox.look(passing: passed)
        while true {
            try await Task.sleep(for: .seconds(min(2, settle)))
            if session.stop.isSet { throw CancellationError() }
            let steps = inbox.look(passing: passed)
            if !steps.isEmpty {
                let progress = ProgressCounter()
                try await session.batch(steps, paths: [folder], progress: progress) { progress in
                    progress.addFiles(
                        steps.count { if case .claimFile = $0 { false } else { true } })
                    progress.allFilesAreFound()
                }
                total.add(progress.current)
            }
            if once, inbox.isSettled { return }
        }
    }
}
