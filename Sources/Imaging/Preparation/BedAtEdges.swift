internal import CLeptonica

extension Raster {
    /// The grey page with dark ground at its edges painted as paper: the scanner's bed beyond a torn edge.
    func withoutBed() -> Raster? {
        guard depth == 8, let page = copy() else { return nil }
        let counts = greyHistogram(step: 4)
        guard let paper = (100...255).max(by: { counts[$0] < counts[$1] }) else { return page }
        // Ground is thicker than any stroke of print.
        let stroke = max(5, width / 300)
        guard let dark = binarised(below: paper * 9 / 20)?.morphed("o\(stroke).\(stroke)") else { return nil }
        guard let ground = Raster(owning: pixExtractBorderConnComps(dark.pix, 8)) else { return page }
        guard !ground.components().isEmpty else { return page }
        guard let wide = ground.morphed("d\(stroke * 3).\(stroke * 3)"),
            pixSetMasked(page.pix, wide.pix, l_uint32(paper)) == 0
        else { return nil }
        return page
    }
}
