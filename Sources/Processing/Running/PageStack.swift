internal import Archive
internal import Layout
internal import Slips

/// A picture of a page: the whole of it, or one of several slips on it.
struct PagePicture: Sendable {
    var read: ReadPicture
    var layout: PageLayout
    /// What the archive keeps of it.
    var raster: ContentDigest
    var keptLayout: ContentDigest
}

/// A file's pages in their order, parted into slips.
///
/// Each slip of a page that holds several is a slip; all other pages are one, unless separator or cover sheets part
/// them. Those sheets belong to no slip, and neither do blank pages, such as the backs of a duplex scan, where there are
/// others. The original keeps them.
struct PageStack {
    /// The most lines of print that a sheet with a mark has, a scanner's own stamp and a clerk's note among them.
    private static let sheetLines = 14

    private(set) var blank = 0
    private(set) var separators = 0

    /// Pages that lie between two sheets.
    private struct Part {
        var pictures: [[PagePicture]] = []
        /// The place of the cover sheet before it in ``covers``.
        var cover: Int?
    }

    private var parts = [Part()]
    /// The cover sheets, the file's page that each is, and how many pages followed it.
    private var covers: [(sheet: SheetMark.Cover, page: Int, pages: Int)] = []
    /// Pages that were added.
    private var count = 0
    /// The blank pages.
    private var blanks: [[PagePicture]] = []

    /// Adds the next page.
    ///
    /// - Parameter pictures: What is on it; nil where it could not be read.
    mutating func add(_ pictures: [PagePicture]?) {
        count += 1
        if let pictures, pictures.allSatisfy({ $0.layout.isBlank && $0.layout.unread.isEmpty }) {
            blank += 1
            blanks.append(pictures)
            return
        }
        if let mark = pictures.flatMap(Self.mark) {
            separators += 1
            var part = Part(cover: parts.last?.cover)
            if case .cover(let cover) = mark {
                part.cover = covers.count
                covers.append((cover, count, 0))
            }
            parts.append(part)
            return
        }
        if let cover = parts.last?.cover { covers[cover].pages += 1 }
        if let pictures { parts[parts.count - 1].pictures.append(pictures) }
    }

    /// The cover sheets that no page follows: what they announce was not scanned.
    var emptyCovers: [PageFailure] {
        covers.filter { $0.pages == 0 }.map { cover in
            let announced = cover.sheet.pages.map { "announces \($0) pages" } ?? "stands alone"
            return PageFailure(
                failureClass: "no_pages", page: cover.page,
                reason:
                    "the cover sheet of claim \(cover.sheet.claim) \(announced), and none follows: scan them")
        }
    }

    /// The mark of a sheet that parts slips; nil for any other page.
    ///
    /// A slip that carries such a code, by mistake or to make it vanish, has more on it than a sheet has.
    private static func mark(_ pictures: [PagePicture]) -> SheetMark? {
        guard pictures.count == 1, let layout = pictures.first?.layout, layout.tables.isEmpty else {
            return nil
        }
        for code in layout.barcodes {
            guard let mark = SheetMark(code.text) else { continue }
            // The engine makes lines of a code's modules, too.
            let print = layout.lines.filter { !$0.box.hasCentre(in: code.box) }
            return print.count <= sheetLines ? mark : nil
        }
        return nil
    }

    /// The slips in reading order.
    func slips() -> [ReadSlip] {
        var groups: [(pictures: [PagePicture], cover: Int?)] = []
        for part in parts {
            var common: Int?
            for pictures in part.pictures {
                if pictures.count > 1 {
                    groups += pictures.map { ([$0], part.cover) }
                } else if let common {
                    groups[common].pictures += pictures
                } else {
                    common = groups.count
                    groups.append((pictures, part.cover))
                }
            }
        }
        if groups.isEmpty, separators == 0 { groups = [(blanks.flatMap(\.self), nil)] }
        return groups.enumerated().map { index, group in
            var slip = Self.slip(of: group.pictures, part: groups.count == 1 ? nil : index + 1)
            if let cover = group.cover.map({ covers[$0] }) {
                slip.claim = cover.sheet.claim
                slip.coverCount = cover.sheet.pages.map { CoverCount(announced: $0, found: cover.pages) }
            }
            return slip
        }
    }

    private static func slip(of pictures: [PagePicture], part: Int?) -> ReadSlip {
        var slip = ReadSlip(part: part, pages: [], layouts: [], kept: [])
        for (index, picture) in pictures.enumerated() {
            slip.pages.append(picture.read.slipPage(number: index + 1, raster: picture.raster))
            slip.layouts.append(picture.layout)
            slip.kept.append(
                KeptPage(number: index + 1, raster: picture.raster, layout: picture.keptLayout))
        }
        return slip
    }
}

extension Box {
    /// Whether the middle of the box lies in another, or close to it.
    fileprivate func hasCentre(in other: Box) -> Bool {
        let margin = other.height / 10
        return centerX >= other.left - margin && centerX <= other.right + margin
            && centerY >= other.top - margin && centerY <= other.bottom + margin
    }
}
