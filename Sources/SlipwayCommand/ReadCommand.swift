import Archive
import ArgumentParser
import Catalog
import Foundation
import Layout
import Overlay
import Processing
import Review
import Slips

/// `slipway read`: how one page is read, without an archive.
struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Show how one page is read.",
        discussion: """
            Reads one page of a file as a slip of its own, keeps nothing, and says what was read, how sure it \
            is, and what a person must check, and why. With --overlay it also draws a picture: at the left the \
            page with its table, columns and readings marked, at the right what was read, set at the same \
            places; green is proven or certain, amber is to be checked, red was not read.

            Example:
              slipway read samples/ruled-fee-list.png --overlay overlay.png
              slipway read samples/two-page-list-out-of-catalog.tif --page 2 --format json

            Ends with 1 when the page cannot be read or the picture not be written; 65 for a catalog that is \
            wrong; 69 for a catalog or Tesseract model that is not to be had.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "The file: TIFF, JPEG, PNG or PDF.")
    var file: String

    @Option(help: "The page's number in the file, from 1.")
    var page = 1

    @Option(help: "Which slip of a page that holds several, from 1 in reading order.")
    var slip = 1

    @Option(help: ArgumentHelp("Where to write the picture, a PNG.", valueName: "png"))
    var overlay: String?

    @Option(help: "text for a person, json for the layout and the review as one JSON object.")
    var format = Format.text

    @OptionGroup var catalog: CatalogOptions

    func validate() throws {
        guard page >= 1 else { throw ValidationError("--page takes 1 or more.") }
        guard slip >= 1 else { throw ValidationError("--slip takes 1 or more.") }
        if let overlay, !overlay.lowercased().hasSuffix(".png") {
            throw ValidationError("--overlay writes a PNG: give a name that ends with .png.")
        }
    }

    /// What is written as JSON.
    private struct Document: Encodable {
        var layout: PageLayout
        var review: SlipReview
    }

    func run() async throws {
        let (catalog, rules) = try self.catalog.loadWithRules()
        let reviewer = Reviewer(catalog: catalog, rules: rules)
        let read = try await inspected()
        let review = reviewer.review(read.slip, id: read.file.hex, source: file)
        switch format {
        case .text:
            if read.pageCount > 1 {
                print("第\(page)页，共\(read.pageCount)页 page \(page) of \(read.pageCount)")
            }
            if read.slipCount > 1 {
                print("本页第\(slip)份，共\(read.slipCount)份 slip \(slip) of \(read.slipCount) on the page")
            }
            print(ReadableReading(review).text)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let document = Document(layout: read.layout, review: review)
            print(String(decoding: try encoder.encode(document), as: UTF8.self))
        }
        if let overlay { try await draw(read, review, to: overlay) }
    }

    private func inspected() async throws -> InspectedPage {
        let launch = WorkerLaunch.thisProgram("worker", reading: [file])
        do {
            return try await WorkerPool.withWorkers(launch, count: 1) { pool in
                try await PageInspector(pages: pool).page(page, slip: slip, ofFileAt: file)
            }
        } catch let failure as PageFailure {
            StandardError.shared.write(
                line: "slipway: \(TerminalText.printable("\(file): \(failure)")) [\(failure.failureClass)]")
            throw ExitCode(1)
        } catch let failure as WorkerStartFailure {
            StandardError.shared.write(line: "slipway: \(failure)")
            throw ExitCode(69)
        }
    }

    private func draw(_ read: InspectedPage, _ review: SlipReview, to path: String) async throws {
        let order = DrawCommand.Order(
            overlay: PageOverlay(layout: read.layout, review: review),
            caption: caption(of: read, review))
        do {
            let png = try await DrawingProcess.drawing(
                by: .thisProgram("draw"),
                order: Array(try JSONEncoder().encode(order)), picture: read.raster)
            try Data(png).write(to: URL(filePath: path))
        } catch let failure as DrawingProcess.Failure {
            StandardError.shared.write(line: "slipway: \(file): page \(page): \(failure)")
            throw ExitCode(1)
        } catch {
            StandardError.shared.write(
                line: "slipway: \(path): the picture cannot be written: \(error.systemReason)")
            throw ExitCode(1)
        }
    }

    /// Two lines: which page it is, and what was made of it.
    private func caption(of read: InspectedPage, _ review: SlipReview) -> [String] {
        let decision = ContractTerms.decision(review.decision.rawValue)
        let findings = review.flags.compactMap(\.code.chineseName)
        let page = review.pages.first
        let turned = page.map { $0.rotation == 0 ? "" : " · 旋转 turned \($0.rotation)°" } ?? ""
        let skew = (page.map { $0.skew * 100 } ?? 0).rounded() / 100
        let level = skew == 0 ? "" : " · 纠偏 levelled \(skew)°"
        return [
            "\(URL(filePath: file).lastPathComponent) · 第\(self.page)页，共\(read.pageCount)页 · "
                + "\(read.layout.width) × \(read.layout.height)\(turned)\(level)",
            "\(ContractTerms.kind(review.kind.rawValue)) · \(decision) · 项目 items \(review.items.count) · "
                + "明细 sum \(review.totals.items) · 票面 printed \(review.totals.printed?.description ?? "–")"
                + (findings.isEmpty ? "" : " · " + findings.joined(separator: "、")),
        ]
    }
}
