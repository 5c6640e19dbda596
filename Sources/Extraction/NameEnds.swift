internal import Layout

/// Print on a page: what was read there, empty where the engine made nothing of it.
struct Ink {
    var box: Box
    var text: String

    init(box: Box, text: String) {
        self.box = box
        self.text = text
    }

    init(_ run: TextRun) {
        self.init(box: run.box, text: run.text)
    }
}

/// Whether a name was read from its first character to its last.
enum NameEnds {
    /// Whether print stands so close to either end that it may belong to the name.
    ///
    /// A label before it, and words after it, are other print.
    ///
    /// - Parameters:
    ///   - runs: What the name was read from, left to right.
    ///   - ink: The print of the page.
    /// - Returns: Whether the name may lack characters at an end.
    static func isCut(_ runs: [TextRun], among ink: [Ink]) -> Bool {
        guard let box = Box.union(of: runs.map(\.box)) else { return false }
        let own = Set(runs.map(\.box))
        return ink.contains { other in
            guard !own.contains(other.box), other.box.height * 2 >= box.height,
                other.box.verticalOverlap(box) * 2 > min(other.box.height, box.height)
            else { return false }
            let reach = box.height
            let isBefore =
                other.box.left < box.left - reach / 4 && other.box.right > box.left - reach
                && !other.text.hasSuffix(":") && !other.text.hasSuffix("：")
            let isAfter =
                other.box.right > box.right + reach / 4 && other.box.left < box.right + reach
                && other.text.hanCount == 0
            return isBefore || isAfter
        }
    }

    /// Whether the characters of a run fill it evenly, so that the engine passed none over.
    static func isGapless(_ run: TextRun) -> Bool {
        let centers = run.symbols.map(\.box.centerX)
        let steps = zip(centers, centers.dropFirst()).map { $1 - $0 }.sorted()
        guard steps.count >= 3, let first = centers.first, let last = centers.last, let widest = steps.last
        else { return true }
        // The engine places characters to about a third of their width.
        let step = steps[steps.count / 2]
        return widest * 10 <= step * 18 && max(first - run.box.left, run.box.right - last) * 10 <= step * 12
    }
}
