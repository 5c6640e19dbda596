/// A page on its way through the scanner: its pixels, and where each point of the painted sheet went.
struct ScannedPage {
    var bitmap: Bitmap
    /// What happened to the painted sheet's pixels, in order.
    private var motions: [Motion] = []

    private var pending: Placement?

    private enum Motion {
        case map(Homography)
        case bend(Bend)
    }

    /// Where a pixel of the painted sheet lies in the bitmap.
    func place(of point: PixelPoint) -> PixelPoint {
        motions.reduce(point) { moved, motion in
            switch motion {
            case .map(let map): map.apply(to: moved)
            case .bend(let bend): bend.apply(to: moved)
            }
        }
    }

    /// Geometry that is decided but not yet drawn.
    private struct Placement {
        var map: Homography
        var width: Int
        var height: Int
        var ground: Ground
    }

    init(bitmap: Bitmap) {
        self.bitmap = bitmap
    }

    /// Does the steps in order; those on the paper itself (seal, handwriting) were painted before.
    ///
    /// - Throws: ``GeneratorError/drawing(_:)`` when the JPEG codec fails.
    mutating func apply(
        _ steps: [DamageStep], dpi: Int, random: inout SeededRandom
    ) throws(GeneratorError) {
        for step in steps {
            if !place(step, random: &random) {
                draw(dpi: dpi, random: &random)
                try alter(step, dpi: dpi, random: &random)
            }
        }
        draw(dpi: dpi, random: &random)
    }

    /// Takes a geometric step into the placement; false for any other step.
    private mutating func place(_ step: DamageStep, random: inout SeededRandom) -> Bool {
        var placement =
            pending
            ?? Placement(
                map: .identity, width: bitmap.width, height: bitmap.height, ground: .paper)
        let width = Double(placement.width)
        let height = Double(placement.height)
        switch step {
        case .scannerBed(let margin), .desk(let margin), .surface(_, let margin):
            let most = margin * width
            let left = random.number(in: 0.15 * most...most)
            let top = random.number(in: 0.15 * most...most)
            placement.map = placement.map.followed(by: .translation(x: left.rounded(), y: top.rounded()))
            placement.width += Int(left + random.number(in: 0.15 * most...most))
            placement.height += Int(top + random.number(in: 0.15 * most...most))
            switch step {
            case .desk: placement.ground = .desk
            case .surface(let surface, _): placement.ground = .surface(surface)
            default: placement.ground = .bed
            }
        case .cropped(let part):
            let lost = Int(part * width)
            let side = random.integer(in: 0...3)
            if side < 2 {
                placement.width -= lost
            } else {
                placement.height -= lost
            }
            let (x, y) = (side == 0 ? -lost : 0, side == 2 ? -lost : 0)
            placement.map = placement.map.followed(by: .translation(x: Double(x), y: Double(y)))
            placement.ground = .surface(.darkDesk)
        case .shear(let degrees):
            let lean = degrees * .pi / 180
            placement.map = placement.map.followed(
                by: Homography(rows: [1, lean, -lean * height / 2, 0, 1, 0, 0, 0, 1]))
        case .skew(let degrees):
            let angle = degrees * .pi / 180
            // The series is exact to 1e-12 for the few degrees of a skewed page, and the same on every machine.
            let sine = angle - angle * angle * angle / 6 + angle * angle * angle * angle * angle / 120
            let cosine = (1 - sine * sine).squareRoot()
            placement.map = placement.map.followed(
                by: .turn(sine: sine, cosine: cosine, about: PixelPoint(x: width / 2, y: height / 2)))
        case .perspective(let strength):
            let corners = [
                PixelPoint(x: 0, y: 0), PixelPoint(x: width, y: 0), PixelPoint(x: width, y: height),
                PixelPoint(x: 0, y: height),
            ]
            let reach = strength * width
            let strayed = corners.map { corner in
                let inward = random.number(in: 0...reach)
                let sideways = random.number(in: 0...reach)
                return PixelPoint(
                    x: corner.x + (corner.x == 0 ? inward : -inward),
                    y: corner.y + (corner.y == 0 ? sideways : -sideways))
            }
            if let map = Homography(from: corners, to: strayed) {
                placement.map = placement.map.followed(by: map)
            }
        default:
            return false
        }
        pending = placement
        return true
    }

    private mutating func draw(dpi: Int, random: inout SeededRandom) {
        guard let placement = pending else { return }
        pending = nil
        bitmap = bitmap.warped(
            by: placement.map, width: placement.width, height: placement.height, ground: placement.ground,
            dpi: dpi, random: &random)
        motions.append(.map(placement.map))
    }

    private mutating func alter(
        _ step: DamageStep, dpi: Int, random: inout SeededRandom
    ) throws(GeneratorError) {
        switch step {
        case .quarterTurns(let turns):
            for _ in 0..<((turns % 4) + 4) % 4 {
                let height = Double(bitmap.height)
                bitmap = bitmap.turnedClockwise()
                motions.append(.map(Homography(rows: [0, -1, height, 1, 0, 0, 0, 0, 1])))
            }
        case .shading(let strength): bitmap.shade(by: strength, random: &random)
        case .shadow(let strength): bitmap.castShadow(strength, random: &random)
        case .bend(let part):
            let bend = Bend(
                reach: part * Double(bitmap.width), width: Double(bitmap.width),
                height: Double(bitmap.height), random: &random)
            bitmap = bitmap.bent(by: bend)
            motions.append(.bend(bend))
        case .fold(let strength): bitmap.fold(strength, dpi: dpi, random: &random)
        case .faintInk(let strength): bitmap.fade(by: strength, random: &random)
        case .blur(let deviation): bitmap.blur(deviation: deviation)
        case .noise(let deviation): bitmap.addNoise(deviation: deviation, random: &random)
        case .specks(let count): bitmap.addSpecks(aMillion: count, dpi: dpi, random: &random)
        case .jpeg(let quality): bitmap = try bitmap.throughJPEG(quality: quality)
        case .seal, .handwriting, .scannerBed, .desk, .surface, .cropped, .skew, .shear, .perspective: break
        }
    }
}
