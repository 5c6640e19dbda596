/// A manifest: the files of a bag with their checksums.
struct BagManifest {
    var fileName: String
    var algorithm: ChecksumAlgorithm
    /// By path.
    var checksums: [String: String]

    /// - Parameters:
    ///   - text: The content of the file.
    ///   - fileName: Where it stands.
    ///   - algorithm: The kind of its checksums.
    ///   - isStrict: Whether a file may be listed only once, as RFC 8493 has it.
    /// - Throws: ``BagError`` that names the line.
    init(
        _ text: String, fileName: String, algorithm: ChecksumAlgorithm, isStrict: Bool
    ) throws(BagError) {
        self.fileName = fileName
        self.algorithm = algorithm
        checksums = [:]
        for (index, line) in TagLines.lines(of: text).enumerated() where !line.allSatisfy(\.isWhitespace) {
            guard let gap = line.firstIndex(where: \.isWhitespace) else {
                throw BagError(
                    path: fileName, line: index + 1, reason: "a checksum and a path must stand there")
            }
            let checksum = line[..<gap].lowercased()
            // md5sum sets a star before the names of binary files.
            var name = line[gap...].drop(while: \.isWhitespace)
            if name.first == "*" { name.removeFirst() }
            let path = try BagPath.decoded(String(name), in: fileName, line: index + 1)
            if let other = checksums[path], isStrict || other != checksum {
                throw BagError(path: fileName, line: index + 1, reason: "“\(path)” is listed twice")
            }
            checksums[path] = checksum
        }
    }
}
