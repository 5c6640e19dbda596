internal import CLeptonica

/// Stretches of a page whose print is much paler than the rest of it, as the items of many e-receipts are: one threshold for
/// the page would lose them, one low enough for them would take patterns and noise for print.
///
/// The page is measured in tiles less high than its lines. Where neighbouring tiles hold print that is pale throughout, it
/// is made as dark as the rest.
struct PalePrint {
    /// How pale print is against the page's ink, in shares of its darkness: below, it is pattern or show-through; above, the
    /// page's own threshold keeps it.
    private static let share: Range<Float> = 0.22..<0.68
    /// Print paler than that is lost to the page's threshold, in part or wholly.
    private static let lost: Float = 0.55
    /// How many tiles of lost print are a stretch, and how many of dark print there must be to compare with.
    private static let (leastPale, leastDark) = (16, 6)
    /// How many rows of tiles have some of it at least: a fold lies in one or two.
    private static let leastRows = 4
    /// So many tiles beside each other from the edge on are a fold.
    private static let longAtEdge = 4
    /// Every so many pixels of a tile are measured, both ways.
    private static let step = 2

    private enum Content {
        case nothing
        /// Coloured ink: what is left of it among the print is pale, and no print.
        case coloured
        case dark
        case pale(Float)
    }

    private let levels: InkLevels
    private let columns: Int
    private let rows: Int
    private let tile: (width: Int, height: Int)
    /// By how much each tile's darkness is multiplied.
    private var gains: [Float]

    /// - Parameters:
    ///   - page: Evened, 8 bits.
    ///   - em: Height of a Chinese character, pixels.
    ///   - coloured: Ink that has colour, 1 bit: it is no print.
    ///
    /// It is nil where the page has no pale print beside dark.
    init?(on page: borrowing Raster, em: Int, besides coloured: borrowing Raster) {
        guard em >= 8, page.depth == 8, let levels = page.inkLevels(), levels.paper - levels.ink >= 60 else {
            return nil
        }
        self.levels = levels
        tile = (em * 3, max(4, em * 3 / 4))
        columns = (page.width + tile.width - 1) / tile.width
        rows = (page.height + tile.height - 1) / tile.height
        gains = [Float](repeating: 1, count: columns * rows)
        var contents: [Content] = []
        contents.reserveCapacity(gains.count)
        for row in 0..<rows {
            for column in 0..<columns {
                contents.append(content(of: page, row: row, column: column, em: em, besides: coloured))
            }
        }
        let isFound = setGains(contents)
        guard isFound else { return nil }
    }

    private func content(
        of page: borrowing Raster, row: Int, column: Int, em: Int, besides colours: borrowing Raster
    ) -> Content {
        guard let data = pixGetData(page.pix), let mask = pixGetData(colours.pix) else { return .nothing }
        let (words, maskWords) = (Int(pixGetWpl(page.pix)), Int(pixGetWpl(colours.pix)))
        let edge = levels.paper - Int(max(10, 4 * levels.noise))
        var counts = [Int](repeating: 0, count: 256)
        var (dark, coloured) = (0, 0)
        for y in stride(from: row * tile.height, to: min(page.height, (row + 1) * tile.height), by: Self.step)
        {
            for x in stride(
                from: column * tile.width, to: min(page.width, (column + 1) * tile.width), by: Self.step)
            {
                guard mask[y * maskWords + x >> 5] >> UInt32(31 - x & 31) & 1 == 0 else {
                    coloured += 1
                    continue
                }
                let level = Int(data[y * words + x >> 2] >> UInt32(24 - 8 * (x & 3)) & 255)
                guard level < edge else { continue }
                counts[level] += 1
                dark += 1
            }
        }
        guard coloured <= max(dark, em * em / 50) else { return .coloured }
        guard dark * 100 >= em * em else { return .nothing }
        var seen = 0
        let level = counts.indices.first { level in
            seen += counts[level]
            return seen * 4 >= dark
        }
        let share = Float(levels.paper - (level ?? levels.ink)) / Float(levels.paper - levels.ink)
        if share >= Self.share.upperBound { return .dark }
        return share >= Self.share.lowerBound ? .pale(share) : .nothing
    }

