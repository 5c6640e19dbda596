/// Writes a content into its file, encrypted where contents are.
struct ContentWriter {
    private let cipher: ContentCipher?
    /// What was given and not yet written: the last piece is known when the content ends.
    private var rest: [UInt8] = []
    private var number: UInt64 = 0
    private var hasBegun = false

    /// - Parameters:
    ///   - dataKey: Nil where contents lie in clear.
    ///   - digest: The content's; needed where it is encrypted.
    init(_ dataKey: DataKey?, _ digest: ContentDigest?) {
        cipher = dataKey.flatMap { key in digest.map { ContentCipher(key, for: $0) } }
    }

    /// Takes the next bytes of the content.
    mutating func write(_ bytes: [UInt8], to file: borrowing OpenFile) throws(ArchiveError) {
        guard let cipher else { return try file.write(bytes) }
        try begin(file)
        rest += bytes
        var start = 0
        while rest.count - start > ContentCipher.pieceLength {
            let end = start + ContentCipher.pieceLength
            try write(Array(rest[start..<end]), isLast: false, cipher, to: file)
            start = end
        }
        rest.removeFirst(start)
    }

    /// Writes what is left.
    mutating func finish(_ file: borrowing OpenFile) throws(ArchiveError) {
        guard let cipher else { return }
        try begin(file)
        try write(rest, isLast: true, cipher, to: file)
    }

    private mutating func begin(_ file: borrowing OpenFile) throws(ArchiveError) {
        if !hasBegun { try file.write(ContentCipher.mark) }
        hasBegun = true
    }

    private mutating func write(
        _ piece: [UInt8], isLast: Bool, _ cipher: ContentCipher, to file: borrowing OpenFile
    ) throws(ArchiveError) {
        guard let sealed = cipher.sealed(piece, number: number, isLast: isLast) else {
            throw .encryption(path: file.path, reason: "it cannot be encrypted")
        }
        try file.write(sealed)
        number += 1
    }
}
