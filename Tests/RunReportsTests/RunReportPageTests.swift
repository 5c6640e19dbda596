import Archive
import Processing
import Testing

@testable import RunReports

@Suite struct `A run's report` {
    private static let evil = "in/<script>alert(1)</script>\u{202E}\".jpg"

    private func page(failures: Int, thumbnails: [Int: [UInt8]] = [:]) -> String {
        let statistics = RunStatistics()
        for number in 0..<failures {
            statistics.note(
                SlipReport(
                    of: ProcessingInput(path: Self.evil),
                    outcome: .quarantined([
                        PageFailure(failureClass: "corrupt", page: number + 1, reason: "<b>broken</b>")
                    ]), pages: 1))
        }
        statistics.times.note(
            .init(file: ContentDigest(of: [7]), number: 3, time: .seconds(12.34), isRead: false))
        let heading = RunReportPage.Heading(
            batch: 17, begun: Timestamp(seconds: 1_795_000_000), elapsed: .seconds(90), paths: [Self.evil],
            catalog: "starter 2024", jobs: 2, interruption: nil)
        return RunReportPage(
            heading, statistics: statistics.current, times: statistics.times.current,
            progress: ProgressState(), thumbnails: thumbnails
        ).text
    }

    @Test func `takes no markup from names of files and from reasons, and asks for nothing outside`() {
        let text = page(failures: 2)
        #expect(
            !text.contains("<script") && !text.contains("<b>broken")
                && !text.unicodeScalars.contains("\u{202E}"))
        #expect(text.contains("&lt;script&gt;"))
        #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("@import"))
        #expect(text.contains("default-src 'none'"))
    }

    @Test func `shows the quarantine with small pictures, and tells how many it leaves out`() {
        let text = page(failures: RunStatistics.failuresKept + 5, thumbnails: [0: [1, 2, 3]])
        #expect(text.contains("src=\"data:image/png;base64,AQID\""))
        #expect(text.contains("文件损坏") && text.contains("另有5项"))
    }

    @Test func `names the slowest pages`() {
        let text = page(failures: 0)
        #expect(text.contains("12.3") && text.contains("未读出"))
        #expect(text.contains(ContentDigest(of: [7]).hex.prefix(12)))
    }
}
