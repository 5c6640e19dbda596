/// Exact decimal arithmetic on whole millionths, the store behind ``Money`` and ``Quantity``.
///
/// Six decimals hold every price and quantity of the trade: a price has up to six decimals, a quantity up to
/// four (national settlement interface, fields `pric` and `cnt`).
enum FixedPoint {
    static let scale: Int64 = 1_000_000

    /// Reads plain decimal text (`-12.50`, `3`, `.5`); nil for anything else, and for what does not fit.
    static func parse(_ text: some StringProtocol) -> Int64? {
        var rest = Substring(text)
        var negative = false
        if let sign = rest.first, sign == "-" || sign == "+" {
            negative = sign == "-"
            rest.removeFirst()
        }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2 else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard !(whole.isEmpty && fraction.isEmpty), parts.count == 1 || !fraction.isEmpty else { return nil }
        guard let units = digits(whole), fraction.utf8.count <= 12 else { return nil }
        let significant = fraction.prefix(6)
        guard let part = digits(significant), fraction.dropFirst(6).allSatisfy({ $0 == "0" }) else {
            return nil
        }
        var micros = part
        for _ in significant.utf8.count..<6 { micros *= 10 }
        let (scaled, overflow) = units.multipliedReportingOverflow(by: scale)
        let (sum, overflowOfSum) = scaled.addingReportingOverflow(micros)
        guard !overflow, !overflowOfSum else { return nil }
        return negative ? -sum : sum
    }

    /// The value of at most thirteen ASCII digits, which is as many as fit; zero for none, nil for anything else.
    private static func digits(_ text: some StringProtocol) -> Int64? {
        guard text.utf8.count <= 13 else { return nil }
        var value: Int64 = 0
        for byte in text.utf8 {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }

    /// Plain decimal text with at least `minimum` decimals and no more than are needed.
    static func text(_ micros: Int64, minimum: Int) -> String {
        let magnitude = micros.magnitude
        let units = magnitude / UInt64(scale)
        var decimals = String(magnitude % UInt64(scale))
        decimals = String(repeating: "0", count: 6 - decimals.count) + decimals
        while decimals.count > minimum, decimals.hasSuffix("0") { decimals.removeLast() }
        let sign = micros < 0 ? "-" : ""
        return decimals.isEmpty ? "\(sign)\(units)" : "\(sign)\(units).\(decimals)"
    }

    /// `a × b`, rounded half away from zero to a multiple of `step` millionths; nil when it does not fit.
    static func product(_ a: Int64, _ b: Int64, step: Int64) -> Int64? {
        let exact = Int128(a) * Int128(b)
        let unit = Int128(scale) * Int128(step)
        let half = unit / 2
        let rounded = (exact >= 0 ? exact + half : exact - half) / unit
        return Int64(exactly: rounded * Int128(step))
    }
}
