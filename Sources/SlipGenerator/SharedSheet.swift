/// Several slips on one picture: laid on a scanner bed or a table together, or photocopied onto one page.
public struct SharedSheet: Sendable {
    /// How the slips came onto one picture; raw values are the words of the command line.
    public enum Way: String, CaseIterable, Hashable, Sendable {
        /// On the black bed of a scanner.
        case blackBed = "black-bed"
        /// On a white bed: the slips show by their paper's colour and thin shadows.
        case whiteBed = "white-bed"
        /// On a wooden table, photographed.
        case desk
        /// Copied onto white paper in grey: no edge of any slip shows.
        case copy
    }

    /// The slips in reading order: by rows from the top, in a row from the left.
    public let slips: [GeneratedSlip]
    public let picture: Bitmap
    /// Dots per inch of the picture.
    public let dpi: Int

    /// Writes the picture as a JPEG, and gives the truth of each slip, its file named `FILE#1`, `FILE#2`….
    ///
    /// - Throws: ``GeneratorError/cannotWrite(path:reason:)``.
    public func write(to folder: String, name: String, quality: Int) throws(GeneratorError) -> [SlipTruth] {
        guard var file = slips.first else { return [] }
        file.pages = [picture]
        let written = try file.write(to: folder, name: name, as: .jpeg(quality: quality))
        return slips.enumerated().map { index, slip in
            var truth = slip.truth
            truth.file = "\(written.file)#\(index + 1)"
            truth.pages = [SlipTruth.Page(width: picture.width, height: picture.height)]
            truth.cells = []
            return truth
        }
    }
}

extension SlipGenerator {
    /// Puts slips of one page onto one picture.
    ///
    /// - Parameters:
    ///   - requests: The slips, in reading order; all of one resolution.
    ///   - way: How they came together.
    ///   - sideBySide: Whether they stand in one row; else one below another.
    ///   - seed: Of places, turns and the scanner's noise.
    /// - Returns: The picture with its slips.
    /// - Throws: ``GeneratorError`` when a slip cannot be made.
    public func sharedSheet(
        _ requests: [SlipRequest], way: SharedSheet.Way, sideBySide: Bool, seed: UInt64
    ) throws(GeneratorError) -> SharedSheet {
        var random = SeededRandom(seed: seed)
        var slips: [GeneratedSlip] = []
        for request in requests { slips.append(try slip(request)) }
        let dpi = requests.first?.dpi ?? 300
        let millimetre = Double(dpi) / 25.4
        let pages = slips.compactMap(\.pages.first)
        var x = Int(random.number(in: 8...25) * millimetre)
        var y = x
        var places: [(x: Int, y: Int)] = []
        for page in pages {
            let aside = Int(random.number(in: 0...10) * millimetre)
            places.append((x: sideBySide ? x : x + aside, y: sideBySide ? y + aside : y))
            let gap = Int(random.number(in: 7...22) * millimetre)
            if sideBySide { x += page.width + gap } else { y += page.height + gap }
        }
        let edge = Int(random.number(in: 8...20) * millimetre)
        let width = zip(places, pages).map { $0.x + $1.width }.max() ?? 1
        let height = zip(places, pages).map { $0.y + $1.height }.max() ?? 1
        var page = ScannedPage(
            bitmap: try laid(
                pages, at: places, width: width + edge, height: height + edge, way: way, dpi: dpi,
                random: &random))
        var steps: [DamageStep] = [
            .noise(random.number(in: 1...3)), .jpeg(quality: random.integer(in: 65...90)),
        ]
        if way == .desk { steps.insert(.shading(random.number(in: 0.1...0.3)), at: 0) }
        try page.apply(steps, dpi: dpi, random: &random)
        return SharedSheet(slips: slips, picture: page.bitmap, dpi: dpi)
    }

    private func laid(
        _ pages: [Bitmap], at places: [(x: Int, y: Int)], width: Int, height: Int, way: SharedSheet.Way,
        dpi: Int, random: inout SeededRandom
    ) throws(GeneratorError) -> Bitmap {
        let ground: Ground =
            switch way {
            case .blackBed: .surface(.blackBed)
            case .whiteBed: .surface(.whiteBed)
            case .desk: .surface(.wood)
            case .copy: .paper
            }
        var picture = Bitmap(width: 4, height: 4, grey: 252).warped(
            by: .translation(x: -9999, y: -9999), width: width, height: height, ground: ground, dpi: dpi,
            random: &random)
        for (page, place) in zip(pages, places) {
            let degrees = random.bell() * 1.2
            let page = way == .copy ? page.photocopied() : page
            picture.lay(page, atX: place.x, y: place.y, degrees: degrees, on: ground, dpi: dpi)
        }
        return picture
    }
}
