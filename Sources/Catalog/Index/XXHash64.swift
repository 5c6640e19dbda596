import Foundation

/// The sum XXH64 of Yann Collet's xxHash, which tells damage from content quickly; it is no protection against intent.
///
/// Source: xxHash fast digest algorithm, version 0.1.1, section “XXH64 algorithm description”; the seed is 0.
enum XXHash64 {
    private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
        0x27D4_EB2F_1656_67C5
    )

    /// The sum of the bytes from a place to the end.
    static func hash(of data: Data, from start: Int) -> UInt64 {
        let span = data.bytes.extracting(droppingFirst: start)
        let count = span.byteCount
        var place = 0
        var sum = primes.4
        if count >= 32 {
            var (a, b, c, d) = (primes.0 &+ primes.1, primes.1, UInt64(0), 0 &- primes.0)
            while place <= count - 32 {
                a = round(a, long(span, place))
                b = round(b, long(span, place + 8))
                c = round(c, long(span, place + 16))
                d = round(d, long(span, place + 24))
                place += 32
            }
            sum = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
            for lane in [a, b, c, d] { sum = (sum ^ round(0, lane)) &* primes.0 &+ primes.3 }
        }
        sum = sum &+ UInt64(count)
        while place <= count - 8 {
            sum = rotated(sum ^ round(0, long(span, place)), 27) &* primes.0 &+ primes.3
            place += 8
        }
        while place < count {
            // The span checks the bounds, and every pattern of bits is a byte.
            if place <= count - 4 {
                let word = unsafe UInt32(
                    littleEndian: span.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
                sum = rotated(sum ^ (UInt64(word) &* primes.0), 23) &* primes.1 &+ primes.2
                place += 4
            } else {
                let byte = unsafe span.unsafeLoad(fromByteOffset: place, as: UInt8.self)
                sum = rotated(sum ^ (UInt64(byte) &* primes.4), 11) &* primes.0
                place += 1
            }
        }
        sum = (sum ^ (sum >> 33)) &* primes.1
        sum = (sum ^ (sum >> 29)) &* primes.2
        return sum ^ (sum >> 32)
    }

    private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
        rotated(lane &+ input &* primes.1, 31) &* primes.0
    }

    private static func rotated(_ number: UInt64, _ bits: UInt64) -> UInt64 {
        number &<< bits | number &>> (64 &- bits)
    }

    /// The span checks the bounds, and every pattern of bits is a number.
    private static func long(_ span: RawSpan, _ place: Int) -> UInt64 {
        unsafe UInt64(littleEndian: span.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
}
