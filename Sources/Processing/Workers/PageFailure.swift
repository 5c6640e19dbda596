public import Archive

/// Why a page, or the whole file, could not be read, as it goes to quarantine.
public struct PageFailure: Error, Hashable, Codable, Sendable {
    /// The class in the quarantine list: one of `DecodingError.Class`, `timeout`, `crash:…`, `oom`,
    /// `protocol` or `recognition`.
    public var failureClass: String
    /// The page at fault, from 1; nil when it is the whole file.
    public var page: Int?
    /// What is wrong and what to do about it.
    public var reason: String
    /// How often it was tried.
    public var attempts: Int
    /// Pages of the whole file; nil while nobody knows.
    public var pageCount: Int?
    /// What was seen of the worker that was lost with the page; nil where none was.
    public var trace: WorkerTrace?

    public init(
        failureClass: String, page: Int?, reason: String, attempts: Int = 1, pageCount: Int? = nil,
        trace: WorkerTrace? = nil
    ) {
        self.failureClass = failureClass
        self.page = page
        self.reason = reason
        self.attempts = attempts
        self.pageCount = pageCount
        self.trace = trace
    }

    /// The failure, laid to a page of a file of so many.
    func of(pages: Int) -> PageFailure {
        var failure = self
        failure.pageCount = pages
        return failure
    }
}

extension PageFailure: CustomStringConvertible {
    public var description: String {
        page.map { "page \($0): \(reason)" } ?? reason
    }
}
