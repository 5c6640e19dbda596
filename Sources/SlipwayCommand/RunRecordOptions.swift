import Archive
import ArgumentParser
import Foundation
import Processing
import RunReports

/// Where a run's figures are written for a collector, by whichever command.
struct MetricsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the run's figures to this file in Prometheus' text format, every ten seconds and at the end.",
            valueName: "file"))
    var metrics: String?
}

/// Where a run's report for people is written.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Write a report of the run, one HTML file, when it ends.", valueName: "file"))
    var report: String?

    /// - Throws: `ExitCode` 69 where no file can be made there: it is better said before the run than after it.
    func prepare() throws {
        guard let report else { return }
        let folder = URL(filePath: report).deletingLastPathComponent().path
        guard access(folder, W_OK) == 0 else {
            throw ExitCode.reported(69, "\(report): no file can be written in the folder \(folder): make it")
        }
    }
}

/// Writes a run's figures now and then.
struct MetricsWriter: Sendable {
    let path: String
    let statistics: RunStatistics
    let begun: Int64

    private static let interval = Duration.seconds(10)

    /// Writes until its task is cancelled.
    func run(_ progress: ProgressCounter) async {
        while (try? await Task.sleep(for: Self.interval)) != nil { try? write(.running, progress) }
    }

    /// - Throws: What the file system says.
    func write(_ phase: RunMetrics.Phase, _ progress: ProgressCounter) throws {
        try RunMetrics(
            statistics: statistics.current, times: statistics.times.current, progress: progress.current,
            process: .current, phase: phase, begun: begun, now: Timestamp.now.seconds
        ).write(to: path)
    }
}
