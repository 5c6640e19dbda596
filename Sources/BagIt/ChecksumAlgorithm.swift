import Crypto

/// An algorithm of manifests, by the name that stands in their file names.
///
/// Source: RFC 8493, section 2.4. MD5 and SHA-1 prove nothing against an attacker; old bags have only them.
public enum ChecksumAlgorithm: String, CaseIterable, Hashable, Sendable {
    case md5
    case sha1
    case sha256
    case sha384
    case sha512

    /// The checksum of bytes, in lower-case hexadecimal.
    public func checksum(of bytes: [UInt8]) -> String {
        switch self {
        case .md5: Self.hexadecimal(Insecure.MD5.hash(data: bytes))
        case .sha1: Self.hexadecimal(Insecure.SHA1.hash(data: bytes))
        case .sha256: Self.hexadecimal(SHA256.hash(data: bytes))
        case .sha384: Self.hexadecimal(SHA384.hash(data: bytes))
        case .sha512: Self.hexadecimal(SHA512.hash(data: bytes))
        }
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
