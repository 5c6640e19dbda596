import Processing

/// Shows the progress on standard error until its task is cancelled: a line on a terminal, else lines now and then.
struct ProgressDisplay: Sendable {
    let progress: ProgressCounter
    let start: ContinuousClock.Instant

    private static let redrawing: Duration = .milliseconds(200)
    private static let reporting: Duration = .seconds(10)

    func run() async {
        let display = StandardError.shared
        while (try? await Task.sleep(for: display.isTerminal ? Self.redrawing : Self.reporting)) != nil {
            let line = ProgressLine(state: progress.current, elapsed: start.duration(to: .now))
            if display.isTerminal {
                display.draw(line.drawn(columns: display.columns))
            } else {
                display.write(line: "slipway: \(line.text)")
            }
        }
    }
}
