import ArgumentParser
import Foundation
import Imaging
import Overlay
import OverlayDrawing
import Processing

/// `slipway draw`: the inner process that draws overlays for `slipway read`.
struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draw an overlay for ‘slipway read’.", shouldDisplay: false)

    /// What is to be drawn.
    struct Order: Codable {
        var overlay: PageOverlay
        /// Written above, one line each.
        var caption: [String]
    }

    func run() throws {
        try DrawingProcess.serve { order, page in
            let order = try JSONDecoder().decode(Order.self, from: Data(order))
            return try OverlayDrawing.drawing(of: order.overlay, over: page, caption: order.caption)
        }
    }
}
