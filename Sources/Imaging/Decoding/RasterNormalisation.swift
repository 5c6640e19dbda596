internal import CLeptonica

extension Raster {
    /// The same picture in one of the two forms that a raster may have, upright, with square pixels.
    ///
    /// No colour map, no alpha (laid over white), 16 bits and 2 and 4 bits brought to 8; 1 bit stays 1 bit.
    ///
    /// - Parameters:
    ///   - orientation: As in EXIF, 1…8, still to be applied.
    ///   - limits: The size that stretching to square pixels must keep to.
    /// - Returns: The picture, upright.
    /// - Throws: `oom`, or `too_many_pixels` where the stretched picture is too large.
    consuming func normalised(orientation: Int, limits: DecodingLimits) throws(DecodingError) -> Raster {
        var raster = self
        if pixGetColormap(raster.pix) != nil {
            raster = try Self.made(pixRemoveColormap(raster.pix, l_int32(REMOVE_CMAP_BASED_ON_SRC)))
        }
        if raster.depth == 32, pixGetSpp(raster.pix) == 4 {
            raster = try Self.made(pixRemoveAlpha(raster.pix))
        }
        if raster.depth == 16 {
            raster = try Self.made(pixConvert16To8(raster.pix, l_int32(L_MS_BYTE)))
        }
        if ![1, 8, 32].contains(raster.depth) {
            raster = try Self.made(pixConvertTo8(raster.pix, 0))
        }
        raster = try raster.withSquarePixels(limits: limits)
        return try raster.turnedUpright(from: orientation)
    }

    private static func made(_ pix: UnsafeMutablePointer<Pix>?) throws(DecodingError) -> Raster {
        guard let raster = Raster(owning: pix) else {
            throw DecodingError(.outOfMemory, "no memory for the page: scan again at 300 dpi")
        }
        return raster
    }

    /// Stretches the coarser axis where the file declares two resolutions, as fax machines do.
    private consuming func withSquarePixels(limits: DecodingLimits) throws(DecodingError) -> Raster {
        let (across, down) = (Int(pixGetXRes(pix)), Int(pixGetYRes(pix)))
        guard across > 0, down > 0, across != down else { return self }
        let ratio = Double(across) / Double(down)
        // Beyond four the declaration is a mistake; within 2 % a rounding.
        guard (0.25...4).contains(ratio), abs(ratio - 1) > 0.02 else { return self }
        let (wide, high) = ratio > 1 ? (1, ratio) : (1 / ratio, 1)
        try limits.check(width: Int(Double(width) * wide), height: Int(Double(height) * high))
        let stretched = try Self.made(pixScale(pix, l_float32(wide), l_float32(high)))
        let finer = l_int32(max(across, down))
        pixSetResolution(stretched.pix, finer, finer)
        return stretched
    }

    /// Undoes an EXIF orientation: how the picture must be turned and mirrored to stand upright.
    private consuming func turnedUpright(from orientation: Int) throws(DecodingError) -> Raster {
        let (quarters, mirrored): (l_int32, Bool) =
            switch orientation {
            case 2: (0, true)
            case 3: (2, false)
            case 4: (2, true)
            case 5: (1, true)
            case 6: (1, false)
            case 7: (3, true)
            case 8: (3, false)
            default: (0, false)
            }
        var raster = self
        if quarters != 0 { raster = try Self.made(pixRotateOrth(raster.pix, quarters)) }
        if mirrored { raster = try Self.made(pixFlipLR(nil, raster.pix)) }
        return raster
    }
}
