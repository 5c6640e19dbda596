import ArgumentParser
import Catalog
import Foundation

/// A file that was named on the command line.
enum GivenFile {
    /// The content of the file.
    ///
    /// - Parameters:
    ///   - path: The file's path; nil for standard input.
    ///   - what: What it is to be, before its path in what is said.
    /// - Returns: Its bytes.
    /// - Throws: `ExitCode` 69, after it was said why it cannot be read.
    static func content(of path: String?, what: String = "") throws -> Data {
        do {
            guard let path else { return try FileHandle.standardInput.readToEnd() ?? Data() }
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw ExitCode.reported(
                69, "\(what)\(path ?? "standard input") cannot be read: \(error.systemReason)")
        }
    }
}
