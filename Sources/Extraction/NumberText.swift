/// Finds numbers in free text.
enum NumberText {
    /// The first stretch of digits with marks between, `19537.49` in `¥19537.49元`; nil for none.
    static func first(in text: String) -> String? {
        var result = ""
        for character in text {
            if (character.isASCII && character.isNumber) || (".,".contains(character) && !result.isEmpty)
                || (character == "-" && result.isEmpty)
            {
                result.append(character)
            } else if result.contains(where: \.isNumber) {
                break
            } else {
                result = ""
            }
        }
        while let last = result.last, !last.isNumber { result.removeLast() }
        return result.contains(where: \.isNumber) ? result : nil
    }
}
