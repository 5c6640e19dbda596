public import Archive
internal import Catalog
public import Review

extension SlipProcessor {
    /// A processor whose slips one reviewer reviews, by its catalog and rules.
    ///
    /// - Parameters:
    ///   - pages: Reads pages.
    ///   - archive: Where reviews are kept; nil to keep nothing.
    ///   - reviewer: Reviews the slips.
    ///   - again: Whether bytes that are archived already are read anew.
    ///   - batch: The number of the batch that inputs are processed for; nil where none is recorded.
    ///   - window: Pages of one slip that are read at the same time.
    ///   - progress: Counts what is done.
    public init(
        pages: any PageReadingService, archive: (any Archive)?, reviewer: Reviewer, again: Bool,
        batch: Int64? = nil, window: Int, progress: ProgressCounter
    ) {
        self.init(
            pages: pages, archive: archive, catalogSHA256: reviewer.catalog.identity.sha256,
            review: { (slip, id, source) throws(ArchiveError) in
                try ReviewDocument(reviewer.review(slip, id: id, source: source))
            }, again: again, batch: batch, window: window, progress: progress)
    }
}
