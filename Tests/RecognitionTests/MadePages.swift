import Foundation
import Imaging
import Layout
import Testing

@testable import Recognition
@testable import SlipGenerator

/// Pages that are made, and what a reader makes of them.
enum MadePages {
    static let canPaint = SlipFont.missing == nil
    static let fontsNeeded = Comment(
        rawValue: "fonts are missing: apt-get install " + SlipFont.debianPackages.joined(separator: " "))

    /// The package's own catalog.
    private static let catalog = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "catalog").path

    static func slip(
        _ layout: SlipLayout, seed: UInt64, items: Int, steps: [DamageStep] = []
    ) throws -> GeneratedSlip {
        try SlipGenerator(catalog: CatalogShelf(folder: catalog))
            .slip(SlipRequest(layout: layout, seed: seed, dpi: 200, items: items, steps: steps))
    }

    static func read(_ slip: GeneratedSlip) throws -> (layout: PageLayout, rotation: Int, skew: Double) {
        let reading = try PageReader(dataPath: nil).read(slip.pages[0].raster(dpi: slip.dpi))
        #expect(reading.layout.width == reading.picture.width)
        #expect(reading.layout.height == reading.picture.height)
        return (reading.layout, reading.rotation, reading.skew)
    }

    /// The texts of a column, top to bottom, without empty cells.
    static func texts(_ kind: ColumnKind, of table: Table) -> [String] {
        guard let column = table.columns.firstIndex(where: { $0.kind == kind }) else { return [] }
        return table.rows.compactMap { $0.cells[column]?.text }.filter { !$0.isEmpty }
    }
}
