/// The colours of what lies around a page.
struct GroundTexture {
    private let ground: Ground
    private let paper: (red: UInt8, green: UInt8, blue: UInt8)
    private let relief: SmoothField
    private let grain: SmoothField
    /// In pixels.
    private let shadow: Double
    /// Side of a check of cloth in pixels: a fifth of an inch.
    private let check: Double

    init(
        _ ground: Ground, paper: (red: UInt8, green: UInt8, blue: UInt8), dpi: Int, random: inout SeededRandom
    ) {
        self.ground = ground
        self.paper = paper
        relief = SmoothField(random: &random, cell: Double(dpi) * 1.1)
        grain = SmoothField(random: &random, cell: Double(dpi) * 0.035, stretch: 22)
        shadow = Double(dpi) * 0.12
        check = Double(dpi) * 0.2
    }

    /// The colour at a pixel that lies a number of pixels outside the page.
    func colour(x: Int, y: Int, outside: Double) -> (red: UInt8, green: UInt8, blue: UInt8) {
        switch ground {
        case .paper:
            return paper
        case .bed:
            let level = 24 + 12 * relief.value(x: Double(x), y: Double(y))
            let byte = UInt8(max(0, level))
            return (byte, byte, byte)
        case .surface(let surface):
            return colour(of: surface, x: Double(x), y: Double(y), outside: outside)
        case .desk:
            let wood =
                0.82 + 0.14 * grain.value(x: Double(x), y: Double(y)) + 0.1
                * relief.value(x: Double(x), y: Double(y))
            let light = min(1, 0.5 + 0.5 * max(0, outside) / shadow)
            let part = max(0, min(1.2, wood * light))
            return (UInt8(min(255, 168 * part)), UInt8(min(255, 122 * part)), UInt8(min(255, 82 * part)))
        }
    }

    private func colour(
        of surface: Surface, x: Double, y: Double, outside: Double
    ) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let cloud = surface.unevenness * (0.5 * relief.value(x: x, y: y) + 0.5 * grain.value(x: x, y: y))
        let isBright =
            (x / check).rounded(.down).truncatingRemainder(dividingBy: 2)
            == (y / check).rounded(.down).truncatingRemainder(dividingBy: 2)
        let pattern = isBright ? surface.checks : -surface.checks
        let reach = max(1, surface.shadowReach * check * 5)
        let shade = 1 - surface.shadow * max(0, 1 - max(0, outside) / reach)
        let part = max(0, 1 + cloud + pattern) * shade
        let mean = surface.colour
        return (
            UInt8(max(0, min(255, mean.red * part))), UInt8(max(0, min(255, mean.green * part))),
            UInt8(max(0, min(255, mean.blue * part)))
        )
    }
}
