internal import Layout
internal import Slips

/// A patient's name that one layer of ink says otherwise than the other: handwriting or a seal lies over it.
enum ContradictedName {
    /// Marks a name for review where print at its place ends as it does, or begins so, and differs in one character.
    static func mark(in fields: inout [SlipField: Reading<String>], layouts: [PageLayout]) {
        guard let reading = fields[.patient], !reading.needsReview, let name = reading.value, name.count >= 2,
            let place = reading.place, layouts.indices.contains(place.page - 1)
        else { return }
        let layout = layouts[place.page - 1]
        let box = Box(x: place.x, y: place.y, width: place.width, height: place.height)
        let isContradicted = (layout.lines + layout.formLines).flatMap(\.runs).contains { run in
            run.box.verticalOverlap(box) * 2 > min(run.box.height, box.height)
                && run.box.horizontalOverlap(box) > 0 && !run.text.contains(name) && isLike(run.text, name)
        }
        if isContradicted { fields[.patient]?.needsReview = true }
    }

    /// Whether some text holds a name but for one character of it.
    private static func isLike(_ text: String, _ name: String) -> Bool {
        let (letters, wanted) = (Array(text), Array(name))
        guard letters.count >= wanted.count else { return false }
        return (0...(letters.count - wanted.count)).contains { start in
            let seen = letters[start..<(start + wanted.count)]
            return zip(seen, wanted).count { $0 != $1 } == 1 && seen.allSatisfy(\.isHan)
        }
    }
}
