import ArgumentParser
import Catalog
import Foundation
import Processing

/// Where files are moved when they are done with, by whichever command.
struct MovingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Move files that are archived to this folder, on the same file system.", valueName: "dir"))
    var done: String?

    @Option(
        help: ArgumentHelp(
            "Move files that are in quarantine to this folder, on the same file system.", valueName: "dir"))
    var failed: String?

    /// The folders that were given.
    var folders: [String] { [done, failed].compactMap(\.self) }

    var movers: SourceMovers {
        SourceMovers(done: done.map { SourceMover(to: $0) }, failed: failed.map { SourceMover(to: $0) })
    }

    /// Makes the folders, and sees to it that files can be moved there, before anything is read.
    ///
    /// - Throws: `ExitCode` 64, after what is wrong was reported on standard error.
    func prepare(for paths: [String]) throws {
        for folder in folders {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            } catch {
                throw ExitCode.reported(64, "\(folder) cannot be made: \(error.systemReason)")
            }
            let system = Self.fileSystem(of: folder)
            for path in paths where Self.fileSystem(of: path) != nil && Self.fileSystem(of: path) != system {
                throw ExitCode.reported(
                    64, "\(folder) lies on another file system than \(path): give a folder on the same one")
            }
        }
    }

    /// The number of the file system that a path lies on; nil where nothing is there.
    private static func fileSystem(of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: RealPath.of(path))
        return attributes?[.systemNumber] as? Int
    }
}
