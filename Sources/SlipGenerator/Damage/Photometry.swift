extension Bitmap {
    /// Multiplies each pixel by a factor that depends on its place.
    private mutating func light(_ factor: (_ x: Int, _ y: Int) -> Double) {
        let (columns, rows) = (width, height)
        pixels.withUnsafeMutableBufferPointer { bytes in
            var at = 0
            for y in 0..<rows {
                for x in 0..<columns {
                    let scaled = Int(factor(x, y) * 256)
                    for channel in at..<at + 3 {
                        bytes[channel] = UInt8(min(255, (Int(bytes[channel]) * scaled) >> 8))
                    }
                    at += 3
                }
            }
        }
    }

    /// Darkens the page unevenly: a slope across it and soft clouds.
    mutating func shade(by strength: Double, random: inout SeededRandom) {
        let clouds = SmoothField(random: &random, cell: Double(max(width, height)) * 0.4)
        let slopeX = random.number(in: -1...1)
        let slopeY = random.number(in: -1...1)
        let (w, h) = (Double(width), Double(height))
        light { x, y in
            let across = (Double(x) / w - 0.5) * slopeX + (Double(y) / h - 0.5) * slopeY
            let cloud = clouds.value(x: Double(x), y: Double(y))
            return 1 - strength * max(0, min(1, 0.35 + across * 0.6 + cloud * 0.35))
        }
    }

    /// Darkens a round or slanting part of the page, with a soft edge.
    mutating func castShadow(_ strength: Double, random: inout SeededRandom) {
        let (w, h) = (Double(width), Double(height))
        let (x0, y0) = (random.number(in: 0...w), random.number(in: 0...h))
        let isHand = random.chance(0.5)
        let radius = random.number(in: 0.25...0.5) * min(w, h)
        let soft = random.number(in: 0.05...0.25) * min(w, h)
        let (dx, dy) = (random.number(in: -1...1), random.number(in: -1...1))
        let length = max(0.1, (dx * dx + dy * dy).squareRoot())
        light { x, y in
            let (px, py) = (Double(x) - x0, Double(y) - y0)
            // A hand is round; the edge of a telephone or of the one who holds it is straight.
            let outside =
                isHand ? (px * px + py * py).squareRoot() - radius : (px * dx + py * dy) / length
            return 1 - strength * max(0, min(1, 0.5 - outside / soft))
        }
    }

    /// Creases the page along one or two lines: a dark edge, a light one, and a soft change of light beside them.
    mutating func fold(_ strength: Double, dpi: Int, random: inout SeededRandom) {
        let count = random.chance(0.4) ? 2 : 1
        let edge = Double(dpi) / 90
        for index in 0..<count {
            let across = index == 0 ? random.chance(0.7) : false
            let span = Double(across ? height : width)
            let place = span * random.number(in: 0.3...0.7)
            let tilt = random.number(in: -0.012...0.012)
            let reach = Double(dpi) * 0.35
            light { x, y in
                let along = Double(across ? x : y)
                let distance = Double(across ? y : x) - place - tilt * along
                if abs(distance) < edge {
                    return distance < 0 ? 1 - 0.3 * strength : 1 + 0.08 * strength
                }
                guard distance > 0, distance < reach else { return 1 }
                return 1 - 0.1 * strength * (1 - distance / reach)
            }
        }
    }

    /// Takes darkness from the ink, more here than there.
    mutating func fade(by strength: Double, random: inout SeededRandom) {
        let patches = SmoothField(random: &random, cell: Double(width) * 0.22)
        let (columns, rows) = (width, height)
        pixels.withUnsafeMutableBufferPointer { bytes in
            var at = 0
            for y in 0..<rows {
                for x in 0..<columns {
                    let part = strength * (1 + 0.35 * patches.value(x: Double(x), y: Double(y)))
                    let keep = Int(max(0, min(1, 1 - part)) * 256)
                    for channel in at..<at + 3 {
                        bytes[channel] = UInt8(255 - (((255 - Int(bytes[channel])) * keep) >> 8))
                    }
                    at += 3
                }
            }
        }
    }

    /// The page as a copier makes it: grey, its paper white.
    func photocopied() -> Bitmap {
        let paper = colour(x: 2, y: 2)
        let white = max(1, (Int(paper.red) * 77 + Int(paper.green) * 150 + Int(paper.blue) * 29) >> 8)
        return Bitmap(width: width, height: height) { target in
            for at in stride(from: 0, to: pixels.count, by: 3) {
                let grey =
                    (Int(pixels[at]) * 77 + Int(pixels[at + 1]) * 150 + Int(pixels[at + 2]) * 29) >> 8
                let level = UInt8(min(252, grey * 252 / white))
                for channel in at..<at + 3 { target[channel] = level }
            }
        }
    }

    /// Adds noise, the same to all three channels, as a grey sensor has it.
    mutating func addNoise(deviation: Double, random: inout SeededRandom) {
        pixels.withUnsafeMutableBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                let noise = Int((random.bell() * deviation).rounded())
                for channel in at..<at + 3 {
                    bytes[channel] = UInt8(max(0, min(255, Int(bytes[channel]) + noise)))
                }
                at += 3
            }
        }
    }

    /// Scatters specks of dust, most of them dark, of up to a third of a millimetre.
    mutating func addSpecks(aMillion count: Double, dpi: Int, random: inout SeededRandom) {
        let total = Int(count * Double(width * height) / 1_000_000)
        let most = max(1, Double(dpi) / 25.4 / 6)
        for _ in 0..<total {
            let centreX = random.integer(in: 0...width - 1)
            let centreY = random.integer(in: 0...height - 1)
            let radius = random.number(in: 0.5...most)
            let level = random.chance(0.75) ? random.integer(in: 20...120) : 250
            let reach = Int(radius.rounded(.up))
            for y in max(0, centreY - reach)...min(height - 1, centreY + reach) {
                for x in max(0, centreX - reach)...min(width - 1, centreX + reach) {
                    let (dx, dy) = (Double(x - centreX), Double(y - centreY))
                    guard dx * dx + dy * dy <= radius * radius else { continue }
                    let at = (y * width + x) * 3
                    for channel in at..<at + 3 { pixels[channel] = UInt8(level) }
                }
            }
        }
    }
}
