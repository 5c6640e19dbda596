/// That a slip's bytes were handed in more than once.
public struct Resubmission: Hashable, Sendable {
    /// The code of the finding.
    public static let flag = "resubmitted_scan"

    /// Every handing-in, oldest first; at least two.
    private let submissions: [RecordedSubmission]

    /// The finding that these submissions give; nil for one alone.
    ///
    /// One that a later one only names the claim of does not count.
    public init?(_ all: [RecordedSubmission]) {
        let submissions = all.filter { earlier in !all.contains { $0.names(claimOf: earlier) } }
        guard submissions.count > 1 else { return nil }
        self.submissions = submissions
    }

    /// `definite` when the bytes came from different places, `slight` when from one place again, as happens
    /// when a run is repeated.
    public var severity: String {
        Set(submissions.map(\.source)).count > 1 ? "definite" : "slight"
    }

    /// What is said about it, Chinese first.
    public var message: String {
        let first = submissions[0]
        let sources = Set(submissions.map(\.source)).count
        return """
            同一扫描件已提交\(submissions.count)次，来自\(sources)个位置，首次 \(first.at)：\(first.source)；\
            the same scan was submitted \(submissions.count) times from \(sources) \
            place\(sources == 1 ? "" : "s"), first at \(first.at): \(first.source)
            """
    }
}

extension ReviewDocument {
    /// The review with the finding that its slip was handed in again; all else stays as it is.
    ///
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when the JSON has no list of findings.
    public func flagged(_ resubmission: Resubmission) throws(ArchiveError) -> ReviewDocument {
        var review = try members()
        guard case .array(let flags) = review["flags"] else {
            throw .unfitReview(reason: "it has no list ‘flags’")
        }
        let others = flags.filter { flag in
            guard case .object(let members) = flag else { return true }
            return members["code"] != .text(Resubmission.flag)
        }
        let finding = JSONValue.object([
            "code": .text(Resubmission.flag), "severity": .text(resubmission.severity),
            "message": .text(resubmission.message),
        ])
        review["flags"] = .array(others + [finding])
        return try ReviewDocument(review)
    }

    /// The review with another input path.
    public func from(source: String) throws(ArchiveError) -> ReviewDocument {
        var review = try members()
        review["source"] = .text(source)
        return try ReviewDocument(review)
    }

    func members() throws(ArchiveError) -> [String: JSONValue] {
        guard case .object(let members) = try decoded(as: JSONValue.self) else {
            throw .unfitReview(reason: "it is not a JSON object")
        }
        return members
    }
}
