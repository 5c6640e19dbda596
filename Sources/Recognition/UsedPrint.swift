internal import Layout

/// The print that tables have taken, so that free lines are made of the rest and nothing is lost or read twice.
struct UsedPrint {
    private var parts: [Int: Set<Box>] = [:]

    mutating func take(_ boxes: [Box], ofLine line: Int) {
        parts[line, default: []].formUnion(boxes)
    }

    /// Takes what of some lines lies in boxes.
    mutating func take(_ boxes: [Box], on lines: [PrintLine]) {
        guard !boxes.isEmpty else { return }
        for (i, line) in lines.enumerated() {
            let held = line.runs.flatMap(\.parts).filter { part in
                boxes.contains {
                    $0.horizontal.contains(part.centerX) && $0.vertical.contains(part.centerY)
                }
            }
            if !held.isEmpty { take(held, ofLine: i) }
        }
    }

    func has(_ part: Box, ofLine line: Int) -> Bool {
        parts[line]?.contains(part) ?? false
    }

    /// What is left of a line's runs.
    func rest(of line: PrintLine, at index: Int) -> [PrintRun] {
        guard let taken = parts[index] else { return line.runs }
        return line.runs.compactMap { run in
            let left = run.parts.filter { !taken.contains($0) }
            if left.count == run.parts.count { return run }
            return Box.union(of: left).map { PrintRun(box: $0, parts: left) }
        }
    }
}
