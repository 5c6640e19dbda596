/// One thing that happens to a slip between the printer and the file, with its strength.
///
/// Steps compose in any order; geometric ones that follow each other are done in one resampling.
public enum DamageStep: Hashable, Sendable {
    /// A red round seal of the hospital, stamped over the items.
    case seal
    /// Strokes of a blue pen.
    case handwriting(strokes: Int)
    /// The page on the dark bed of a scanner; the bed shows on each side by up to this part of the width.
    case scannerBed(margin: Double)
    /// The page on a wooden desk, as photographed; the desk shows by up to this part of the width.
    case desk(margin: Double)
    /// The page on another surface, which shows on each side by up to this part of the width.
    case surface(Surface, margin: Double)
    /// The picture cut off within the page: one side loses up to this part of the page's width.
    case cropped(Double)
    /// A turn in degrees, positive clockwise.
    case skew(degrees: Double)
    /// Corners that stray by up to this part of the width.
    case perspective(Double)
    /// Upright lines that lean by this many degrees while level ones stay, as where paper slips in a feeder.
    case shear(degrees: Double)
    /// Lines that bend along their way by up to this part of the width, as on paper that does not lie flat.
    case bend(Double)
    /// Clockwise turns by 90°.
    case quarterTurns(Int)
    /// Light that differs over the page by this part.
    case shading(Double)
    /// The soft-edged shadow of a hand or telephone over a part of the page, darker by this part.
    case shadow(Double)
    /// Creases across the page; 1 is a hard fold.
    case fold(Double)
    /// Ink that lost this part of its darkness, unevenly.
    case faintInk(Double)
    /// A Gaussian blur; standard deviation in pixels.
    case blur(Double)
    /// Gaussian noise; standard deviation in grey levels.
    case noise(Double)
    /// Dark and light specks a million pixels.
    case specks(Double)
    /// The loss of a JPEG of this quality, 1…100.
    case jpeg(quality: Int)

    /// The step in a few words, as the truth names it; nil for one that is not worth a note.
    var note: String? {
        switch self {
        case .seal: "seal"
        case .handwriting: "handwriting"
        case .scannerBed: "bed"
        case .desk: "desk"
        case .surface(let surface, _): surface.rawValue
        case .cropped: "cropped"
        case .shear(let degrees): "shear \(Self.hundredths(degrees))"
        case .bend: "bent"
        case .shadow: "shadow"
        case .skew(let degrees): "skew \(Self.hundredths(degrees))"
        case .perspective: "perspective"
        case .quarterTurns(let turns): "rotated \(((turns % 4) + 4) % 4 * 90)"
        case .shading: "shading"
        case .fold: "fold"
        case .faintInk: "faint"
        case .blur: "blur"
        case .noise: nil
        case .specks: "specks"
        case .jpeg(let quality): "jpeg \(quality)"
        }
    }

    private static func hundredths(_ value: Double) -> String {
        let whole = Int((abs(value) * 100).rounded())
        let rest = whole % 100
        return (value < 0 ? "-" : "") + "\(whole / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }
}
