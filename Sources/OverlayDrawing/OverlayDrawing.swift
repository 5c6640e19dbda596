public import Imaging
internal import Lettering
public import Overlay

/// Draws overlays as pictures: at the left the page with everything that was found on it, at the right what was
/// read, set anew at the same places.
public enum OverlayDrawing {
    /// The most pixels that a drawing has; larger ones are drawn smaller.
    static let pixelLimit = 60_000_000.0
    /// The longest side of a drawing in pixels; cairo's own limit is 32 767.
    static let sideLimit = 30_000.0

    /// Draws an overlay.
    ///
    /// - Parameters:
    ///   - overlay: What to draw.
    ///   - page: The page that it was made for, as it was read.
    ///   - caption: What to write above, one line each.
    /// - Returns: The drawing, in colour.
    /// - Throws: ``DrawingError``.
    public static func drawing(
        of overlay: PageOverlay, over page: borrowing Raster, caption: [String]
    ) throws(DrawingError) -> Raster {
        guard page.width == overlay.width, page.height == overlay.height else { throw .otherPage }
        let frame = DrawingFrame(overlay, captionLines: caption.count)
        let scale = min(
            1, (pixelLimit / (frame.width * frame.height)).squareRoot(),
            sideLimit / max(frame.width, frame.height))
        let family: String
        do {
            family = try ChineseFont.family()
        } catch {
            throw .noChineseFont
        }
        let surface = try Surface(
            width: frame.width, height: frame.height, scale: scale, family: family)
        surface.fill(Frame(x: 0, y: 0, width: frame.width, height: frame.height), .desk)
        let painter = OverlayPainter(overlay: overlay, unit: frame.unit)
        try painter.paintPage(page, on: surface, at: frame.left)
        painter.paintReading(on: surface, at: frame.right)
        frame.paintCaption(caption, on: surface)
        frame.paintLegend(of: overlay, on: surface)
        return try surface.raster()
    }
}

/// Where the parts of a drawing lie, in pixels of the page.
struct DrawingFrame {
    /// The height of an ordinary character; what surrounds the pages is sized by it.
    let unit: Double
    /// The whole drawing.
    let width: Double
    let height: Double
    /// The page as scanned, and the page as read.
    let left: Frame
    let right: Frame

    init(_ overlay: PageOverlay, captionLines: Int) {
        let page = (width: Double(overlay.width), height: Double(overlay.height))
        // A page without print has no size of print; one with very small print is lettered legibly all the same.
        unit = max(page.width / 90, min(page.width / 45, Double(overlay.em)))
        let margin = unit
        let top = margin + Double(captionLines) * unit * 1.7 + margin / 2
        left = Frame(x: margin, y: top, width: page.width, height: page.height)
        right = Frame(x: left.right + margin, y: top, width: page.width, height: page.height)
        width = right.right + margin
        height = left.bottom + unit * 3.2
    }

    func paintCaption(_ lines: [String], on surface: borrowing Surface) {
        for (index, line) in lines.enumerated() {
            surface.letter(
                line, x: left.x, middle: unit * (1.6 + 1.7 * Double(index)), size: unit * 1.1,
                index == 0 ? .ink : .quiet)
        }
    }

    func paintLegend(of overlay: PageOverlay, on surface: borrowing Surface) {
        var x = left.x
        let middle = left.bottom + unit * 1.7
        for verdict in Verdict.allCases {
            let swatch = Frame(x: x, y: middle - unit / 2, width: unit * 1.6, height: unit)
            surface.fill(swatch, .paper)
            surface.fill(swatch, verdict.colour, strength: max(0.12, verdict.tint * 1.5))
            surface.outline(swatch, verdict.colour, width: unit / 12)
            let text =
                verdict == .heading
                ? verdict.caption : "\(verdict.caption) \(overlay.texts.count { $0.verdict == verdict })"
            surface.letter(text, x: swatch.right + unit / 2, middle: middle, size: unit * 0.9, .ink)
            x = swatch.right + unit * 2 + surface.width(of: text, size: unit * 0.9)
        }
    }
}
