internal import CLeptonica

/// Forms whose ink is dark in every channel, brown above all: it would pass for print.
extension Raster {
    /// The brightest channel, in which light inks vanish.
    func brightest() -> Raster? {
        Raster(owning: pixConvertRGBToGrayMinMax(pix, l_int32(L_CHOOSE_MAX)))
    }

    /// The print in the brightest channel without the ink of a dark form.
    ///
    /// Of each spot's darkness as much is left as is not the form's: JPEG keeps colour at half the resolution, so that
    /// both are measured over a few pixels, and strokes keep their own edges. What lies under or beside a seal is left
    /// alone: black under red looks brown.
    ///
    /// - Returns: 8 bits, paper white; nil where the page has no such form, or memory runs out.
    func withoutDarkForm() -> Raster? {
        guard depth == 32, let balanced = whiteBalanced(), let ink = balanced.formInk(),
            let print = balanced.brightest(), let seal = balanced.sealInk(on: print),
            let darkness = Raster(owning: pixInvert(nil, print.pix)),
            let near = darkness.smoothed(radius: 2),
            let colour = balanced.strength(of: ink)?.smoothed(radius: 1)
        else { return nil }
        return darkness.weighted(near: near, colour: colour, ink: ink, besides: seal)
    }

    /// The ink of the page's form, the paper white; nil where it has none that is dark.
    private func formInk() -> FormInk? {
        guard let data = pixGetData(pix) else { return nil }
        let words = Int(pixGetWpl(pix))
        var search = FormInkSearch()
        for y in stride(from: 0, to: height - 2, by: 3) {
            for x in stride(from: 0, to: width - 2, by: 3) {
                var (red, green, blue) = (0, 0, 0)
                for i in 0..<9 {
                    let pixel = data[(y + i / 3) * words + x + i % 3]
                    red += Int(pixel >> 24)
                    green += Int(pixel >> 16 & 255)
                    blue += Int(pixel >> 8 & 255)
                }
                search.take(red: Double(red) / 9, green: Double(green) / 9, blue: Double(blue) / 9)
            }
        }
        return search.ink
    }

    /// What 8-bit pictures of colour add to twice its strength, which may be negative.
    private static let noColour = 128

    /// How strong the colour of an ink is, 8 bits.
    private func strength(of ink: FormInk) -> Raster? {
        guard let result = Raster(owning: pixCreate(l_int32(width), l_int32(height), 8)),
            let from = pixGetData(pix), let to = pixGetData(result.pix)
        else { return nil }
        let (words, toWords) = (Int(pixGetWpl(pix)), Int(pixGetWpl(result.pix)))
        // Strength is linear in the channels.
        let perRed = Float(ink.strength(of: FormInk.colour(red: 2, green: 0, blue: 0)))
        let perGreen = Float(ink.strength(of: FormInk.colour(red: 0, green: 2, blue: 0)))
        let perBlue = Float(ink.strength(of: FormInk.colour(red: 0, green: 0, blue: 2)))
        for y in 0..<height {
            for x in 0..<width {
                let pixel = from[y * words + x]
                let strength =
                    perRed * Float(pixel >> 24) + perGreen * Float(pixel >> 16 & 255)
                    + perBlue * Float(pixel >> 8 & 255)
                let level = UInt32(min(255, max(0, Int(strength) + Self.noColour)))
                to[y * toWords + x >> 2] |= level << UInt32(24 - 8 * (x & 3))
            }
        }
        return result
    }

    /// The share of an ink's colour in the darkness around a spot up to which the spot is print, and from which it is
    /// form.
    private static let (print, form): (Float, Float) = (0.5, 0.8)

