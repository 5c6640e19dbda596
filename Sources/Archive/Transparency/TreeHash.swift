internal import Crypto
internal import Foundation

/// A hash of an RFC 6962 Merkle tree: 32 bytes of SHA-256.
public struct TreeHash: Hashable, Sendable {
    private var vector: SIMD32<UInt8> = .zero

    /// - Parameter bytes: 32 bytes; nil for any other number.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        for (place, byte) in bytes.enumerated() { vector[place] = byte }
    }

    private init(_ digest: SHA256.Digest) {
        for (place, byte) in digest.enumerated() { vector[place] = byte }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { vector.indices.map { vector[$0] } }

    /// The hash of the tree without leaves: SHA-256 of nothing (RFC 6962, 2.1).
    public static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// The hash of a leaf: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: some Sequence<UInt8>) -> TreeHash {
        var function = SHA256()
        function.update(data: [0x00])
        function.update(data: Array(entry))
        return TreeHash(function.finalize())
    }

    /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var function = SHA256()
        function.update(data: [0x01])
        function.update(data: left.bytes)
        function.update(data: right.bytes)
        return TreeHash(function.finalize())
    }
}

extension TreeHash: LosslessStringConvertible {
    /// Reads standard base64 of 32 bytes; nil for anything else, other spellings of the same bytes included.
    public init?(_ description: String) {
        guard let bytes = Base64.bytes(description), let hash = TreeHash(bytes: bytes) else { return nil }
        self = hash
    }

    public var description: String { Base64.text(bytes) }
}

/// Standard base64 in its one canonical spelling.
enum Base64 {
    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The bytes; nil unless the text is exactly what ``text(_:)`` writes for them.
    static func bytes(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text) else { return nil }
        let bytes = Array(data)
        return self.text(bytes) == text ? bytes : nil
    }
}
