/// The way in which lines bend on paper that does not lie flat: each column of pixels slides up or down.
struct Bend: Hashable {
    private let reach: Double
    private let width: Double
    private let height: Double
    /// Half waves over the width, and where they begin.
    private let waves: Double
    private let phase: Double
    /// How much more the foot of the page bends than its head, −1…1.
    private let slant: Double

    /// - Parameters:
    ///   - reach: The farthest that a pixel slides.
    ///   - width: Of the page, pixels.
    ///   - height: Of the page, pixels.
    ///   - random: Gives the shape.
    init(reach: Double, width: Double, height: Double, random: inout SeededRandom) {
        self.reach = reach
        self.width = max(1, width)
        self.height = max(1, height)
        waves = random.number(in: 0.8...2.2)
        phase = random.unit()
        slant = random.number(in: -1...1)
    }

    /// How far down the pixel at a place slides.
    func slide(x: Double, y: Double) -> Double {
        let part = (x / width * waves + phase).truncatingRemainder(dividingBy: 2)
        // A half wave up and one down, as parabolas: the same on every machine.
        let arch = part < 1 ? 4 * part * (1 - part) : -4 * (part - 1) * (2 - part)
        return reach * arch * (1 + slant * (y / height - 0.5))
    }

    func apply(to point: PixelPoint) -> PixelPoint {
        PixelPoint(x: point.x, y: point.y + slide(x: point.x, y: point.y))
    }
}

extension Bitmap {
    /// The picture with its columns slid; what comes in at the edges repeats them.
    func bent(by bend: Bend) -> Bitmap {
        let (columns, rows) = (width, height)
        return pixels.withUnsafeBufferPointer { source in
            Bitmap(width: columns, height: rows) { target in
                for y in 0..<rows {
                    for x in 0..<columns {
                        let from = Double(y) - bend.slide(x: Double(x), y: Double(y))
                        let upper = max(0, min(rows - 1, Int(from.rounded(.down))))
                        let lower = min(rows - 1, upper + 1)
                        let part = Int(max(0, min(1, from - Double(upper))) * 256)
                        let at = (y * columns + x) * 3
                        for channel in 0..<3 {
                            let above = Int(source[(upper * columns + x) * 3 + channel])
                            let below = Int(source[(lower * columns + x) * 3 + channel])
                            target[at + channel] = UInt8((above * (256 - part) + below * part + 128) >> 8)
                        }
                    }
                }
            }
        }
    }
}
