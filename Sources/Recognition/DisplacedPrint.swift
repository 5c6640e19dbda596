internal import Layout

/// Parts a run where its print jumps up or down: a value that is printed a part of a line off its label, as on forms that
/// are filled in by a printer.
///
/// Read as one, half of each is cut off or the engine shrinks both: `妊名徐清燕` for `姓名:` with `徐清燕` a little above it.
struct DisplacedPrint {
    /// Height of a Chinese character, pixels.
    var em: Int

    /// How far to either side of a cut the print is compared, and how wide it is at least, characters.
    private static let reach = 2.5
    private static let (leastBefore, leastBehind) = (1.2, 0.7)
    /// How high print is that can be compared, characters: no dashes, no characters that touch those of another line.
    private static let heights = 0.6...1.35
    /// By how much the middles differ at least, and how far both edges move the same way, characters.
    private static let (leastJump, leastShift) = (0.25, 0.15)

    /// The parts of a run, apart where the print jumps.
    ///
    /// - Parameter parts: The run's, left to right.
    /// - Returns: The same parts in one group, or in several from left to right.
    func parted(_ parts: [Box]) -> [[Box]] {
        guard em > 0, parts.count > 1, let cut = cut(in: parts) else { return [parts] }
        return parted(Array(parts[..<cut])) + parted(Array(parts[cut...]))
    }

    /// Where the print jumps most.
    private func cut(in parts: [Box]) -> Int? {
        var best: (place: Int, jump: Int)?
        var right = Int.min
        for i in 1..<parts.count {
            right = max(right, parts[i - 1].right)
            guard right - parts[i].left <= em / 10 else { continue }
            guard let jump = jump(at: i, of: parts), jump > best?.jump ?? 0 else { continue }
            best = (i, jump)
        }
        return best?.place
    }

    /// By how many pixels the print behind a place lies higher or lower than that before it; nil where it does not.
    private func jump(at place: Int, of parts: [Box]) -> Int? {
        let reach = Int(Self.reach * Double(em))
        let edge = parts[place].left
        guard let before = Box.union(of: parts[..<place].filter { $0.right > edge - reach }),
            let behind = Box.union(of: parts[place...].filter { $0.left < edge + reach }),
            isComparable(before, width: Self.leastBefore), isComparable(behind, width: Self.leastBehind)
        else { return nil }
        let (top, bottom) = (behind.top - before.top, behind.bottom - before.bottom)
        let jump = abs(behind.centerY - before.centerY)
        let isShift =
            (top > 0) == (bottom > 0) && Double(min(abs(top), abs(bottom))) >= Self.leastShift * Double(em)
        return isShift && Double(jump) >= Self.leastJump * Double(em) ? jump : nil
    }

    private func isComparable(_ box: Box, width: Double) -> Bool {
        Double(box.width) >= width * Double(em) && Self.heights.contains(Double(box.height) / Double(em))
    }
}
