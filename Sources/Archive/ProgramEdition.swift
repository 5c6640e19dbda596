internal import Foundation
internal import Synchronization

/// Which program made a review, as the review's event names it.
public struct ProgramEdition: Hashable, Codable, Sendable {
    /// As `slipway --version` tells it.
    public var version: String
    /// The SHA-256 of the program's file: rules, confidences and all else that is built in are in it.
    public var build: ContentDigest
    /// The SHA-256 of the list of the models that pages are read with: a line `<sha256 of the file>  <name>` for each,
    /// sorted by name, as `sha256sum` writes it.
    public var models: ContentDigest

    public init(version: String, build: ContentDigest, models: ContentDigest) {
        self.version = version
        self.build = build
        self.models = models
    }
}

/// The program that runs; what edition it is is found out when it is first asked for.
public final class ThisProgram: Sendable {
    private let version: String
    private let file: String
    private let models: String
    private let known = Mutex<ProgramEdition?>(nil)

    /// - Parameters:
    ///   - version: Its version.
    ///   - file: Its file; the one that runs, though another may have taken its place on the disk.
    ///   - models: The folder of the models.
    public init(version: String, file: String = "/proc/self/exe", models: String) {
        self.version = version
        self.file = file
        self.models = models
    }

    /// Reads program and models, the first time.
    ///
    /// - Throws: ``ArchiveError/file(operation:path:reason:)`` where one of the files cannot be read.
    public func edition() throws(ArchiveError) -> ProgramEdition {
        try known.withLock { known throws(ArchiveError) in
            if let known { return known }
            let edition = ProgramEdition(
                version: version, build: try Self.digest(ofProgram: file), models: try modelsDigest())
            known = edition
            return edition
        }
    }

    private func modelsDigest() throws(ArchiveError) -> ContentDigest {
        var list = ""
        for name in try Folder.names(in: models).sorted() {
            list += "\(try ContentDigest(ofFileAt: "\(models)/\(name)"))  \(name)\n"
        }
        return ContentDigest(of: Array(list.utf8))
    }

    private static func digest(ofProgram file: String) throws(ArchiveError) -> ContentDigest {
        var hasher = ContentHasher()
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: file))
            defer { try? handle.close() }
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
                hasher.update(Array(piece))
            }
        } catch {
            throw .file(operation: "read", path: file, reason: "\(error)")
        }
        return hasher.finished()
    }
}
