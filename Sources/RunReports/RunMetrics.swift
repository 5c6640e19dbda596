internal import Foundation
public import Processing
internal import Review
internal import Slips

/// A run's figures in Prometheus' text format (version 0.0.4), for a collector that reads files, such as node_exporter's.
///
/// Nothing in it names a person, a hospital or a file.
public struct RunMetrics: Sendable {
    /// Whether the run is at work, has come to its end, or was ended before.
    public enum Phase: Sendable { case running, finished, interrupted }

    public var statistics: RunStatistics.State
    public var times: PageTimes.State
    public var progress: ProgressState
    public var process: SupervisorUsage
    public var phase: Phase
    /// When the run began, and now; seconds since 1970.
    public var begun: Int64
    public var now: Int64

    public init(
        statistics: RunStatistics.State, times: PageTimes.State, progress: ProgressState,
        process: SupervisorUsage, phase: Phase, begun: Int64, now: Int64
    ) {
        self.statistics = statistics
        self.times = times
        self.progress = progress
        self.process = process
        self.phase = phase
        self.begun = begun
        self.now = now
    }

    /// The text, with a newline at its end.
    public var text: String {
        var lines: [String] = []
        func metric(
            _ name: String, _ type: String, _ help: String, _ samples: [(labels: String, value: String)]
        ) {
            lines.append("# HELP slipway_\(name) \(help)")
            lines.append("# TYPE slipway_\(name) \(type)")
            lines += samples.map { "slipway_\(name)\($0.labels) \($0.value)" }
        }
        func counts(_ label: String, _ counts: [String: Int]) -> [(labels: String, value: String)] {
            counts.sorted { $0.key < $1.key }.map { (Self.label(label, $0.key), "\($0.value)") }
        }
        func one(_ value: some CustomStringConvertible) -> [(labels: String, value: String)] {
            [("", "\(value)")]
        }
        metric("run_start_time_seconds", "gauge", "When the run began, seconds since 1970.", one(begun))
        metric("run_update_time_seconds", "gauge", "When this was written, seconds since 1970.", one(now))
        metric("run_running", "gauge", "1 while the run is at work.", one(phase == .running ? 1 : 0))
        metric("run_finished", "gauge", "1 when every input has ended.", one(phase == .finished ? 1 : 0))
        metric("pages_known", "gauge", "Pages found so far in the batch at work.", one(progress.pages))
        metric(
            "pages_done", "gauge", "Pages of the batch at work that are done with.", one(progress.pagesDone))
        metric(
            "inputs_total", "counter", "Inputs by how they ended.", counts("outcome", statistics.inputs))
        metric(
            "slips_total", "counter", "Slips by their decision.", counts("decision", statistics.decisions))
        metric("amount_yuan_total", "counter", "The sum of the slips' lines.", one(statistics.amount))
        let findings = statistics.findings.sorted { $0.key.rawValue < $1.key.rawValue }
        metric(
            "findings_total", "counter", "Findings by kind.",
            findings.map { (Self.label("code", $0.key.rawValue), "\($0.value.count)") })
        metric(
            "findings_amount_yuan_total", "counter", "Money in question by kind of finding.",
            findings.map { (Self.label("code", $0.key.rawValue), "\($0.value.amount)") })
        metric(
            "quarantined_total", "counter", "Inputs and pages in quarantine by class.",
            counts("class", statistics.failureClasses))
        metric("page_seconds", "histogram", "Time that workers were at a page.", buckets)
        lines.append("slipway_page_seconds_sum \(Self.seconds(times.total))")
        lines.append("slipway_page_seconds_count \(times.counts.reduce(0, +))")
        metric(
            "supervisor_resident_bytes", "gauge", "Memory of the supervising process.",
            one(process.residentBytes))
        metric(
            "supervisor_cpu_seconds_total", "counter", "Processor time of the supervising process.",
            one(Self.seconds(process.processorTime)))
        return lines.joined(separator: "\n") + "\n"
    }

    /// Prometheus' buckets hold all that is below them, too.
    private var buckets: [(labels: String, value: String)] {
        var sum = 0
        let bounds = PageTimes.bounds.map(String.init) + ["+Inf"]
        return zip(bounds, times.counts).map { bound, count in
            sum += count
            return ("_bucket" + Self.label("le", bound), "\(sum)")
        }
    }

    static func label(_ name: String, _ value: String) -> String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
        return "{\(name)=\"\(escaped)\"}"
    }

    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = Int64((duration / .milliseconds(1)).rounded())
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// Writes the text in the place of what was there, so that a reader finds the old or the new one whole.
    ///
    /// - Throws: What the file system says.
    public func write(to path: String) throws {
        try WholeFile.write(text, to: path)
    }
}
