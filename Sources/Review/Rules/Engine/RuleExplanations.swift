/// The doc comments of the rule classes, as `Scripts/rule-texts.sh` copied them to `explanations.txt`.
enum RuleExplanations {
    /// The text of each class, by the name of its type.
    static let all: [String: String] = parse(
        String(decoding: PackageResources.explanations_txt, as: UTF8.self))

    /// Splits the file at its headings, `== Name`.
    private static func parse(_ text: String) -> [String: String] {
        var texts: [String: String] = [:]
        var name: Substring?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("== ") {
                name = line.dropFirst(3)
            } else if let name {
                texts[String(name), default: ""] += line + "\n"
            }
        }
        return texts.mapValues { text in
            var text = text
            while text.hasSuffix("\n") { text.removeLast() }
            return text
        }
    }
}
