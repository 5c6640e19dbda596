internal import Archive

/// The line that shows how far a run has come.
public struct ProgressLine: Sendable {
    public var state: ProgressState
    /// Since the run began.
    public var elapsed: Duration

    public init(state: ProgressState, elapsed: Duration) {
        self.state = state
        self.elapsed = elapsed
    }

    /// Pages a second, of those that were really read; zero before the first.
    public var speed: Double {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 ? Double(state.pagesRead) / seconds : 0
    }

    /// Time left at this speed; nil while nothing is known.
    public var left: Duration? {
        guard state.isTotalKnown, speed > 0 else { return nil }
        return .seconds(Double(max(0, state.pages - state.pagesDone)) / speed)
    }

    /// The line without a bar, for a log.
    public var text: String {
        parts.joined(separator: "  ")
    }

    /// The line in a terminal's columns, with a bar where there is room for one.
    public func drawn(columns: Int) -> String {
        // The last column stays free: some terminals wrap when it is written to.
        let room = columns - 1
        for count in stride(from: parts.count, to: 0, by: -1) {
            let text = parts.prefix(count).joined(separator: "  ")
            let width = TerminalText.width(text)
            guard width <= room else { continue }
            let bar = min(30, room - width - 3)
            guard count == parts.count, bar >= 8, state.pages > 0 else { return text }
            let filled = min(bar, bar * state.pagesDone / state.pages)
            return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: bar - filled)
                + "] " + text
        }
        return TerminalText.fitted(parts[0], to: max(1, room))
    }

    /// What is said, the most important first.
    private var parts: [String] {
        let total = state.isTotalKnown ? "\(state.pages)" : "\(state.pages)+"
        var parts = [
            "\(state.pagesDone)/\(total) 页 pages", "\(Self.oneDecimal(speed)) 页/秒 pages/s",
            "剩余 left \(left.map(Self.clock) ?? "–")", "待核对 for review \(state.forReview)",
        ]
        if state.quarantined > 0 { parts.append("隔离 quarantined \(state.quarantined)") }
        parts.append("通过 accepted \(state.accepted)")
        return parts
    }

    private static func oneDecimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Hours, minutes and seconds as `1:02:03`, or `2:03` under an hour.
    public static func clock(_ duration: Duration) -> String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let seconds = duration.components.seconds + (duration.components.attoseconds > 0 ? 1 : 0)
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }
}
