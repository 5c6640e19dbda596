/// A character as an engine read it.
public struct Symbol: Hashable, Codable, Sendable {
    public var text: String
    /// In pixels of the page.
    public var box: Box
    /// How sure the engine is, 0…1.
    public var confidence: Double
    /// What else it may be, likeliest first, without the reading itself.
    public var alternatives: [Alternative]

    public init(text: String, box: Box, confidence: Double, alternatives: [Alternative] = []) {
        self.text = text
        self.box = box
        self.confidence = confidence
        self.alternatives = alternatives
    }
}

/// Another reading of a character or of a whole cell.
public struct Alternative: Hashable, Codable, Sendable {
    public var text: String
    /// How sure the engine is, 0…1.
    public var confidence: Double

    public init(text: String, confidence: Double) {
        self.text = text
        self.confidence = confidence
    }
}

/// A run of print that was read as one: a cell of a table or a stretch of a free line.
public struct TextRun: Hashable, Codable, Sendable {
    /// In pixels of the page.
    public var box: Box
    /// What was read; empty when the engine found nothing.
    public var text: String
    /// How sure the engine is of the whole, 0…1.
    public var confidence: Double
    /// The characters of ``text``, where the engine tells them apart.
    public var symbols: [Symbol]
    /// Whole readings by other engines or models, likeliest first, without ``text``.
    public var alternatives: [Alternative]

    public init(
        box: Box, text: String, confidence: Double, symbols: [Symbol] = [],
        alternatives: [Alternative] = []
    ) {
        self.box = box
        self.text = text
        self.confidence = confidence
        self.symbols = symbols
        self.alternatives = alternatives
    }

    /// Some of the characters where they stand, without other readings; in the box of the whole, and as sure as it, where the
    /// engine did not tell its characters apart.
    ///
    /// - Parameter range: Which characters of ``text``.
    /// - Returns: A run of those.
    public func part(_ range: Range<Int>) -> TextRun {
        let characters = Array(text)
        let isTold = symbols.count == characters.count && symbols.allSatisfy { $0.text.count == 1 }
        let chosen = isTold ? Array(symbols[range]) : []
        return TextRun(
            box: Box.union(of: chosen.map(\.box)) ?? box, text: String(characters[range]),
            confidence: chosen.isEmpty
                ? confidence : chosen.reduce(0) { $0 + $1.confidence } / Double(chosen.count),
            symbols: chosen)
    }
}

/// A line of print outside every table, left to right.
public struct TextLine: Hashable, Codable, Sendable {
    public var box: Box
    public var runs: [TextRun]

    public init(box: Box, runs: [TextRun]) {
        self.box = box
        self.runs = runs
    }

    /// The texts of the runs, with a space between them.
    public var text: String { runs.map(\.text).joined(separator: " ") }
}
