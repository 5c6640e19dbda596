import Crypto

/// The SHA-256 of some bytes: the name under which the archive keeps them.
public struct ContentDigest: Hashable, Sendable {
    /// 64 lower-case hexadecimal digits.
    public let hex: String

    /// The digest of these bytes.
    public init(of bytes: some Sequence<UInt8>) {
        var hasher = ContentHasher()
        hasher.update(Array(bytes))
        self = hasher.finished()
    }

    init(_ digest: SHA256.Digest) {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        hex = String(decoding: text, as: UTF8.self)
    }

    /// The digest of a regular file's bytes, read in pieces.
    ///
    /// - Throws: ``ArchiveError/file(operation:path:reason:)`` when the file cannot be read or is not a
    ///   regular file; ``ArchiveError/sourceChanged(path:)`` when it is written to meanwhile.
    public init(ofFileAt path: String) throws(ArchiveError) {
        let source = try SourceFile(path)
        var hasher = ContentHasher()
        while let piece = try source.next() { hasher.update(piece) }
        try source.checkUnchanged()
        self = hasher.finished()
    }
}

extension ContentDigest: LosslessStringConvertible {
    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    public init?(_ description: String) {
        let isHexadecimal = description.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        }
        guard description.utf8.count == 64, isHexadecimal else { return nil }
        hex = description
    }

    public var description: String { hex }
}

extension ContentDigest: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a SHA-256 of 64 hexadecimal digits")
        }
        self = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

/// A digest in the making, for bytes that come in pieces.
struct ContentHasher {
    private var function = SHA256()

    mutating func update(_ bytes: [UInt8]) {
        function.update(data: bytes)
    }

    func finished() -> ContentDigest {
        ContentDigest(function.finalize())
    }
}
