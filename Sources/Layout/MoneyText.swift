extension StringProtocol {
    /// Whether it ends as an amount does: a point and two digits.
    package var endsInFen: Bool { dropLast(2).last == "." && suffix(2).allSatisfy(\.isNumber) }

    /// How many digits stand behind its last point; nil where anything else stands there, or no digit before it.
    package var decimalsAtEnd: Int? {
        guard let point = lastIndex(of: "."), self[..<point].last?.isNumber == true else { return nil }
        let decimals = self[index(after: point)...]
        return decimals.allSatisfy(\.isNumber) ? decimals.count : nil
    }
}