    /// Sets the gains of tiles of pale words, and of the tiles with nothing beside those, into which their characters may
    /// reach.
    ///
    /// - Returns: Whether there is a stretch of such words.
    private mutating func setGains(_ contents: [Content]) -> Bool {
        let shares = contents.map { content -> Float? in
            if case .pale(let share) = content { share } else { nil }
        }
        let lengths = shares.indices.map { lengthOfWords(at: $0, shares) }
        let words = zip(shares, lengths).map { share, length in length >= 2 ? share : nil }
        for row in 0..<rows {
            for column in 0..<columns {
                let index = row * columns + column
                let near = neighbours(row, column, of: words)
                if let share = words[index] {
                    gains[index] = 1 / share
                } else if case .nothing = contents[index], near.count >= 2 {
                    gains[index] = Float(near.count) / near.reduce(0, +)
                }
            }
        }
        let lost = (0..<rows).map { row in
            (row * columns..<(row + 1) * columns).count { index in
                // A fold between two tiles lies in both.
                lengths[index] >= 3 && words[index].map { $0 < Self.lost } ?? false
            }
        }
        let dark = contents.count { if case .dark = $0 { true } else { false } }
        return lost.reduce(0, +) >= Self.leastPale && lost.count { $0 >= 2 } >= Self.leastRows
            && dark >= Self.leastDark
    }

    /// How many tiles of pale print stand beside each other where one does; zero where they are a fold of the paper, which
    /// goes from the sheet's edge across it.
    private func lengthOfWords(at index: Int, _ shares: [Float?]) -> Int {
        guard shares[index] != nil else { return 0 }
        let line = index / columns * columns..<(index / columns + 1) * columns
        var (first, last) = (index, index)
        while first > line.lowerBound, shares[first - 1] != nil { first -= 1 }
        while last + 1 < line.upperBound, shares[last + 1] != nil { last += 1 }
        let reachesEdge = first == line.lowerBound || last + 1 == line.upperBound
        let length = last - first + 1
        return reachesEdge && length >= Self.longAtEdge ? 0 : length
    }

    private func neighbours(_ row: Int, _ column: Int, of words: [Float?]) -> [Float] {
        (-1...1).flatMap { dy in
            (-1...1).compactMap { dx in
                let (y, x) = (row + dy, column + dx)
                guard dy != 0 || dx != 0, (0..<rows).contains(y), (0..<columns).contains(x) else {
                    return nil
                }
                return words[y * columns + x]
            }
        }
    }

    /// The page with its pale print as dark as the rest; nil when memory runs out.
    func darkened(_ page: borrowing Raster, besides coloured: borrowing Raster) -> Raster? {
        guard let result = page.copy(), let data = pixGetData(result.pix), let mask = pixGetData(coloured.pix)
        else {
            return nil
        }
        let (words, maskWords) = (Int(pixGetWpl(result.pix)), Int(pixGetWpl(coloured.pix)))
        for y in 0..<page.height {
            for x in 0..<page.width {
                let gain = gains[y / tile.height * columns + x / tile.width]
                guard gain > 1 else { continue }
                let (word, shift) = (y * words + x >> 2, UInt32(24 - 8 * (x & 3)))
                let level = Int(data[word] >> shift & 255)
                guard level < levels.paper,
                    mask[y * maskWords + x >> 5] >> UInt32(31 - x & 31) & 1 == 0
                else { continue }
                let darker = max(0, levels.paper - Int(Float(levels.paper - level) * gain))
                data[word] = data[word] & ~(255 << shift) | UInt32(darker) << shift
            }
        }
        return result
    }
}

extension Raster {
    /// A black-and-white raster without ink; nil when memory runs out.
    static func withoutInk(width: Int, height: Int) -> Raster? {
        Raster(owning: pixCreate(l_int32(width), l_int32(height), 1))
    }
}
