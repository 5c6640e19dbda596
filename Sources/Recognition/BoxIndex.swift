internal import Layout

/// Boxes sorted into a grid, to find quickly which of them holds a part.
struct BoxIndex {
    private let boxes: [Box]
    private let cell: Int
    private var grid: [Int: [Int]] = [:]

    /// - Parameters:
    ///   - boxes: The boxes to search.
    ///   - cell: Side of a grid cell in pixels.
    init(_ boxes: [Box], cell: Int) {
        self.boxes = boxes
        self.cell = cell
        for (i, box) in boxes.enumerated() {
            for row in (box.top / cell)...max(box.top / cell, (box.bottom - 1) / cell) {
                for column in (box.left / cell)...max(box.left / cell, (box.right - 1) / cell) {
                    grid[row << 20 | column, default: []].append(i)
                }
            }
        }
    }

    /// The smallest box that wholly contains `part`.
    func smallest(containing part: Box) -> Int? {
        let candidates = grid[(part.centerY / cell) << 20 | (part.centerX / cell)] ?? []
        return
            candidates
            .filter { boxes[$0].union(part) == boxes[$0] }
            .min { boxes[$0].area < boxes[$1].area }
    }
}
