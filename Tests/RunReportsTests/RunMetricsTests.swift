import Archive
import Foundation
import Processing
import Testing

@testable import RunReports

@Suite struct `A run's figures` {
    private func metrics(_ statistics: RunStatistics = RunStatistics()) -> RunMetrics {
        RunMetrics(
            statistics: statistics.current, times: statistics.times.current, progress: ProgressState(),
            process: SupervisorUsage(residentBytes: 1 << 20, processorTime: .milliseconds(1234)),
            phase: .running, begun: 1_795_000_000, now: 1_795_000_060)
    }

    private func failed(_ failureClass: String) -> SlipReport {
        SlipReport(
            of: ProcessingInput(path: "in/x.jpg"),
            outcome: .quarantined([PageFailure(failureClass: failureClass, page: nil, reason: "no picture")]),
            pages: 1)
    }

    @Test func `are lines of Prometheus' text format, each with its help and type`() throws {
        let statistics = RunStatistics()
        statistics.note(failed("not_image"))
        let lines = metrics(statistics).text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "")
        var typed: Set<Substring> = []
        for line in lines.dropLast() {
            if let found = line.firstMatch(of: /^# TYPE (slipway_[a-z_]+) (counter|gauge|histogram)$/) {
                typed.insert(found.1)
            } else if !line.hasPrefix("# HELP slipway_") {
                let sample = try #require(
                    line.wholeMatch(of: /(slipway_[a-z_]+)(\{[a-z]+="[^"]*"\})? -?[0-9.]+/), "\(line)")
                let name = sample.1.replacing(/_(bucket|sum|count)$/, with: "")
                #expect(typed.contains(sample.1) || typed.contains(name[...]), "\(line)")
            }
        }
        #expect(lines.contains("slipway_quarantined_total{class=\"not_image\"} 1"))
        #expect(lines.contains("slipway_supervisor_cpu_seconds_total 1.234"))
    }

    @Test func `count each page in the buckets of all longer times`() {
        let statistics = RunStatistics()
        let file = ContentDigest(of: [1])
        for seconds in [0.5, 1.5, 400] {
            statistics.times.note(.init(file: file, number: 1, time: .seconds(seconds), isRead: true))
        }
        let text = metrics(statistics).text
        #expect(text.contains("slipway_page_seconds_bucket{le=\"1\"} 1\n"))
        #expect(text.contains("slipway_page_seconds_bucket{le=\"2\"} 2\n"))
        #expect(text.contains("slipway_page_seconds_bucket{le=\"120\"} 2\n"))
        #expect(text.contains("slipway_page_seconds_bucket{le=\"+Inf\"} 3\n"))
        #expect(text.contains("slipway_page_seconds_sum 402.000\nslipway_page_seconds_count 3\n"))
    }

    @Test func `escape what a label may not hold`() {
        #expect(RunMetrics.label("class", "a\"b\\c\nd") == #"{class="a\"b\\c\nd"}"#)
    }

    @Test func `replace the file as a whole, and leave nothing beside it`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "slipway.prom").path
        try metrics().write(to: path)
        try metrics().write(to: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["slipway.prom"])
        #expect(throws: (any Error).self) { try metrics().write(to: folder.path + "/none/slipway.prom") }
    }
}
