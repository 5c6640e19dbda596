import Crypto
import Foundation

/// Encrypts contents as they lie on the disk: AES-256-GCM in pieces, each content with a key of its own.
///
/// The file of a content is ``mark`` and its pieces: each up to 1 MiB of the content, encrypted, and a tag of 16 bytes.
/// The key follows from the data key and the content's digest, so that a key never meets another content, and
/// a file that stands for another content cannot be decrypted. The nonce counts the pieces and marks the last
/// one, so that none can be left out, added or exchanged. Each piece is bound to mark and digest as associated data.
struct ContentCipher: Sendable {
    /// The first eight bytes of the file of an encrypted content.
    static let mark = Array("SLPWENC1".utf8)
    static let pieceLength = 1 << 20
    private static let tagLength = 16

    private let key: SymmetricKey
    private let bound: [UInt8]

    init(_ dataKey: DataKey, for digest: ContentDigest) {
        key = dataKey.derived(for: "slipway.content.v1\n\(digest.hex)")
        bound = Self.mark + Array(digest.hex.utf8)
    }

    /// A piece as it lies in the file; nil where the library refuses.
    func sealed(_ piece: [UInt8], number: UInt64, isLast: Bool) -> [UInt8]? {
        guard let nonce = Self.nonce(number, isLast),
            let box = try? AES.GCM.seal(piece, using: key, nonce: nonce, authenticating: bound)
        else { return nil }
        return Array(box.ciphertext) + Array(box.tag)
    }

    /// The content of a file without its mark; nil where it is not what was encrypted for this digest.
    func opened(_ file: ArraySlice<UInt8>) -> [UInt8]? {
        var content: [UInt8] = []
        content.reserveCapacity(file.count)
        var (rest, number) = (file, UInt64(0))
        repeat {
            let piece = rest.prefix(Self.pieceLength + Self.tagLength)
            rest = rest.dropFirst(piece.count)
            guard piece.count >= Self.tagLength, let nonce = Self.nonce(number, rest.isEmpty),
                let box = try? AES.GCM.SealedBox(
                    nonce: nonce, ciphertext: piece.dropLast(Self.tagLength),
                    tag: piece.suffix(Self.tagLength)),
                let opened = try? AES.GCM.open(box, using: key, authenticating: bound)
            else { return nil }
            content += opened
            number += 1
        } while !rest.isEmpty
        return content
    }

    private static func nonce(_ number: UInt64, _ isLast: Bool) -> AES.GCM.Nonce? {
        var bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
        bytes += [0, 0, 0, isLast ? 1 : 0]
        return try? AES.GCM.Nonce(data: bytes)
    }
}
