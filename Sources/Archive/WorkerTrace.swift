/// What was seen of a worker process that was lost with a page: what the page cost, and the last that the worker said.
public struct WorkerTrace: Hashable, Codable, Sendable {
    /// Milliseconds by the clock since the page was begun.
    public var clockMilliseconds: Int
    /// Milliseconds by the processor since the page was begun; nil when they are not known.
    public var processorMilliseconds: Int?
    /// The most memory that the worker held when it was last looked at, in bytes; nil when it is not known.
    public var peakBytes: Int?
    /// The last lines that the worker wrote to standard error while it had the page.
    public var log: [String]

    public init(
        clockMilliseconds: Int, processorMilliseconds: Int?, peakBytes: Int?, log: [String]
    ) {
        self.clockMilliseconds = clockMilliseconds
        self.processorMilliseconds = processorMilliseconds
        self.peakBytes = peakBytes
        self.log = log
    }
}
