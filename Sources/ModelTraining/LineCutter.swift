package import Imaging
import Recognition
package import SlipGenerator

/// One line of print with its truth, as an engine is given it.
package struct TrainingLine: ~Copyable {
    package let text: String
    package let kind: SpecimenText
    package let font: String
    package let binary: Raster
    package let grey: Raster
}

/// Cuts the cells of specimen pages after the program's own preparation.
package enum LineCutter {
    /// Cuts every cell of a page that came through damage and preparation as its text, and hands it on.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - wanted: Which cells to cut.
    ///   - take: Is given each line.
    /// - Returns: How many cells were wanted and how many of them were cut.
    /// - Throws: ``TrainingError`` when the page cannot be made ready; what `take` throws.
    package static func lines(
        of page: SpecimenPage, where wanted: (SpecimenPage.Cell) -> Bool,
        take: (consuming TrainingLine) throws(TrainingError) -> Void
    ) throws(TrainingError) -> (wanted: Int, cut: Int) {
        let cells = page.cells.filter(wanted)
        var cut = 0
        switch try cutter(of: page) {
        case .some(let cutter):
            for cell in cells {
                let outline = cutter.box(around: cell.outline.map { (x: $0.x, y: $0.y) })
                let glyphs = cell.glyphs.map { glyph in
                    cutter.box(around: glyph.map { (x: $0.x, y: $0.y) })
                }
                switch cutter.crop(outline, glyphs: glyphs) {
                case .some(let crop):
                    guard let binary = crop.binary.copy(), let grey = crop.grey.copy() else {
                        throw .page("no memory for a line")
                    }
                    cut += 1
                    try take(
                        TrainingLine(
                            text: cell.text, kind: cell.kind, font: cell.font, binary: binary, grey: grey))
                case .none: continue
                }
            }
        case .none: break
        }
        return (cells.count, cut)
    }

    private static func cutter(of page: SpecimenPage) throws(TrainingError) -> PrintCutter? {
        let raster: Raster
        do {
            raster = try page.bitmap.raster(dpi: page.dpi)
        } catch {
            throw .page(error.description)
        }
        do {
            return try PrintCutter(raster)
        } catch {
            throw .page(error.description)
        }
    }
}
