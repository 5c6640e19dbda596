internal import Imaging
internal import Layout

/// Figures beside a number whose strokes are too pale to be found as print: thin type at 150 dpi loses the upright strokes
/// of single digits, and 55.75 would be read as 75.
enum FaintPrint {
    /// The grey levels below which a stroke is ink, on a page whose paper is 255 and whose ink is 0: beside black print, and
    /// beside the palest.
    private static let inkLevels: (black: UInt8, pale: UInt8) = (150, 205)

    /// The grey level below which strokes beside a number are ink: half way between its own and the paper's.
    ///
    /// A page's ink is as dark as its darkest print: items that are printed paler lose the thin strokes of whole figures.
    private static func inkLevel(of number: Box, on grey: borrowing Raster) -> UInt8 {
        guard let print = grey.clipped(to: number) else { return inkLevels.black }
        let levels = print.greyLevels().sorted()
        guard !levels.isEmpty else { return inkLevels.black }
        // One pixel in ten is the core of a stroke.
        let own = Int(levels[levels.count / 10])
        return UInt8(clamping: min(max((own + 255) / 2, Int(inkLevels.black)), Int(inkLevels.pale)))
    }

    /// The reading of a number, or of a number and its unit, with what it says together with the pale figures beside it.
    ///
    /// - Parameters:
    ///   - text: What was read of the cell.
    ///   - span: The pixel columns that the number may fill.
    ///   - line: The cell's line.
    ///   - page: The page's print.
    ///   - cells: The page's cells.
    ///   - reader: The engines.
    ///   - content: What the cell must hold.
    /// - Returns: The same reading, a longer one among its alternatives, so that it is not certain by itself; the longer
    ///   one first where of the number itself only scraps were found, or of a number and its unit a part.
    /// - Throws: ``RecognitionError`` from the engines.
    static func doubting(
        _ text: TextRun, in span: Range<Int>, of line: PrintLine, on page: borrowing PrintedPage,
        cells: PageCells, with reader: borrowing CellReader, as content: CellReader.Content = .number
    ) throws(RecognitionError) -> TextRun {
        let band = line.band(over: text.box)
        let whole = whole(text.box, in: span, rows: band.vertical, of: page.grey, em: page.em)
        guard !text.text.isEmpty, whole != text.box else { return text }
        let longer = try cells.read(whole, of: line, on: page, as: content, with: reader)
        guard longer.text.count > text.text.count,
            longer.text.hasSuffix(text.text) || longer.text.hasPrefix(text.text)
        else { return text }
        let isScraps = text.box.height * 2 < band.height || content == .mixed
        let other = isScraps ? text : longer
        var first = isScraps ? longer : text
        first.alternatives.append(Alternative(text: other.text, confidence: other.confidence))
        return first
    }

    /// A number's box together with the ink at its sides, as far as that goes on without a gap.
    ///
    /// - Parameters:
    ///   - box: Of the print that was found, pixels of the page.
    ///   - span: The pixel columns that the number may fill.
    ///   - rows: The pixel rows of its line.
    ///   - grey: The page, paper white.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: The same box where there is no ink beside it, or less than a figure's.
    static func whole(
        _ box: Box, in span: Range<Int>, rows: Range<Int>, of grey: borrowing Raster, em: Int
    ) -> Box {
        let (far, near) = (em * 5, em * 2 / 5)
        let inkLevel = inkLevel(of: box, on: grey)
        func reach(_ strip: Box, backwards: Bool) -> Int {
            guard !strip.isEmpty, let part = grey.clipped(to: strip) else { return 0 }
            let (levels, width) = (part.greyLevels(), part.width)
            var reach = 0
            for step in 0..<width where step - reach <= near {
                let x = backwards ? width - 1 - step : step
                let dark = stride(from: x, to: levels.count, by: width).count { levels[$0] < inkLevel }
                if dark * 12 >= em { reach = step + 1 }
            }
            return reach * 4 >= em ? reach : 0
        }
        // Of most numbers nothing stands beside them: that takes a look at a narrow strip only.
        func side(_ strip: (Int) -> Box, backwards: Bool) -> Int {
            reach(strip(near + em / 4), backwards: backwards) == 0
                ? 0 : reach(strip(far), backwards: backwards)
        }
        let left = side(
            {
                Box(
                    left: max(span.lowerBound, box.left - $0), top: rows.lowerBound, right: box.left,
                    bottom: rows.upperBound)
            }, backwards: true)
        let right = side(
            {
                Box(
                    left: box.right, top: rows.lowerBound, right: min(span.upperBound, box.right + $0),
                    bottom: rows.upperBound)
            }, backwards: false)
        return Box(left: box.left - left, top: box.top, right: box.right + right, bottom: box.bottom)
    }
}
