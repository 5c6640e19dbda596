/// How far one text is from another (Levenshtein).
public enum EditDistance {
    /// How many characters differ, are missing or too many.
    public static func between(_ read: [Character], and word: [Character]) -> Int {
        var previous = Array(0...word.count)
        for (i, a) in read.enumerated() {
            var current = [i + 1]
            for (j, b) in word.enumerated() {
                current.append(min(previous[j] + (a == b ? 0 : 1), previous[j + 1] + 1, current[j] + 1))
            }
            previous = current
        }
        return previous[word.count]
    }
}
