internal import Glibc

/// The ink of a pre-printed form that is dark in every channel (brown, dark green), and so passes for print.
///
/// Ink is told from grey print by its colour for each level of darkness, which is the same in the middle of a stroke and
/// at its pale edge.
struct FormInk {
    /// The colour of the ink for each level of its darkness: red against green, and both against blue.
    var colour: SIMD2<Double>

    /// - Parameters:
    ///   - red: Level of a channel, 0…255.
    ///   - green: Likewise.
    ///   - blue: Likewise.
    /// - Returns: The colour apart from its brightness; zero is grey.
    static func colour(red: Double, green: Double, blue: Double) -> SIMD2<Double> {
        SIMD2((red - green) * 0.7071, (red + green - 2 * blue) * 0.4082)
    }

    /// How strong the ink's colour is in a colour, in levels.
    func strength(of colour: SIMD2<Double>) -> Double {
        (colour * self.colour).sum() / max(0.001, (self.colour * self.colour).sum().squareRoot())
    }

    /// The strength of the ink's colour for each level of its darkness.
    var strength: Double { strength(of: colour) }
}

/// Gathers the dark and coloured spots of a page by their hue.
struct FormInkSearch {
    private static let hues = 24
    /// Colours by hue, each for one level of darkness.
    private var spots = [[SIMD2<Double>]](repeating: [], count: hues)
    private var weights = [Double](repeating: 0, count: hues)
    private var dark = 0

    /// Takes a spot, the mean of a few neighbouring pixels, the paper white.
    mutating func take(red: Double, green: Double, blue: Double) {
        let (brightest, darkest) = (max(red, green, blue), min(red, green, blue))
        guard brightest < 200 else { return }
        dark += 1
        // Seals are brighter in red, beds darker. Bluish print is left alone, since data is printed so.
        guard brightest < 185, brightest > 30, max(red, green) >= blue, brightest - darkest > 10,
            (brightest - darkest) * 10 > 255 - brightest
        else { return }
        let colour = FormInk.colour(red: red, green: green, blue: blue)
        let turn = atan2(colour.y, colour.x) / (2 * Double.pi) + 0.5
        let hue = min(Self.hues - 1, max(0, Int(turn * Double(Self.hues))))
        spots[hue].append(colour / (255 - brightest))
        weights[hue] += min(40, (colour * colour).sum().squareRoot())
    }

    /// The commonest ink; nil where a page has no dark form.
    var ink: FormInk? {
        func near(_ hue: Int) -> [Int] { [-1, 0, 1].map { (hue + $0 + Self.hues) % Self.hues } }
        func weight(_ hue: Int) -> Double { near(hue).reduce(0) { $0 + weights[$1] } }
        guard let hue = spots.indices.max(by: { weight($0) < weight($1) }) else { return nil }
        let own = near(hue).flatMap { spots[$0] }
        guard own.count > 60, own.count * 40 > dark else { return nil }
        func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        return FormInk(colour: SIMD2(middle(own.map(\.x)), middle(own.map(\.y))))
    }
}
