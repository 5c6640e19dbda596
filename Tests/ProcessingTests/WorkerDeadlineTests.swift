import Glibc
import Testing

@testable import Processing

@Suite struct `A worker's time` {
    private let deadline = WorkerDeadline(limit: .seconds(60))

    @Test(arguments: [
        // Elapsed, used, over: at work all the time; hanging; on a busy machine; for ever on a busy machine.
        (60, 60, true), (60, 0, true), (60, 20, false), (200, 59, false), (200, 60, true), (300, 20, true),
    ])
    func `is over by the processor, or when nothing moves, or at last by the clock`(
        elapsed: Int, used: Int, isOver: Bool
    ) {
        #expect(deadline.isOver(elapsed: .seconds(elapsed), used: .seconds(used)) == isOver)
    }

    @Test func `is over when the worker cannot be looked at`() {
        #expect(deadline.isOver(elapsed: .seconds(60), used: nil))
    }

    @Test func `is read from the kernel's line, whatever the program's name`() {
        let line = "42 (a) b (c) S 1 42 42 0 -1 4194304 1 0 0 0 150 50 0 0 20 0 4 0 100"
        #expect(ProcessorTime.used(inStat: line, ticksASecond: 100) == .seconds(2))
        #expect(ProcessorTime.used(inStat: "42 (cut", ticksASecond: 100) == nil)
        #expect(ProcessorTime.used(by: -1) == nil)
    }

    @Test func `grows with work`() throws {
        let before = try #require(ProcessorTime.used(by: getpid()))
        var sum = 0.0
        repeat {
            for number in 1...100_000 { sum += 1 / Double(number) }
        } while try #require(ProcessorTime.used(by: getpid())) - before < .milliseconds(30)
        #expect(sum > 0)
    }
}
