package import Imaging
package import Layout

/// A cell's print in both forms, with its margins: what the engines are given.
package struct CellCrop: ~Copyable {
    /// 1 bit.
    package let binary: Raster
    /// 8 bits, paper white.
    package let grey: Raster
    /// Where the crop's top left corner lies on the page, pixels.
    package let origin: (x: Int, y: Int)
    /// The print's own box on the page.
    package let box: Box

    /// The crop of the print in `box`; nil where it is a sliver or memory runs out.
    ///
    /// - Parameters:
    ///   - box: The print's own box on the page.
    ///   - band: The rows of the line that the print stands in; the crop is as high as this.
    ///   - page: The page's print.
    init?(_ box: Box, band: Box, on page: borrowing PrintedPage) {
        // Measured best at 300 dpi (em 44): 4 pixels at the sides, 9 above and below.
        // A lone digit needs more at the sides: Tesseract finds nothing in a sliver.
        let margin = (x: max(2, page.em / 11, (page.em * 5 / 4 - box.width) / 2), y: max(4, page.em / 5))
        let frame = Box(left: box.left, top: band.top, right: box.right, bottom: band.bottom)
        guard frame.width >= 2, frame.height >= 6,
            let binary = page.text.bordered(frame, dx: margin.x, dy: margin.y),
            let grey = page.grey.bordered(frame, dx: margin.x, dy: margin.y)
        else { return nil }
        self.binary = binary
        self.grey = grey
        self.origin = (x: frame.left - margin.x, y: frame.top - margin.y)
        self.box = box
    }
}
