/// What people are told of the rule classes: the list, the explanations, the page `docs/rules.md`.
public enum RuleDirectory {
    /// A class of the national list, or one of Slipway's own.
    public struct Row: Hashable, Sendable {
        public let entry: RuleEntry
        /// The name of the type that decides it, with which its tests begin; nil where Slipway does not decide it.
        public let typeName: String?
        /// The table of `catalog/rules/` with its points; nil where it needs none.
        public let table: String?
        /// The doc comment of the type; nil where Slipway does not decide it.
        public let explanation: String?
    }

    /// All classes, in the order of the national list.
    public static let rows: [Row] = {
        let classes = Dictionary(uniqueKeysWithValues: RuleLibrary.classes.map { ($0.number, $0) })
        return RuleEntry.all.map { entry in
            let rule = classes[entry.number]
            let name = rule.map { String(describing: $0) }
            return Row(
                entry: entry, typeName: name, table: rule?.table,
                explanation: name.flatMap { RuleExplanations.all[$0] })
        }
    }()

    /// The class of a national code, or of a number in the list; nil where there is none.
    public static func row(_ code: String) -> Row? {
        rows.first { $0.entry.code == code.uppercased() || String($0.entry.number) == code }
    }

    /// The page `docs/rules.md`.
    public static var page: String {
        let decided = rows.filter { $0.typeName != nil && $0.entry.number <= 88 }.count
        let lines = rows.map { row in
            let how =
                row.typeName.map { "decided: tests `\($0)`\(row.table.map { ", points `\($0)`" } ?? "")" }
                ?? "needs \(row.entry.paper ?? "")"
            return "| \(row.entry.number) | \(row.entry.code) | \(row.entry.name) | \(how) |"
        }
        return """
            # Rule classes

            Made by `slipway rules list --format markdown`; a test compares the two. Of the 88 national classes of
            2025 Slipway decides \(decided); the others need a paper that a fee list or receipt is not. Classes that
            are new in 2025 have no published code: they are called by the edition and their number.

            A catalog with a folder `rules/` is judged by these classes; one without by those only that need no points.
            `slipway rules explain CODE` tells what a class finds and what clears it. `swift test --filter
            'DrugForChildren'` runs the tests of one class. A class whose table `rules/` lacks has no points and finds
            nothing.

            | no. | code | class | how |
            |---|---|---|---|
            \(lines.joined(separator: "\n"))

            """
    }
}
