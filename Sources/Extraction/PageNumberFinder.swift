public import Layout
public import Slips

/// Finds the number that a page prints of itself, above or below its table.
public enum PageNumberFinder {
    /// How sure the engine must be of the least sure character.
    private static let sure = 0.9

    /// The page's number; nil where it prints none, several that differ, or it is not certain.
    public static func number(on page: PageLayout) -> PrintedPageNumber? {
        let found = page.lines.compactMap { line -> PrintedPageNumber? in
            let digits = line.runs.flatMap(\.symbols).filter { $0.text.contains(where: \.isNumber) }
            guard digits.allSatisfy({ $0.confidence >= sure }) else { return nil }
            return PrintedPageNumber(printed: line.text)
        }
        guard let first = found.first, Set(found).count == 1 else { return nil }
        return first
    }
}
