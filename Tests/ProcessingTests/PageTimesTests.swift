import Archive
import Testing

@testable import Processing

@Suite struct `The times of pages` {
    @Test func `keep the slowest in their order, however many there are`() {
        let times = PageTimes()
        for number in 1...500 {
            let seconds = Double((number * 37) % 501) / 10
            times.note(
                .init(file: ContentDigest(of: [0]), number: number, time: .seconds(seconds), isRead: true))
        }
        let slowest = times.current.slowest.map(\.time)
        #expect(slowest == (0..<PageTimes.slowestKept).map { .seconds(50 - Double($0) / 10) })
        #expect(times.current.counts.reduce(0, +) == 500)
    }
}
