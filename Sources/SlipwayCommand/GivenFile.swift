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
            // Foundation reads pipes, such as /dev/stdin, through handles only.
            let handle = try path.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? .standardInput
            return try handle.readToEnd() ?? Data()
        } catch {
            throw ExitCode.reported(
                69, "\(what)\(path ?? "standard input") cannot be read: \(error.systemReason)")
        }
    }
}
