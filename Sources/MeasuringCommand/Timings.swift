import Foundation
import Glibc

/// How long one thing took each time that it was done: by the clock, and of the processor alone.
///
/// On a machine that does other work too, only the processor's time tells what the thing itself needs.
struct Timings {
    private var byClock: [Duration] = []
    private var ofProcessor: [Duration] = []

    /// Does a thing and adds how long it took.
    mutating func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
        let processor = Self.processorTime
        let start = ContinuousClock.now
        let result = try work()
        byClock.append(start.duration(to: .now))
        ofProcessor.append(Self.processorTime - processor)
        return result
    }

    var count: Int { byClock.count }

    /// Prints the median, the ninety-ninth of hundred, and the longest of both.
    func write(_ label: String) {
        guard !byClock.isEmpty else { return }
        Self.write(label, byClock)
        Self.write("processor", ofProcessor)
    }

    private static func write(_ label: String, _ times: [Duration]) {
        let sorted = times.sorted()
        let median = sorted[sorted.count / 2].milliseconds
        let p99 = sorted[min(sorted.count - 1, sorted.count * 99 / 100)].milliseconds
        let longest = sorted[sorted.count - 1].milliseconds
        print(
            label.padding(toLength: 11, withPad: " ", startingAt: 0)
                + (sorted.count == 1 ? "\(median) ms" : "p50 \(median) ms, p99 \(p99) ms, max \(longest) ms"))
    }

    /// What this thread has used of the processor.
    private static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

extension Duration {
    /// Milliseconds to the thousandth.
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        return ((Double(seconds) * 1000 + Double(attoseconds) / 1e15) * 1000).rounded() / 1000
    }
}
