import Foundation
import Layout
import Processing
import Synchronization

/// Pages as a text file says: a line a page, `ok` or the class of a failure.
final class TextPages: PageReadingService {
    private let reads = Mutex<[Int]>([])
    var readPages: [Int] { reads.withLock { $0 } }

    func read(page number: Int, ofFileAt path: String, sha256: String) async throws -> ReadPage {
        reads.withLock { $0.append(number) }
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let line = lines[number - 1]
        // Later pages come sooner, so that order is not had by chance.
        try await Task.sleep(for: .milliseconds(max(1, 20 - 5 * number)))
        guard line.hasPrefix("ok") else {
            throw PageFailure(
                failureClass: String(line), page: number, reason: "it says so", attempts: 2,
                pageCount: lines.count)
        }
        let layout = Self.layout(of: line, width: 100 + number)
        let encoded = Array(try JSONEncoder().encode(layout))
        // A line with slashes is a page of several slips.
        let pictures = line.split(separator: "/").map { slip in
            ReadPicture(
                width: layout.width, height: 50, dpi: 300, rotation: 0, skew: 0, layout: encoded,
                raster: Array("\(slip) \(number)".utf8))
        }
        return ReadPage(pageCount: lines.count, pictures: pictures)
    }

    /// A page with print on it, or blank (`ok blank`), or with the code of a sheet (`ok slipway:…`).
    private static func layout(of line: Substring, width: Int) -> PageLayout {
        let box = Box(x: 1, y: 1, width: 20, height: 10)
        var layout = PageLayout(width: width, height: 50, emHeight: 0)
        if line != "ok blank" { layout.unread = [box] }
        if line.contains("slipway:") {
            layout.barcodes = [Barcode(box: box, symbology: "QR-Code", text: String(line.dropFirst(3)))]
        }
        return layout
    }
}
