internal import Foundation

/// The checks that are made of each record of a batch.
struct RecordInspection {
    private(set) var slips = 0
    private(set) var pages = 0
    private let key: VerifierKey

    private var identity = CheckTally(
        .authenticity, "编号由原件字节得出", "the ID follows from the original's bytes")
    private var logged = CheckTally(
        .authenticity, "审核记录在签名日志中", "the review is in the signed log")
    private var stated = CheckTally(
        .authenticity, "记录所载编号和目录版本与日志一致", "ID and catalog edition are those of the log")
    private var authored = CheckTally(
        .authenticity, "更正有责任者和理由", "corrections have author and reason")
    private var confirmed = CheckTally(
        .authenticity, "更正经他人复核或待复核", "corrections were confirmed by somebody else, or wait for it")
    private var kept = CheckTally(
        .integrity, "原件、页面影像、识读结果齐全", "originals, pages and readings are all there")
    private var counted = CheckTally(.integrity, "页数与记录一致", "as many pages as the review tells of")
    private var originals = CheckTally(
        .usability, "原件格式可识别", "originals are of a known format")
    private var rasters = CheckTally(.usability, "页面影像为完整PNG", "pages are whole PNG files")
    private var layouts = CheckTally(.usability, "识读结果为JSON", "readings are JSON")
    private var reviews = CheckTally(.usability, "审核记录可读", "reviews can be read")

    init(key: VerifierKey) { self.key = key }

    var authenticity: [Inspection.Check] {
        [identity.check, logged.check, stated.check, authored.check, confirmed.check]
    }
    var integrity: [Inspection.Check] { [kept.check, counted.check] }
    var usability: [Inspection.Check] { [originals.check, rasters.check, layouts.check, reviews.check] }

    /// Begins with a slip, and checks what needs no content.
    mutating func begin(_ slip: ArchivedSlip, _ proof: (proof: LogProof, entry: LogEntry)) {
        slips += 1
        let id = String(slip.id.prefix(12))
        reviews.add(true, id)
        logged.add(proof.proof.proves(proof.entry.bytes, by: key), id)
        stated.add(
            slip.summary.id == slip.id && slip.summary.catalog == slip.reviews.last?.catalog, id)
        for correction in slip.corrections {
            let fact = correction.fact
            authored.add(
                !fact.by.allSatisfy(\.isWhitespace) && !fact.reason.allSatisfy(\.isWhitespace),
                "\(id), event \(correction.sequence)")
        }
        if let newest = slip.corrections.last {
            let isConfirmed = slip.opinions.contains {
                $0.fact.outcome == .confirmed && !Person.isOne($0.fact.by, newest.fact.by)
                    && $0.fact.review > newest.sequence
            }
            confirmed.add(isConfirmed || slip.stage != .done, id)
        }
        let told = slip.summary.pages
        counted.add(told == slip.reviews.last?.pages.map(\.raster.hex), id)
    }

    /// Checks a slip's original.
    ///
    /// - Parameters:
    ///   - bytes: Nil where they are missing or damaged.
    ///   - slip: The slip.
    ///   - part: Which of several slips of the file it is; nil where the file is one slip.
    mutating func add(original bytes: [UInt8]?, of slip: ArchivedSlip, part: Int?) {
        let id = String(slip.id.prefix(12))
        kept.add(bytes != nil, "\(id): 原件 original")
        identity.add(bytes != nil && slip.original.slipID(part: part) == slip.id, id)
        if let bytes { originals.add(Self.isKnownFormat(bytes), id) }
    }

    /// Checks a page.
    mutating func add(_ page: KeptPage, raster: [UInt8]?, layout: [UInt8]?, of slip: ArchivedSlip) {
        pages += 1
        let name = "\(slip.id.prefix(12)): 第\(page.number)页 page \(page.number)"
        kept.add(raster != nil && layout != nil, name)
        if let raster { rasters.add(Self.isWholePNG(raster), name) }
        if let layout {
            layouts.add((try? JSONDecoder().decode(JSONValue.self, from: Data(layout))) != nil, name)
        }
    }

    /// Counts a slip of which not even the review can be read.
    mutating func addUnreadable(_ id: String, _ why: String) {
        slips += 1
        reviews.add(false, "\(id.prefix(12)): \(why)")
    }

    // MARK: Formats

    private static func isKnownFormat(_ bytes: [UInt8]) -> Bool {
        let heads: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
            [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A],
            [0x49, 0x49, 0x2B, 0x00], [0x4D, 0x4D, 0x00, 0x2B],
        ]
        // A PDF's head may stand behind other bytes, within the first 1024.
        let pdf = Array("%PDF-".utf8)
        return heads.contains { bytes.starts(with: $0) }
            || bytes.prefix(1024).indices.contains { bytes[$0...].starts(with: pdf) }
    }

    /// Whether the bytes begin and end as a PNG file does.
    private static func isWholePNG(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
        ])
            && bytes.suffix(12) == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    }
}
