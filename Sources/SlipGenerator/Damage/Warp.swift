/// What lies around a page.
enum Ground {
    /// More paper, of the colour of the page's corner.
    case paper
    /// The dark bed of a scanner.
    case bed
    /// A wooden desk, on which the page throws a shadow.
    case desk
    case surface(Surface)
}

extension Bitmap {
    /// The picture moved by a map onto a ground, interpolated between its four nearest pixels.
    func warped(
        by map: Homography, width newWidth: Int, height newHeight: Int, ground: Ground, dpi: Int,
        random: inout SeededRandom
    ) -> Bitmap {
        let back = map.inverse.rows
        let surface = GroundTexture(ground, paper: colour(x: 2, y: 2), dpi: dpi, random: &random)
        let (oldWidth, oldHeight) = (width, height)
        return pixels.withUnsafeBufferPointer { source in
            Bitmap(width: newWidth, height: newHeight) { target in
                for y in 0..<newHeight {
                    for x in 0..<newWidth {
                        let px = Double(x) + 0.5
                        let py = Double(y) + 0.5
                        let weight = back[6] * px + back[7] * py + back[8]
                        let sx = (back[0] * px + back[1] * py + back[2]) / weight - 0.5
                        let sy = (back[3] * px + back[4] * py + back[5]) / weight - 0.5
                        let left = Int(sx.rounded(.down))
                        let top = Int(sy.rounded(.down))
                        let at = (y * newWidth + x) * 3
                        let inside = left >= 0 && top >= 0 && left + 1 < oldWidth && top + 1 < oldHeight
                        if inside {
                            let fx = Int((sx - Double(left)) * 256)
                            let fy = Int((sy - Double(top)) * 256)
                            let first = (top * oldWidth + left) * 3
                            for channel in 0..<3 {
                                let i = first + channel
                                let upper = Int(source[i]) * (256 - fx) + Int(source[i + 3]) * fx
                                let j = i + oldWidth * 3
                                let lower = Int(source[j]) * (256 - fx) + Int(source[j + 3]) * fx
                                target[at + channel] = UInt8((upper * (256 - fy) + lower * fy + 32_768) >> 16)
                            }
                        } else {
                            // How far outside the page, in pixels of the page.
                            let outside = max(
                                max(-sx, sx - Double(oldWidth - 1)), max(-sy, sy - Double(oldHeight - 1)))
                            let colour = surface.colour(x: x, y: y, outside: outside)
                            target[at] = colour.red
                            target[at + 1] = colour.green
                            target[at + 2] = colour.blue
                        }
                    }
                }
            }
        }
    }

    /// The picture turned by 90° clockwise.
    func turnedClockwise() -> Bitmap {
        let (oldWidth, oldHeight) = (width, height)
        return pixels.withUnsafeBufferPointer { source in
            Bitmap(width: oldHeight, height: oldWidth) { target in
                for y in 0..<oldHeight {
                    for x in 0..<oldWidth {
                        let from = (y * oldWidth + x) * 3
                        let to = (x * oldHeight + oldHeight - 1 - y) * 3
                        for channel in 0..<3 { target[to + channel] = source[from + channel] }
                    }
                }
            }
        }
    }
}
