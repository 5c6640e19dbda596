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

    /// All bytes from here to the end.
    func rest() throws(ArchiveError) -> [UInt8] {
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
