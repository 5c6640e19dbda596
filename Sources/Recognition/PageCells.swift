internal import Imaging
internal import Layout

/// The cells of one page, each read at most once for each kind of content.
final class PageCells {
    private struct Key: Hashable {
        var box: Box
        var band: Box
        var content: CellReader.Content
    }

    /// The layer that words are read from on this page.
    let layer: CellReader.Layer
    private var read: [Key: TextRun] = [:]

    /// - Parameter layer: The layer that words are read from on this page.
    init(layer: CellReader.Layer) {
        self.layer = layer
    }

    /// Reads the print in `box`, or answers with what was read before.
    ///
    /// - Throws: ``RecognitionError`` when Tesseract refuses a variable.
    func read(
        _ box: Box, of line: PrintLine, on page: borrowing PrintedPage, as content: CellReader.Content,
        with reader: borrowing CellReader
    ) throws(RecognitionError) -> TextRun {
        let band = line.band(over: box)
        let key = Key(box: box, band: band, content: content)
        if let known = read[key] { return known }
        let run = try reader.read(box, band: band, on: page, as: content, layer: layer)
        read[key] = run
        return run
    }
}
