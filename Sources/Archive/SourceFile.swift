/// A regular file that is read from beginning to end and must not change meanwhile.
struct SourceFile: ~Copyable {
    private let file: OpenFile
    private let stateAtStart: FileState

    /// - Throws: ``ArchiveError/file(operation:path:reason:)`` when it cannot be opened or is no regular file.
    init(_ path: String) throws(ArchiveError) {
        let opened = try OpenFile.reading(path)
        let state = try opened.state()
        guard state.isRegular else {
            throw .file(operation: "read", path: path, reason: "it is not a regular file")
        }
        file = opened
        stateAtStart = state
    }

    /// The file’s size in bytes when it was opened.
    var size: Int64 { stateAtStart.size }

    /// The next bytes; nil at the end.
    func next() throws(ArchiveError) -> [UInt8]? {
        let bytes = try file.read(upTo: 1 << 20)
        return bytes.isEmpty ? nil : bytes
    }

    /// The most that is read at once of a file: more than any content, which a slip's limits keep smaller by far.
    static let limit: Int64 = 1 << 30

    /// All bytes from here to the end.
    ///
    /// - Parameter limit: The most bytes that such a file has.
    /// - Returns: The bytes.
    /// - Throws: ``ArchiveError/file(operation:path:reason:)`` where there are more: a file with holes may claim any size.
    func rest(upTo limit: Int64 = Self.limit) throws(ArchiveError) -> [UInt8] {
        guard size <= limit else {
            throw .file(
                operation: "read", path: file.path,
                reason: "it has \(size) bytes, more than the \(limit) that such a file may have")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(size))
        while let piece = try next() { bytes += piece }
        return bytes
    }

    /// - Throws: ``ArchiveError/sourceChanged(path:)`` when the file was written to since it was opened.
    func checkUnchanged() throws(ArchiveError) {
        guard try file.state() == stateAtStart else { throw .sourceChanged(path: file.path) }
    }
}