    /// A picture of darkness made a picture of print alone.
    ///
    /// - Parameters:
    ///   - near: The darkness around each pixel.
    ///   - colour: The strength of the ink's colour around each pixel.
    ///   - ink: The form's.
    ///   - seal: Where nothing is taken away, 1 bit.
    /// - Returns: 8 bits, paper white; nil when memory runs out.
    private func weighted(
        near: borrowing Raster, colour: borrowing Raster, ink: FormInk, besides seal: borrowing Raster
    ) -> Raster? {
        guard let result = Raster(owning: pixCreate(l_int32(width), l_int32(height), 8)),
            let own = pixGetData(pix), let dark = pixGetData(near.pix), let hue = pixGetData(colour.pix),
            let kept = pixGetData(seal.pix), let to = pixGetData(result.pix)
        else { return nil }
        let (words, sealWords) = (Int(pixGetWpl(pix)), Int(pixGetWpl(seal.pix)))
        let perLevel = Float(2 * ink.strength)
        for y in 0..<height {
            for x in 0..<width {
                let (word, shift) = (y * words + x >> 2, UInt32(24 - 8 * (x & 3)))
                let isKept = kept[y * sealWords + x >> 5] >> UInt32(31 - x & 31) & 1 == 1
                var darkness = Float(own[word] >> shift & 255)
                if darkness > 0, !isKept {
                    let strength = Float(Int(hue[word] >> shift & 255) - Self.noColour)
                    let share = strength / (perLevel * max(10, Float(dark[word] >> shift & 255)))
                    darkness *= min(1, max(0, (Self.form - share) / (Self.form - Self.print)))
                }
                to[word] |= (255 - UInt32(darkness)) << shift
            }
        }
        return result
    }

    /// How much stronger than dark the colour of a seal is at least, pale or not; that of a dark form is weaker.
    private static let (sealShare, sealColour): (l_float32, Int) = (1.2, 24)

    /// Where ink of a seal lies or is near, 1 bit; the paper white.
    private func sealInk(on print: borrowing Raster) -> Raster? {
        guard
            let darkest = Raster(owning: pixConvertRGBToGrayMinMax(pix, l_int32(L_CHOOSE_MIN))),
            let red = Raster(owning: pixGetRGBComponent(pix, l_int32(COLOR_RED))),
            let green = Raster(owning: pixGetRGBComponent(pix, l_int32(COLOR_GREEN))),
            let warm = Raster(owning: pixMinOrMax(nil, red.pix, green.pix, l_int32(L_CHOOSE_MAX))),
            let colour = Raster(owning: pixSubtractGray(nil, warm.pix, darkest.pix)),
            let darkness = Raster(owning: pixInvert(nil, print.pix)),
            pixMultConstantGray(darkness.pix, Self.sealShare) == 0,
            let surplus = Raster(owning: pixSubtractGray(nil, colour.pix, darkness.pix)),
            let weak = surplus.binarised(below: Self.sealColour),
            let seal = Raster(owning: pixInvert(nil, weak.pix))
        else { return nil }
        return seal.morphed("o2.2 + d9.9")
    }

    /// The picture with its paper made neutral.
    private func whiteBalanced() -> Raster? {
        let paper = paperColour()
        return Raster(owning: pixGlobalNormRGB(nil, pix, paper.red, paper.green, paper.blue, 255))
    }

    /// The commonest bright level of each channel.
    private func paperColour() -> (red: l_int32, green: l_int32, blue: l_int32) {
        guard let data = pixGetData(pix) else { return (255, 255, 255) }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 256), count: 3)
        let words = Int(pixGetWpl(pix))
        for y in stride(from: 0, to: height, by: 8) {
            for x in stride(from: 0, to: width, by: 8) {
                let pixel = data[y * words + x]
                counts[0][Int(pixel >> 24)] += 1
                counts[1][Int(pixel >> 16 & 255)] += 1
                counts[2][Int(pixel >> 8 & 255)] += 1
            }
        }
        let levels = counts.map { channel in
            l_int32((128...255).max { channel[$0] < channel[$1] } ?? 255)
        }
        return (levels[0], levels[1], levels[2])
    }
}
