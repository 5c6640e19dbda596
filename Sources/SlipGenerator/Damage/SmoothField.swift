/// A smooth random function of the plane between −1 and 1: values on a grid, interpolated (value noise).
struct SmoothField {
    private static let side = 64
    private let values: [Double]
    /// Distance of the grid's lines in pixels.
    private let cell: Double
    /// How much longer the features are along x.
    private let stretch: Double

    init(random: inout SeededRandom, cell: Double, stretch: Double = 1) {
        values = (0..<Self.side * Self.side).map { _ in random.number(in: -1...1) }
        self.cell = max(1, cell)
        self.stretch = stretch
    }

    func value(x: Double, y: Double) -> Double {
        let gx = x / (cell * stretch)
        let gy = y / cell
        let left = gx.rounded(.down)
        let top = gy.rounded(.down)
        let fx = Self.ease(gx - left)
        let fy = Self.ease(gy - top)
        let (column, row) = (Int(left), Int(top))
        let upper = at(column, row) * (1 - fx) + at(column + 1, row) * fx
        let lower = at(column, row + 1) * (1 - fx) + at(column + 1, row + 1) * fx
        return upper * (1 - fy) + lower * fy
    }

    private func at(_ column: Int, _ row: Int) -> Double {
        values[(row & (Self.side - 1)) * Self.side + (column & (Self.side - 1))]
    }

    private static func ease(_ part: Double) -> Double {
        part * part * (3 - 2 * part)
    }
}
