import Crypto
import Foundation

/// The second factor: codes of six digits that change every half minute.
///
/// Source: RFC 6238 (TOTP) with HMAC-SHA-1, 30 s, 6 digits, which every authenticator app knows.
struct OneTimeCode: Hashable, Sendable {
    private let secret: [UInt8]

    static let period: Int64 = 30

    /// A new secret of 160 bits.
    init() { secret = RandomBytes.make(20) }

    init(secret: [UInt8]) { self.secret = secret }

    /// The code of a step of time.
    func code(at step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (8 * (7 - $0))) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step of time that a code belongs to: now, or the one before or after.
    ///
    /// - Parameters:
    ///   - code: As typed; spaces do not matter.
    ///   - seconds: The time, in seconds since 1970.
    ///   - last: The step of the code that was used last: none is used twice.
    /// - Returns: The step; nil where the code is wrong or used up.
    func step(of code: String, at seconds: Int64, after last: Int64?) -> Int64? {
        let typed = Array(code.filter { !$0.isWhitespace }.utf8)
        let now = seconds / Self.period
        return [now, now - 1, now + 1].first { step in
            step > last ?? -1 && RandomBytes.areEqual(Array(self.code(at: step).utf8), typed)
        }
    }

    // MARK: Base 32, as authenticator apps want it (RFC 4648)

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    /// The secret for an authenticator app.
    var text: String {
        var text = ""
        for start in stride(from: 0, to: secret.count, by: 5) {
            let group = secret[start..<min(start + 5, secret.count)]
            let bits = group.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << (8 * UInt64(5 - group.count))
            for place in 0..<(group.count * 8 + 4) / 5 {
                text.append(Self.alphabet[Int(bits >> (35 - 5 * UInt64(place)) & 31)])
            }
        }
        return text
    }

    /// Reads a secret; nil for what is none.
    init?(text: String) {
        var bits: UInt64 = 0
        var count = 0
        var bytes: [UInt8] = []
        for character in text {
            guard let digit = Self.alphabet.firstIndex(of: character) else { return nil }
            bits = (bits << 5 | UInt64(digit)) & 0xFFFF
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(count)))
            }
        }
        guard bytes.count == 20 else { return nil }
        secret = bytes
    }

    /// What a QR code for an authenticator app holds.
    func address(account: String) -> String {
        let name = account.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? account
        return "otpauth://totp/Slipway:\(name)?secret=\(text)&issuer=Slipway"
    }
}
