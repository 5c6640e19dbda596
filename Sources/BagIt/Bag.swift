import Foundation

/// A bag on disk, read and checked.
///
/// Source: RFC 8493. Bags of the drafts before it (0.93 to 0.97) are checked by their looser rules.
public struct Bag {
    private let root: URL
    private let declaration: BagDeclaration
    /// The manifests of the payload and those of the tag files, by their names.
    private var payload: [BagManifest] = []
    private var tags: [BagManifest] = []
    /// Files that are to be fetched and need not be there.
    private var fetched: Set<String> = []

    /// Reads the tag files of a bag.
    ///
    /// - Throws: ``BagError`` that names file, line and reason.
    public init(at path: String) throws(BagError) {
        root = URL(filePath: path, directoryHint: .isDirectory)
        let bytes = try Self.bytes(BagDeclaration.fileName, in: root)
        declaration = try BagDeclaration(bytes)
        let names = try Self.names(in: root)
        for name in names where name.hasSuffix(".txt") {
            if let kind = Self.algorithmName(of: name, prefix: "manifest-") {
                payload.append(try manifest(name, kind))
            } else if let kind = Self.algorithmName(of: name, prefix: "tagmanifest-") {
                tags.append(try manifest(name, kind))
            }
        }
        guard !payload.isEmpty else {
            throw BagError(
                path: path, reason: "it has no manifest of its payload (manifest-sha512.txt or another)")
        }
        if names.contains("fetch.txt") { fetched = try fetchedPaths() }
    }

    /// The version that `bagit.txt` declares, such as 1.0.
    public var version: String { declaration.version.map(String.init).joined(separator: ".") }

    /// The labels and values of `bag-info.txt`, in order; empty where there is none.
    ///
    /// - Throws: ``BagError`` where it cannot be read.
    public func information() throws(BagError) -> [(label: String, value: String)] {
        let name = "bag-info.txt"
        guard FileManager.default.fileExists(atPath: file(name).path) else { return [] }
        var pairs: [(label: String, value: String)] = []
        for (index, line) in TagLines.lines(of: try text(name)).enumerated() {
            if line.first?.isWhitespace ?? true, !pairs.isEmpty {
                pairs[pairs.count - 1].value += " " + line.trimmingCharacters(in: .whitespaces)
            } else if let colon = line.firstIndex(of: ":") {
                pairs.append(
                    (
                        line[..<colon].trimmingCharacters(in: .whitespaces),
                        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                    ))
            } else {
                throw BagError(path: name, line: index + 1, reason: "“Label: value” must stand there")
            }
        }
        return pairs
    }

    /// Everything that keeps the bag from being valid: files that lack, are too many, or have other bytes.
    public func faults() -> [BagError] {
        var faults: [BagError] = []
        let present: Set<String>
        do throws(BagError) {
            present = Set(try Self.files(below: root, path: "data/"))
            _ = try information()
        } catch {
            return [error]
        }
        let listed = payload.map { Set($0.checksums.keys) }
        let all = listed.reduce(into: Set<String>()) { $0.formUnion($1) }
        for path in all.sorted() where !path.hasPrefix("data/") {
            faults.append(BagError(path: path, reason: "a manifest of the payload lists it, and it is none"))
        }
        for path in present.subtracting(Set(all.map(onDisk))).sorted() {
            faults.append(BagError(path: path, reason: "no manifest lists it"))
        }
        if declaration.isOfRFC {
            for (manifest, paths) in zip(payload, listed) {
                for path in all.subtracting(paths).sorted() {
                    faults.append(BagError(path: manifest.fileName, reason: "it does not list “\(path)”"))
                }
            }
        }
        for path in fetched.subtracting(all).sorted() {
            faults.append(BagError(path: "fetch.txt", reason: "no manifest lists “\(path)”"))
        }
        for manifest in payload + tags { faults += checked(manifest) }
        return faults
    }

    private func checked(_ manifest: BagManifest) -> [BagError] {
        manifest.checksums.sorted { $0.key < $1.key }.compactMap { path, checksum in
            do throws(BagError) {
                let bytes = try Self.bytes(onDisk(path), in: root)
                guard manifest.algorithm.checksum(of: bytes) != checksum else { return nil }
                return BagError(path: path, reason: "it has not the checksum that \(manifest.fileName) gives")
            } catch {
                return fetched.contains(path)
                    ? BagError(path: path, reason: "it has not been fetched yet (fetch.txt)") : error
            }
        }
    }

    /// A listed path as the file system has it, which may be composed otherwise.
    private func onDisk(_ path: String) -> String {
        let forms = [
            path, path.precomposedStringWithCanonicalMapping, path.decomposedStringWithCanonicalMapping,
        ]
        return forms.first { FileManager.default.fileExists(atPath: file($0).path) } ?? path
    }

    private func file(_ path: String) -> URL { root.appending(path: path) }

    private func manifest(_ name: String, _ algorithm: String) throws(BagError) -> BagManifest {
        guard let known = ChecksumAlgorithm(rawValue: algorithm.lowercased()) else {
            throw BagError(
                path: name, reason: "checksums of the kind “\(algorithm)” are not known to this program")
        }
        return try BagManifest(
            try text(name), fileName: name, algorithm: known, isStrict: declaration.isOfRFC)
    }

    /// Each line: address, length or `-`, path.
    private func fetchedPaths() throws(BagError) -> Set<String> {
        var paths: Set<String> = []
        for (index, line) in TagLines.lines(of: try text("fetch.txt")).enumerated() {
            let parts = line.split(maxSplits: 2, whereSeparator: \.isWhitespace)
            guard parts.count == 3, parts[1] == "-" || Int(parts[1]) != nil else {
                throw BagError(
                    path: "fetch.txt", line: index + 1,
                    reason: "an address, a length and a path must stand there")
            }
            paths.insert(try BagPath.decoded(String(parts[2]), in: "fetch.txt", line: index + 1))
        }
        return paths
    }

    private func text(_ name: String) throws(BagError) -> String {
        let bytes = try Self.bytes(name, in: root)
        guard let text = String(data: Data(bytes), encoding: declaration.encoding) else {
            throw BagError(path: name, reason: "it is not in the encoding that bagit.txt declares")
        }
        return text
    }

    private static func algorithmName(of name: String, prefix: String) -> String? {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count).dropLast(4)) : nil
    }

    private static func bytes(_ name: String, in root: URL) throws(BagError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: root.appending(path: name)))
        } catch {
            throw BagError(path: name, reason: "it cannot be read: \(BagError.reason(of: error))")
        }
    }

    private static func names(in folder: URL) throws(BagError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        } catch {
            throw BagError(
                path: folder.path, reason: "the folder cannot be read: \(BagError.reason(of: error))")
        }
    }

    /// The files below a folder of the bag, as paths from the bag's folder.
    private static func files(below root: URL, path: String) throws(BagError) -> [String] {
        var found: [String] = []
        for name in try names(in: root.appending(path: path)) {
            var isFolder: ObjCBool = false
            let inner = path + name
            guard
                FileManager.default.fileExists(
                    atPath: root.appending(path: inner).path, isDirectory: &isFolder)
            else { continue }
            found += isFolder.boolValue ? try files(below: root, path: inner + "/") : [inner]
        }
        return found
    }
}
