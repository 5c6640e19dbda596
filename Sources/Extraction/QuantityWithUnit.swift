internal import Layout

/// Takes a cell that holds a quantity and a unit, `2/支` or `3次`, apart.
enum QuantityWithUnit {
    /// The two parts; the unit is nil where there is none.
    static func split(_ run: TextRun) -> (quantity: TextRun, unit: TextRun?) {
        // What was put together from other readings has a text alone.
        let symbols =
            run.symbols.isEmpty
            ? run.text.map { Symbol(text: String($0), box: run.box, confidence: run.confidence) }
            : run.symbols
        let end = symbols.firstIndex { !isNumberLike($0.text) } ?? symbols.count
        let rest = symbols[end...].drop { "/／|丨 ".contains($0.text) }
        let number = TextRun(
            box: Box.union(of: symbols[..<end].map(\.box)) ?? run.box,
            text: symbols[..<end].map(\.text).joined(), confidence: mean(symbols[..<end]),
            symbols: Array(symbols[..<end]),
            alternatives: alternatives(
                of: run, isSure: symbols[..<end].allSatisfy(NumberCandidates.isSure), behind: rest.count))
        guard let box = Box.union(of: rest.map(\.box)) else { return (number, nil) }
        let unit = TextRun(
            box: box, text: rest.map(\.text).joined(), confidence: mean(rest), symbols: Array(rest))
        return (number, unit)
    }

    /// The number with which each other reading begins.
    ///
    /// One that has something else before the unit contradicts a number of which the engine was not sure; one that is no
    /// longer than the unit has lost the number, and says nothing of it.
    private static func alternatives(of run: TextRun, isSure: Bool, behind unit: Int) -> [Alternative] {
        run.alternatives.compactMap { other in
            let digits = other.text.prefix { isNumberLike(String($0)) }
            guard !digits.isEmpty || !isSure && other.text.count > unit else { return nil }
            return Alternative(text: String(digits), confidence: other.confidence)
        }
    }

    private static func isNumberLike(_ text: String) -> Bool {
        text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
    }

    private static func mean(_ symbols: ArraySlice<Symbol>) -> Double {
        symbols.isEmpty ? 0 : symbols.reduce(0) { $0 + $1.confidence } / Double(symbols.count)
    }
}
