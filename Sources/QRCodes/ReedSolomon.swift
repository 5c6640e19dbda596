/// Error correction codewords of QR codes: Reed–Solomon over GF(256) with the polynomial 0x11D.
///
/// Source: ISO/IEC 18004:2015, annex A.
enum ReedSolomon {
    /// The remainder of the data, as a polynomial, by the generator of the degree wanted.
    static func correction(of data: [UInt8], count: Int) -> [UInt8] {
        var generator: [UInt8] = [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            var next = generator + [0]
            for (index, coefficient) in generator.enumerated() {
                next[index + 1] ^= product(coefficient, root)
            }
            generator = next
            root = product(root, 2)
        }
        var remainder = [UInt8](repeating: 0, count: count)
        for byte in data {
            let factor = byte ^ remainder[0]
            remainder.removeFirst()
            remainder.append(0)
            for index in 0..<count { remainder[index] ^= product(generator[index + 1], factor) }
        }
        return remainder
    }

    /// The product of two elements of the field.
    private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var result: UInt16 = 0
        for bit in (0..<8).reversed() {
            result = result << 1 ^ (result >> 7 & 1) * 0x11D
            if b >> bit & 1 == 1 { result ^= UInt16(a) }
        }
        return UInt8(truncatingIfNeeded: result)
    }
}
