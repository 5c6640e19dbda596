internal import CLeptonica

/// The grey levels of paper and of ink on an evened page.
public struct InkLevels: Hashable, Sendable {
    /// The commonest level of the paper.
    public var paper: Int
    /// The typical level of the ink.
    public var ink: Int
    /// The spread of the paper's own noise, grey levels (standard deviation of its bright side).
    public var noise: Double

    /// The level below which a pixel is ink.
    ///
    /// A little nearer the paper than half way: thin strokes are lost otherwise (measured: Otsu + 10…20 grey
    /// levels reads best).
    public var threshold: Int {
        let middle = Double(ink) + 0.58 * Double(paper - ink)
        return max(1, Int(min(middle, Double(paper) - 2.5 * noise - 4)))
    }

    /// The level that some pixel of every stroke is below; fine patterns of security forms are not.
    var strongThreshold: Int {
        max(1, min(threshold, Int(Double(ink) + 0.36 * Double(paper - ink))))
    }
}

extension Raster {
    /// Measures paper and ink on an evened 8-bit page; nil where there is no ink.
    func inkLevels() -> InkLevels? {
        let counts = greyHistogram(step: 2)
        guard let paper = counts.indices.max(by: { counts[$0] < counts[$1] }), paper > 60 else { return nil }
        // Paper noise is as wide below the peak as above; above it there is nothing but paper.
        var weight = 0.0
        var spread = 0.0
        for level in paper...255 {
            let d = Double(level - paper)
            weight += Double(counts[level])
            spread += Double(counts[level]) * d * d
        }
        let noise = weight > 0 ? (spread / weight).squareRoot() : 1
        let edge = max(1, paper - Int(max(10, 4 * noise)))
        let dark = counts[0..<edge].reduce(0, +)
        guard dark > 30 else { return nil }
        // Strokes are a pixel or two wide, so most dark pixels are edges: the ink itself is the darker part.
        // A quarter of the way up, dust and holes, which are few and black, do not count.
        var seen = 0
        var ink = 0
        for level in 0..<edge {
            seen += counts[level]
            if seen * 4 >= dark {
                ink = level
                break
            }
        }
        return InkLevels(paper: paper, ink: ink, noise: noise)
    }

    /// Black where there is ink, 1 bit: strokes that are somewhere strong, in their full width (hysteresis).
    func binarisedInk() -> Raster? {
        guard let levels = inkLevels() else { return binarised(below: 1) }
        guard let strong = binarised(below: levels.strongThreshold),
            let wide = binarised(below: levels.threshold)
        else { return nil }
        return Raster(owning: pixSeedfillBinary(nil, strong.pix, wide.pix, 8))
    }

    /// Black where there is ink of any strength, 1 bit: for pale forms, at the price of specks.
    func binarisedFaintInk() -> Raster? {
        guard let levels = inkLevels() else { return binarised(below: 1) }
        let pale = Double(levels.ink) + 0.68 * Double(levels.paper - levels.ink)
        return binarised(below: Int(min(pale, Double(levels.paper) - 3 * levels.noise - 5)))
    }

    /// The picture with each pixel the mean of its neighbourhood of `2 × radius + 1` pixels, which joins dots to strokes.
    func smoothed(radius: Int) -> Raster? {
        guard depth == 8 else { return nil }
        return Raster(owning: pixBlockconv(pix, l_int32(radius), l_int32(radius)))
    }

    /// Black where the grey level is below `level`; 1 bit.
    func binarised(below level: Int) -> Raster? {
        guard depth == 8 else { return nil }
        return Raster(owning: pixThresholdToBinary(pix, l_int32(max(1, min(255, level)))))
    }
}
