import ArgumentParser
import Foundation
import Imaging
import Measuring
import Overlay
import OverlayDrawing
import Review
import SlipGenerator

/// `slip-measure worst`: the worst pages, drawn, and what went wrong on them.
struct WorstCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worst",
        abstract: "Draws the pages that were read worst and says what went wrong on them.",
        discussion: """
            Every folder is followed by the catalog from which its slips were made. Writes worst.md and one picture a \
            page: at the left the page with what was found on it, at the right what was read.

            Example:
              slip-measure worst made/a catalog --count 10 --to docs/worst
            """)

    @OptionGroup var folders: FolderOptions

    @Option(help: "How many pages.")
    var count = 10

    @Option(name: .customLong("to"), help: "The folder to write to.")
    var target: String

    /// A page, and the slips that it is of.
    private struct Candidate {
        var page: WorstPage
        var slips: MadeSlips
        var folder: String
    }

    func run() async throws {
        var candidates: [Candidate] = []
        try await folders.forEach { part in
            for reading in part.slips.readings {
                let review = part.reviewer.review(reading.slip, id: reading.id, source: reading.source)
                let read = ReadAgainstTruth(review, reading.truth, catalog: part.reviewer.catalog)
                candidates.append(
                    Candidate(
                        page: WorstPage(reading, review: review, read: read), slips: part.slips,
                        folder: URL(filePath: part.folder).lastPathComponent))
            }
        }
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        var text = "# The \(count) worst pages\n\nWritten by `slip-measure worst`.\n"
        let worst = candidates.filter { $0.page.badness > 0 }
            .sorted { $0.page.isWorse(than: $1.page) }.prefix(count)
        for (index, candidate) in worst.enumerated() {
            let name = "worst-\(index + 1).jpg"
            let picture = try await candidate.slips.picture(
                ofPage: candidate.page.page, of: candidate.page.reading)
            try Data(try drawing(of: candidate.page, over: picture)).write(
                to: URL(filePath: target + "/" + name))
            text += section(index + 1, candidate, picture: name)
        }
        try Data(text.utf8).write(to: URL(filePath: target + "/worst.md"), options: .atomic)
        print("\(worst.count) pages and worst.md are in \(target)")
    }

    private func drawing(of page: WorstPage, over picture: [UInt8]) throws -> [UInt8] {
        let overlay = PageOverlay(layout: page.layout, review: page.review, page: page.page)
        let raster = try SourceDocument(bytes: picture).page(1)
        let drawing = try OverlayDrawing.drawing(of: overlay, over: raster, caption: [caption(of: page)])
        guard let bytes = SmallDrawing.jpeg(of: drawing) else {
            throw ValidationError("There is no memory to draw a page of \(page.reading.truth.file).")
        }
        return bytes
    }

    private func caption(of page: WorstPage) -> String {
        let truth = page.reading.truth
        return
            "\(truth.layout) · \(truth.damage) · \(truth.dpi) dpi · \(page.lines.right) of \(page.lines.all) lines right"
    }

    private func section(_ number: Int, _ candidate: Candidate, picture: String) -> String {
        let page = candidate.page
        let truth = page.reading.truth
        let damage = truth.damageNotes.isEmpty ? truth.damage : truth.damageNotes.joined(separator: ", ")
        return """

            ## \(number). \(truth.layout), \(truth.damage), \(truth.dpi) dpi: \(page.lines.right) of \
            \(page.lines.all) lines right

            `\(candidate.folder)`, \(truth.file), page \(page.page). Damage: \(damage).

            \(page.causes.map { "- " + $0 + "\n" }.joined())
            ![Page as read](\(picture))

            """
    }
}
