/// The file formats in which slips arrive.
public enum SlipFile: Hashable, Sendable {
    /// One page.
    case png
    /// One page.
    case jpeg(quality: Int)
    /// Pages as they are, packed without loss.
    case tiffLZW
    /// Pages in black and white, as fax machines and office scanners pack them; black is below the threshold.
    case tiffG4(threshold: Int)
    /// A PDF whose pages are JPEG scans.
    case scannedPDF(quality: Int)
    /// A PDF as a hospital's program prints it, without scanning: no damage, characters as outlines.
    case printedPDF

    /// The file name's ending, with its dot.
    public var suffix: String {
        switch self {
        case .png: ".png"
        case .jpeg: ".jpg"
        case .tiffLZW, .tiffG4: ".tif"
        case .scannedPDF, .printedPDF: ".pdf"
        }
    }

    /// Whether it holds more than one page.
    public var holdsPages: Bool {
        switch self {
        case .png, .jpeg: false
        case .tiffLZW, .tiffG4, .scannedPDF, .printedPDF: true
        }
    }
}
