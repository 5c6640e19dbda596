public import Layout

/// A slip as a PDF that shows its pages and can be searched: the picture lies over what was read of it.
public enum SearchablePDF {
    /// A page of a slip.
    public struct Page: Sendable {
        /// The upright page as PNG.
        public var picture: [UInt8]
        /// What was read of it.
        public var layout: PageLayout
        /// The picture's dots per inch; what is no resolution of a scanner counts as 200.
        public var dpi: Double

        public init(picture: [UInt8], layout: PageLayout, dpi: Double) {
            self.picture = picture
            self.layout = layout
            self.dpi = dpi
        }
    }

    /// Makes the PDF.
    ///
    /// - Parameter pages: In their order.
    /// - Returns: The file's bytes.
    /// - Throws: ``PaperError``.
    public static func pdf(of pages: [Page]) throws(PaperError) -> [UInt8] {
        let document = try PaperDocument()
        for page in pages {
            let dpi = (50...1200).contains(page.dpi) ? page.dpi : 200
            let millimetres = 25.4 / dpi
            let (width, height) = (
                Double(page.layout.width) * millimetres, Double(page.layout.height) * millimetres
            )
            document.setSize(width: width, height: height)
            // Under the picture, where nobody sees it and every reader finds it.
            for run in runs(of: page.layout) where !run.text.isEmpty && !run.box.isEmpty {
                document.write(
                    run.text, x: Double(run.box.left) * millimetres,
                    baseline: (Double(run.box.bottom) - Double(run.box.height) * 0.15) * millimetres,
                    size: max(Double(run.box.height) * millimetres, 0.5),
                    filling: Double(run.box.width) * millimetres)
            }
            try document.draw(png: page.picture, width: width, height: height)
            document.endPage()
        }
        return try document.finish()
    }

    /// What was read, each place once: a form's labels were read with the print that stands between them, too.
    private static func runs(of layout: PageLayout) -> [TextRun] {
        let print =
            layout.lines.flatMap(\.runs)
            + layout.tables.flatMap { $0.rows.flatMap { $0.cells.compactMap(\.self) } }
        let form = layout.formLines.flatMap(\.runs).filter { run in
            !print.contains { other in
                let common = run.box.intersection(other.box).area
                return common * 2 > min(run.box.area, other.box.area)
            }
        }
        return (print + form).sorted { ($0.box.y, $0.box.x) < ($1.box.y, $1.box.x) }
    }
}
