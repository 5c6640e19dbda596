public import Archive
public import Review

/// Why a correction could not be made; nothing was changed.
public enum CorrectionError: Error, Equatable, Sendable {
    /// One of the changes cannot be made.
    case change(index: Int, SlipChangeError)
    /// The archive could not do it, or the review is not the newest any more.
    case archive(ArchiveError)
    /// The review was made of another reading of the pages than this program makes.
    case readingChanged(id: String)
    /// Nobody is named who corrects.
    case nobody
    /// No reason is given.
    case noReason
}

extension CorrectionError: CustomStringConvertible {
    /// One or two sentences: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .change(let index, let error): "change \(index + 1): \(error)"
        case .archive(let error): "\(error)"
        case .readingChanged(let id):
            """
            slip \(id.prefix(12)) was reviewed by another edition of the program, which read its lines otherwise: \
            review it again with ‘slipway process --again’, then correct it
            """
        case .nobody: "say who corrects the slip"
        case .noReason: "say why the slip is corrected"
        }
    }
}
