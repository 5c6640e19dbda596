import Archive
import Testing

@testable import Processing

@Suite struct `The progress line` {
    private func line(
        done: Int = 30, read: Int = 20, of pages: Int = 130, known: Bool = true, quarantined: Int = 0,
        after seconds: Int = 10
    ) -> ProgressLine {
        var state = ProgressState()
        state.pagesDone = done
        state.pagesRead = read
        state.pages = pages
        state.isTotalKnown = known
        state.forReview = 4
        state.slips = 25 + quarantined
        state.quarantined = quarantined
        return ProgressLine(state: state, elapsed: .seconds(seconds))
    }

    @Test func `says pages, speed of those read, time left, and slips for review`() {
        #expect(
            line().text == "30/130 页 pages  2.0 页/秒 pages/s  剩余 left 0:50  待核对 for review 4  通过 accepted 21")
        #expect(line(quarantined: 2).text.contains("隔离 quarantined 2"))
    }

    @Test func `claims no time left while the total is not known`() {
        #expect(line(known: false).text.hasPrefix("30/130+ 页 pages  2.0 页/秒 pages/s  剩余 left –"))
        #expect(line(read: 0).left == nil)
        #expect(line(after: 0).left == nil)
    }

    @Test func `fits every width`() {
        for columns in 2...200 {
            for quarantined in [0, 7] {
                let drawn = line(quarantined: quarantined).drawn(columns: columns)
                #expect(TerminalText.width(drawn) < columns, "\(columns): \(drawn)")
            }
        }
        #expect(line().drawn(columns: 150).hasPrefix("[======                        ] 30/130"))
        #expect(line().drawn(columns: 20) == "30/130 页 pages")
    }

    @Test(arguments: [(0, "0:00"), (59, "0:59"), (61, "1:01"), (3600, "1:00:00"), (86_399, "23:59:59")])
    func `writes times as a clock`(seconds: Int, text: String) {
        #expect(ProgressLine.clock(.seconds(seconds)) == text)
    }
}
