import ArgumentParser
import Foundation
import Imaging
import Layout
import Processing

/// `slipway cover-print`: the inner process that covers personal data on pictures of pages for `slipway serve`.
struct CoverPrintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cover-print", abstract: "Cover print on a page for ‘slipway serve’.",
        shouldDisplay: false)

    func run() throws {
        try DrawingProcess.serve { order, page in
            try page.covering(try JSONDecoder().decode([Box].self, from: Data(order)))
        }
    }

    /// Has print covered by such a process.
    ///
    /// - Parameters:
    ///   - boxes: What to cover, in pixels.
    ///   - picture: The picture, as PNG.
    /// - Returns: The picture without it, as PNG.
    /// - Throws: `DrawingProcess.Failure`.
    static func covering(_ boxes: [Box], of picture: [UInt8]) async throws -> [UInt8] {
        try await DrawingProcess.drawing(
            by: .thisProgram(configuration.commandName ?? "cover-print"),
            order: Array(try JSONEncoder().encode(boxes)), picture: picture)
    }
}
