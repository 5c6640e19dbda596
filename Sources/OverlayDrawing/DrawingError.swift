internal import Lettering

/// Why an overlay could not be drawn.
public enum DrawingError: Error, Hashable, Sendable {
    /// No font that is installed has Chinese characters.
    case noChineseFont
    /// There was no memory for the picture.
    case outOfMemory
    /// The picture is not of the page that the overlay was made for.
    case otherPage
}

extension DrawingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noChineseFont: "\(NoChineseFont())"
        case .outOfMemory: "no memory to draw the page: scan it again at 300 dpi"
        case .otherPage: "the picture and the reading are of different pages: report it"
        }
    }
}
