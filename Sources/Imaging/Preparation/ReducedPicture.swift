internal import CLeptonica

/// A scan as it is searched for sheets: small, its print lifted off and marked.
struct ReducedPicture {
    let width: Int
    let height: Int
    /// Brightness without print, row by row.
    let levels: [UInt8]
    /// Whether a pixel is part of print or another thin dark thing on something bright.
    let isPrint: [Bool]

    /// Nil where the scan is too small to be searched or memory runs out.
    ///
    /// - Parameters:
    ///   - raster: The scan.
    ///   - factor: How large the picture is to be, at most 1.
    init?(_ raster: borrowing Raster, factor: Double) {
        // The darkest channel: wood, cloth and coloured beds are darkest there, paper is bright in all.
        guard let small = raster.scaled(by: factor), let grey = small.everyInk(), grey.depth == 8,
            let open = Raster(owning: pixCloseGray(grey.pix, 5, 5)),
            let wide = Raster(owning: pixCloseGray(grey.pix, 9, 9))
        else { return nil }
        let (width, height) = (grey.width, grey.height)
        guard width > 60, height > 60 else { return nil }
        let bare = wide.greyLevels()
        self.init(
            width: width, height: height, levels: open.greyLevels(),
            isPrint: zip(bare, grey.greyLevels()).map { around, level in
                Int(around) - Int(level) > max(18, Int(around) * 3 / 20)
            })
    }

    private init(width: Int, height: Int, levels: [UInt8], isPrint: [Bool]) {
        self.width = width
        self.height = height
        self.levels = levels
        self.isPrint = isPrint
    }

    /// The picture with rows and columns exchanged.
    func transposed() -> ReducedPicture {
        var turned = [UInt8](repeating: 0, count: levels.count)
        var turnedPrint = [Bool](repeating: false, count: levels.count)
        for y in 0..<height {
            for x in 0..<width {
                turned[x * height + y] = levels[y * width + x]
                turnedPrint[x * height + y] = isPrint[y * width + x]
            }
        }
        return ReducedPicture(width: height, height: width, levels: turned, isPrint: turnedPrint)
    }
}
