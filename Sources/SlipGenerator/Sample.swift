/// A slip that is shipped with the program.
public struct Sample: Sendable {
    /// The file's name without its ending.
    public let name: String
    public let file: SlipFile
    public let request: SlipRequest

    /// The shipped samples: every layout, every file format, and every finding that a slip alone can show.
    public static let shipped: [Sample] = [
        Sample(
            name: "ruled-fee-list", file: .png,
            request: SlipRequest(
                layout: .ruled, seed: 11, dpi: 200, items: 14, damage: .light,
                steps: [.seal, .skew(degrees: 0.5)])),
        Sample(
            name: "half-ruled-list-over-cap", file: .jpeg(quality: 82),
            request: SlipRequest(
                layout: .hlines, seed: 12, dpi: 200, items: 13, findings: [.overCap], damage: .light,
                steps: [
                    .faintInk(0.15), .scannerBed(margin: 0.05), .skew(degrees: -0.7), .shading(0.12),
                    .noise(2),
                ])),
        Sample(
            name: "grouped-list-with-refund", file: .printedPDF,
            request: SlipRequest(layout: .grouped, seed: 13, dpi: 300, items: 14, refund: true)),
        Sample(
            name: "dot-matrix-list-amount-mismatch", file: .tiffLZW,
            request: SlipRequest(
                layout: .dotmatrix, seed: 14, dpi: 200, items: 14, findings: [.amountMismatch],
                damage: .light,
                steps: [.skew(degrees: 0.3), .specks(15)])),
        Sample(
            name: "two-page-list-out-of-catalog", file: .tiffG4(threshold: 165),
            request: SlipRequest(
                layout: .multipage, seed: 15, dpi: 200, items: 30, findings: [.outOfCatalog], damage: .light,
                steps: [.skew(degrees: -0.4), .specks(30)])),
        Sample(
            name: "outpatient-receipt", file: .jpeg(quality: 85),
            request: SlipRequest(
                layout: .preprinted, seed: 16, dpi: 200, items: 5, damage: .light,
                steps: [.scannerBed(margin: 0.04), .skew(degrees: 0.4), .fold(0.4), .noise(2)])),
        Sample(
            name: "e-receipt-duplicate-charge", file: .scannedPDF(quality: 82),
            request: SlipRequest(
                layout: .electronic, seed: 17, dpi: 200, items: 9, findings: [.duplicateCharge],
                damage: .light,
                steps: [.skew(degrees: 0.2), .noise(2)])),
        Sample(
            name: "pharmacy-slip", file: .jpeg(quality: 85),
            request: SlipRequest(
                layout: .pharmacy, seed: 18, dpi: 200, items: 4, damage: .medium,
                steps: [.faintInk(0.2), .desk(margin: 0.08), .skew(degrees: -1.1), .shading(0.15), .noise(2)])
        ),
        Sample(
            name: "turned-list-total-mismatch", file: .jpeg(quality: 80),
            request: SlipRequest(
                layout: .ruled, seed: 19, dpi: 200, items: 10, findings: [.totalMismatch], damage: .medium,
                steps: [
                    .handwriting(strokes: 1), .skew(degrees: 0.6), .shading(0.2), .fold(0.5), .blur(0.5),
                    .noise(3),
                    .quarterTurns(1),
                ])),
        Sample(
            name: "list-with-limited-drug-and-wrong-sex", file: .jpeg(quality: 85),
            request: SlipRequest(
                layout: .ruled, seed: 20, dpi: 200, items: 11, findings: [.limitUnproved, .wrongSex],
                damage: .light, steps: [.skew(degrees: -0.3), .noise(2)])),
    ]
}
