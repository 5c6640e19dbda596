import Catalog
import Foundation
import SlipGenerator

/// Writes truths as JSON with sorted keys.
enum TruthText {
    /// One line of JSON Lines, with its line break.
    static func line(_ truth: SlipTruth) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(truth), as: UTF8.self) + "\n"
    }

    /// Writes a text to a file, in a folder that is made when it is missing.
    static func write(_ text: String, to path: String) throws {
        do {
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path))
        } catch {
            throw GeneratorError.cannotWrite(path: path, reason: error.systemReason)
        }
    }
}
