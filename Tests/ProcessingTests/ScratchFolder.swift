import CLeptonica
import Foundation
import Imaging

/// A folder of a test's own, gone with the test.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, with the folders on its way.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a white page so many pixels wide.
    func writePage(width: Int, to name: String) throws -> String {
        struct NoMemory: Error {}
        guard let page = Raster(owning: pixCreate(l_int32(width), 40, 8)) else { throw NoMemory() }
        pixSetAll(page.pix)
        return try write(try page.pngBytes(), to: name)
    }
}
