extension Bitmap {
    /// Lays a page on the picture, turned a little about its middle, with the shadow that it throws there.
    ///
    /// - Parameters:
    ///   - page: What is laid.
    ///   - left: Where its left edge would lie were it not turned, pixels.
    ///   - top: Where its upper edge would lie, pixels.
    ///   - degrees: Its turn, positive clockwise, a few degrees.
    ///   - ground: What it is laid on.
    ///   - dpi: Dots per inch of both.
    mutating func lay(_ page: Bitmap, atX left: Int, y top: Int, degrees: Double, on ground: Ground, dpi: Int)
    {
        let (w, h) = (Double(page.width), Double(page.height))
        let sine = degrees * .pi / 180
        let cosine = (1 - sine * sine).squareRoot()
        let back = Homography.turn(sine: sine, cosine: cosine, about: PixelPoint(x: w / 2, y: h / 2))
            .followed(by: .translation(x: Double(left), y: Double(top))).inverse
        var (shadow, reach) = (0.0, 1.0)
        if case .surface(let surface) = ground {
            shadow = surface.shadow
            reach = max(1, surface.shadowReach * Double(dpi))
        }
        let room = Int(abs(sine) * max(w, h)) + Int(reach) + 2
        for y in max(0, top - room)..<min(height, top + page.height + room) {
            for x in max(0, left - room)..<min(width, left + page.width + room) {
                let from = back.apply(to: PixelPoint(x: Double(x), y: Double(y)))
                let outside = max(max(-from.x, from.x - w + 2), max(-from.y, from.y - h + 2))
                let at = (y * width + x) * 3
                if outside <= 0 {
                    let (column, row) = (Int(from.x), Int(from.y))
                    let (fx, fy) = (Int((from.x - Double(column)) * 256), Int((from.y - Double(row)) * 256))
                    let first = (row * page.width + column) * 3
                    for channel in 0..<3 {
                        let i = first + channel
                        let j = i + page.width * 3
                        let upper = Int(page.pixels[i]) * (256 - fx) + Int(page.pixels[i + 3]) * fx
                        let lower = Int(page.pixels[j]) * (256 - fx) + Int(page.pixels[j + 3]) * fx
                        pixels[at + channel] = UInt8((upper * (256 - fy) + lower * fy + 32_768) >> 16)
                    }
                } else if outside < reach {
                    let part = 1 - shadow * (1 - outside / reach)
                    for channel in at..<at + 3 { pixels[channel] = UInt8(Double(pixels[channel]) * part) }
                }
            }
        }
    }
}
