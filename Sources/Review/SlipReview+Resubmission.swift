extension SlipReview {
    /// The review of an archived slip, as it is given when the same bytes are handed in again.
    ///
    /// - Parameters:
    ///   - source: The path of the further submission.
    ///   - firstSource: The path of the first one.
    ///   - firstAt: When the first one was archived, as UTC RFC 3339 text.
    /// - Returns: The same review with the new source and the finding `resubmitted_scan`.
    public func resubmitted(from source: String, firstSource: String, firstAt: String) -> SlipReview {
        var review = self
        review.source = source
        review.flags.removeAll { $0.code == .resubmittedScan }
        review.flags.append(
            Flag(
                code: .resubmittedScan,
                message: "同一扫描件已于\(firstAt)提交（\(firstSource)），此次为重复提交。"
                    + "The same scan was handed in before, at \(firstAt) as \(firstSource)."))
        return review
    }
}
