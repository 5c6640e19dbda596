internal import CLeptonica

/// Forms whose ink is dark in every channel, brown above all: it would pass for print.
extension Raster {
    /// The brightest channel, in which light inks vanish.
    func brightest() -> Raster? {
        Raster(owning: pixConvertRGBToGrayMinMax(pix, l_int32(L_CHOOSE_MAX)))
    }

    /// Whether a fair part of the page is dark and yet coloured, warm or green.
    var hasDarkForm: Bool {
        guard depth == 32, let data = pixGetData(pix) else { return false }
        let words = Int(pixGetWpl(pix))
        var dark = 0
        var coloured = 0
        for y in stride(from: 0, to: height, by: 3) {
            for x in stride(from: 0, to: width, by: 3) {
                let pixel = data[y * words + x]
                let (red, green, blue) = (
                    Int(pixel >> 24), Int(pixel >> 16 & 255), Int(pixel >> 8 & 255)
                )
                guard max(red, green, blue) < 200 else { continue }
                dark += 1
                if max(red, green) - min(red, green, blue) > 26 { coloured += 1 }
            }
        }
        return coloured > 60 && coloured * 25 > dark
    }

    /// The brightest channel, with what is warm or green beside the paper lightened by as much as its colour is strong.
    ///
    /// Bluish print is left alone, since data is printed so, and so is what lies under or beside a seal: black under
    /// red looks brown.
    func withoutDarkForm() -> Raster? {
        guard let balanced = whiteBalanced(), let print = balanced.brightest(),
            let darkest = Raster(
                owning: pixConvertRGBToGrayMinMax(balanced.pix, l_int32(L_CHOOSE_MIN))),
            let red = Raster(owning: pixGetRGBComponent(balanced.pix, l_int32(COLOR_RED))),
            let green = Raster(owning: pixGetRGBComponent(balanced.pix, l_int32(COLOR_GREEN))),
            let warm = Raster(owning: pixMinOrMax(nil, red.pix, green.pix, l_int32(L_CHOOSE_MAX))),
            let rough = Raster(owning: pixSubtractGray(nil, warm.pix, darkest.pix)),
            let colour = rough.smoothed(radius: 1),
            let seal = rough.sealInk(on: print)
        else { return nil }
        // Colour beyond the noise of JPEG counts fourfold.
        guard pixGammaTRC(colour.pix, colour.pix, 1, 12, 12 + 255 / 4) != nil,
            pixSetMasked(colour.pix, seal.pix, 0) == 0,
            pixAddGray(print.pix, print.pix, colour.pix) != nil
        else { return nil }
        return print
    }

    /// Where ink of a seal lies or is near, 1 bit, on a picture of how strong colour is.
    private func sealInk(on print: borrowing Raster) -> Raster? {
        guard let weak = binarised(below: 70), let dark = print.binarised(below: 165),
            let neither = Raster(owning: pixOr(nil, weak.pix, dark.pix)),
            let seal = Raster(owning: pixInvert(nil, neither.pix))
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
