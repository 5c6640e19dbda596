/// The text of a number as slips print it, made plain: sign, digits and one decimal point.
enum PrintedNumber {
    /// Full-width forms as their ASCII counterparts, other dashes as `-`, and no white space but a plain space.
    static func plainCharacters(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: plain.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0xFFE5: plain.append("¥")
            case 0x2212, 0x2010...0x2015, 0x2500: plain.append("-")
            case 0x3002: plain.append(".")
            case 0x3000, 0xA0, 0x09, 0x0A, 0x0D: plain.append(" ")
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    /// Plain decimal text, or nil when the text is no single number.
    ///
    /// Accepted around the digits: ¥, ￥, RMB, a trailing 元, a sign before or after the currency mark,
    /// parentheses for a negative amount, and commas that part groups of three.
    static func decimalText(_ text: String) -> String? {
        var rest = Substring(plainCharacters(text).filter { $0 != " " })
        var negative = false
        if rest.hasPrefix("("), rest.hasSuffix(")") {
            negative = true
            rest = rest.dropFirst().dropLast()
        }
        for mark in ["¥", "RMB"] where rest.hasPrefix(mark) { rest = rest.dropFirst(mark.count) }
        if let sign = rest.first, sign == "-" || sign == "+" {
            guard !negative else { return nil }
            negative = sign == "-"
            rest = rest.dropFirst()
            if rest.hasPrefix("¥") { rest = rest.dropFirst() }
        }
        for mark in ["元", "圆"] where rest.hasSuffix(mark) { rest = rest.dropLast() }
        guard let digits = withoutGroupCommas(rest), !digits.isEmpty else { return nil }
        return negative ? "-\(digits)" : digits
    }

    /// The number without thousands commas; nil when a comma stands where no group ends.
    private static func withoutGroupCommas(_ text: Substring) -> String? {
        guard text.contains(",") else { return String(text) }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = (parts.first ?? "").split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 }),
            parts.count < 2 || !parts[1].contains(",")
        else { return nil }
        return groups.joined() + (parts.count > 1 ? ".\(parts[1])" : "")
    }
}

extension Money {
    /// Reads an amount in yuan as slips print it: `¥1,234.50`, `１２．５０元`, `-3`, `(3.00)`; nil for anything else.
    public init?(printed text: String) {
        guard let plain = PrintedNumber.decimalText(text) else { return nil }
        self.init(plain)
    }
}

extension Quantity {
    /// Reads a quantity as slips print it: `2`, `1.50`, `２`, `1,000`; nil for anything else.
    public init?(printed text: String) {
        guard let plain = PrintedNumber.decimalText(text) else { return nil }
        self.init(plain)
    }
}
