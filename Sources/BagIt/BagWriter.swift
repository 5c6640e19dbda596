import Foundation

/// Writes a bag: a payload and what proves that it is whole (RFC 8493, version 1.0, SHA-256 and SHA-512).
///
/// The folder appears under its name only when the bag is complete.
public struct BagWriter {
    private let target: URL
    private let draft: URL
    private var checksums: [String: [ChecksumAlgorithm: String]] = [:]
    private var octets = 0
    private static let algorithms = [ChecksumAlgorithm.sha256, .sha512]

    /// Begins a bag.
    ///
    /// - Parameter path: The folder to make; nothing may be there.
    /// - Throws: ``BagError`` when something is there, or no folder can be made.
    public init(to path: String) throws(BagError) {
        target = URL(filePath: path, directoryHint: .isDirectory)
        draft = target.deletingLastPathComponent().appending(
            path: ".\(target.lastPathComponent)-\(UUID().uuidString)", directoryHint: .isDirectory)
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw BagError(path: path, reason: "it is there already: name a folder that is not")
        }
        do {
            try FileManager.default.createDirectory(
                at: draft.appending(path: "data"), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o750])
        } catch {
            throw BagError(path: path, reason: "the folder cannot be made: \(BagError.reason(of: error))")
        }
    }

    /// Puts a file into the payload.
    ///
    /// - Parameters:
    ///   - bytes: Its content.
    ///   - path: Where, below `data/`; `/` between the parts.
    /// - Throws: ``BagError``.
    public mutating func add(_ bytes: [UInt8], as path: String) throws(BagError) {
        let inner = "data/\(path)"
        try write(bytes, as: inner)
        octets += bytes.count
        checksums[inner] = Self.checksums(of: bytes)
    }

    /// Completes the bag.
    ///
    /// - Parameters:
    ///   - information: Labels and values of `bag-info.txt`; `Payload-Oxum` and `Bagging-Date` are added.
    ///   - date: The day of `Bagging-Date`, as 2026-01-31.
    /// - Throws: ``BagError``; then nothing is left under the bag's name.
    public consuming func finish(
        _ information: [(label: String, value: String)], date: String
    ) throws(BagError) {
        do throws(BagError) {
            try complete(information, date: date)
        } catch {
            try? FileManager.default.removeItem(at: draft)
            throw error
        }
    }

    private func complete(
        _ information: [(label: String, value: String)], date: String
    ) throws(BagError) {
        let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        let lines =
            information + [("Bagging-Date", date), ("Payload-Oxum", "\(octets).\(checksums.count)")]
        let info = lines.map { "\($0.label): \($0.value.replacing("\n", with: " "))\n" }.joined()
        var tagFiles = [("bagit.txt", declaration), ("bag-info.txt", info)]
        for algorithm in Self.algorithms {
            tagFiles.append(("manifest-\(algorithm.rawValue).txt", Self.manifest(checksums, algorithm)))
        }
        var tags: [String: [ChecksumAlgorithm: String]] = [:]
        for (name, text) in tagFiles {
            try write(Array(text.utf8), as: name)
            tags[name] = Self.checksums(of: Array(text.utf8))
        }
        for algorithm in Self.algorithms {
            try write(
                Array(Self.manifest(tags, algorithm).utf8), as: "tagmanifest-\(algorithm.rawValue).txt")
        }
        do {
            try FileManager.default.moveItem(at: draft, to: target)
        } catch {
            throw BagError(path: target.path, reason: "it cannot be named: \(BagError.reason(of: error))")
        }
    }

    /// Removes what was written, for a bag that will not be finished.
    public consuming func discard() {
        try? FileManager.default.removeItem(at: draft)
    }

    private static func checksums(of bytes: [UInt8]) -> [ChecksumAlgorithm: String] {
        Dictionary(uniqueKeysWithValues: algorithms.map { ($0, $0.checksum(of: bytes)) })
    }

    private static func manifest(
        _ files: [String: [ChecksumAlgorithm: String]], _ algorithm: ChecksumAlgorithm
    ) -> String {
        files.sorted { $0.key < $1.key }
            .map { "\($0.value[algorithm] ?? "")  \(BagPath.encoded($0.key))\n" }.joined()
    }

    private func write(_ bytes: [UInt8], as path: String) throws(BagError) {
        let file = draft.appending(path: path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        } catch {
            throw BagError(path: path, reason: "it cannot be written: \(BagError.reason(of: error))")
        }
    }
}
