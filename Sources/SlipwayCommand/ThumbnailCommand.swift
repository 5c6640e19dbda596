import Archive
import ArgumentParser
import Foundation
import Imaging
import Processing

/// `slipway thumbnail`: the inner process that makes small pictures of pages in quarantine.
struct ThumbnailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thumbnail", abstract: "Make a page small for a report.", shouldDisplay: false)

    /// Too small to read what is printed.
    private static let (width, height) = (126, 168)
    /// Larger files are not worth their memory here.
    private static let fileLimit = 32 << 20
    private static let patience = Duration.seconds(15)

    func run() throws {
        try DrawingProcess.serve { _, page in
            try page.thumbnail(width: Self.width, height: Self.height)
        }
    }

    /// Makes a small picture of a page; gives nil where none can be made in a short time.
    ///
    /// - Parameters:
    ///   - number: The page, from 1.
    ///   - path: The file.
    /// - Returns: The picture as PNG.
    static func thumbnail(ofPage number: Int, ofFileAt path: String) async -> [UInt8]? {
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
            size <= fileLimit, let bytes = FileManager.default.contents(atPath: path)
        else { return nil }
        return await withTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                try? await DrawingProcess.drawing(
                    by: .thisProgram(configuration.commandName ?? "thumbnail"), order: [],
                    picture: Array(bytes), page: number)
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
