package import Imaging
package import Layout

/// A page whose texts are known, made ready as any other, from which cells are cut just as ``PageReader`` cuts them.
///
/// The models are trained and measured on its crops.
package struct PrintCutter: ~Copyable {
    private let page: PrintedPage
    private let sine: Double
    private let cosine: Double
    private let factor: Double
    /// The scan's middle, about which it was levelled, pixels.
    private let middle: (x: Double, y: Double)

    /// Height of a Chinese character of the page's common print, pixels.
    package var em: Int { page.em }

    /// Makes a page ready; nil for one that was found blank or lying on its side.
    ///
    /// - Parameter scan: A page without bed or desk around it.
    /// - Throws: ``RecognitionError`` when memory runs out.
    package init?(_ scan: consuming Raster) throws(RecognitionError) {
        let (width, height) = (Double(scan.width), Double(scan.height))
        let prepared: PreparedPage
        do {
            prepared = try PagePreparation.prepare(scan)
        } catch {
            throw .preparation(error.description)
        }
        guard prepared.em > 0, prepared.rotation == 0 else { return nil }
        let printed = try PrintedPage(layer: prepared.printBinary, print: prepared.print, em: prepared.em)
        let factor = Double(prepared.picture.width) / width
        // A sheet that was cut out of the page moved by what nothing tells.
        guard abs(Double(prepared.picture.height) / height - factor) * height < 3 else { return nil }
        self.init(
            page: printed, radians: prepared.skew * .pi / 180, factor: factor,
            middle: (x: width / 2, y: height / 2))
    }

    private init(
        page: consuming PrintedPage, radians: Double, factor: Double, middle: (x: Double, y: Double)
    ) {
        self.page = page
        self.factor = factor
        self.middle = middle
        // Exact to 1e-9 for the few degrees by which pages are levelled.
        sine = radians - radians * radians * radians / 6
        cosine = (1 - sine * sine).squareRoot()
    }

    /// Where points of the scan lie on the page: the box that holds them, pixels.
    package func box(around points: [(x: Double, y: Double)]) -> Box {
        let moved = points.map { point in
            let (dx, dy) = (point.x - middle.x, point.y - middle.y)
            return (
                x: (middle.x + cosine * dx - sine * dy) * factor,
                y: (middle.y + sine * dx + cosine * dy) * factor
            )
        }
        let (xs, ys) = (moved.map(\.x), moved.map(\.y))
        return Box(
            left: Int(xs.min() ?? 0), top: Int(ys.min() ?? 0), right: Int((xs.max() ?? 0).rounded(.up)),
            bottom: Int((ys.max() ?? 0).rounded(.up)))
    }

    /// The crop of a text.
    ///
    /// Every character must have left ink where it was printed, and no other print may have joined it.
    ///
    /// - Parameters:
    ///   - outline: The text's em box on the page.
    ///   - glyphs: Where its characters' ink begins and ends on the page, left to right.
    /// - Returns: The crop, or nil where what preparation left is plainly not that text.
    package func crop(_ outline: Box, glyphs: [Box]) -> CellCrop? {
        guard let ink = Box.union(of: glyphs) else { return nil }
        let em = outline.height
        let held = page.lines.map { line in
            line.runs.reduce(0) { $0 + $1.parts.count { outline.contains($0.centerX, $0.centerY) } }
        }
        guard let best = held.indices.max(by: { held[$0] < held[$1] }), held[best] > 0 else { return nil }
        let line = page.lines[best]
        let reach = (ink.left - em / 4)...(ink.right + em / 4)
        let parts = line.runs.flatMap(\.parts).filter { reach.contains($0.centerX) }
        guard let box = Box.union(of: parts),
            abs(line.middle(at: box.centerX) - outline.centerY) * 5 < em * 2,
            box.height < em * 2, max(box.width, box.height) * 4 >= page.em,
            box.left > ink.left - em / 3, box.left < ink.left + em / 5,
            box.right < ink.right + em / 3, box.right > ink.right - em / 5
        else { return nil }
        let isWhole = glyphs.allSatisfy { glyph in
            parts.contains { $0.horizontalOverlap(glyph) * 5 >= min($0.width, glyph.width) * 2 }
        }
        return isWhole ? CellCrop(box, band: line.band(over: box), on: page) : nil
    }
}

extension Box {
    fileprivate func contains(_ x: Int, _ y: Int) -> Bool { horizontal.contains(x) && vertical.contains(y) }
}
