/// The order of the bytes of a number, and reading numbers that may lie outside.
enum ByteOrder {
    case little
    case big

    /// The unsigned number of `width` bytes at `offset`; nil where the bytes end before it does.
    func number(in bytes: [UInt8], at offset: Int, width: Int) -> UInt64? {
        guard offset >= 0, offset <= bytes.count - width else { return nil }
        var value: UInt64 = 0
        for index in 0..<width {
            let place = self == .big ? index : width - 1 - index
            value = value << 8 | UInt64(bytes[offset + place])
        }
        return value
    }
}
