import Archive
import ArgumentParser
import BagIt
import Catalog
import Foundation
import Papers

/// `slipway export`: records with their proofs, as a bag.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write slips with all that proves them into a folder (BagIt), or one slip as PDF.",
        discussion: """
            For each slip the bag (RFC 8493) holds the original as handed in, the pages as they were read, the newest \
            review as JSON, as text and as a sheet to hand over (审核结果单), the pages as a PDF that can be searched, and the \
            proof that the review is in the archive's log; and how to check all this without Slipway. --sheet and --pdf write \
            one slip's sheet and searchable pages alone. The export itself is recorded in the log first.

            Example:
              slipway export 3f2a9c 77d0 --bag audit-2026-11
              slipway export 3f2a9c --sheet 审核结果单.pdf --pdf 票据.pdf
            """)

    @Argument(help: "The slips' IDs, or as many of their first digits as no other has.")
    var ids: [String]

    @Option(help: ArgumentHelp("The folder to make; nothing may be there.", valueName: "dir"))
    var bag: String?

    @Option(help: ArgumentHelp("The review sheet of one slip; nothing may be there.", valueName: "pdf"))
    var sheet: String?

    @Option(help: ArgumentHelp("One slip's pages, to be searched; nothing may be there.", valueName: "pdf"))
    var pdf: String?

    @Option(help: "Why, as the log records it.")
    var reason: String?

    @OptionGroup var author: AuthorOptions

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard bag != nil || sheet != nil || pdf != nil else {
            throw ValidationError("Give --bag, --sheet or --pdf: where the slips are to be written.")
        }
        let places = [bag, sheet, pdf].compactMap { $0.map { URL(filePath: $0).standardizedFileURL.path } }
        guard Set(places).count == places.count else {
            throw ValidationError("--bag, --sheet and --pdf name the same file; give each a name of its own.")
        }
        guard (sheet == nil && pdf == nil) || ids.count == 1 else {
            throw ValidationError("--sheet and --pdf write one slip; give one ID.")
        }
    }

    func run() async throws {
        try await options.reading { archive in
            var slips: [ArchivedSlip] = []
            for id in ids {
                let slip = try await archive.slip(id)
                if !slips.contains(where: { $0.id == slip.id }) { slips.append(slip) }
            }
            do {
                if let slip = slips.first { try await write(slip, of: archive) }
                if let bag {
                    let files = try await RecordBag(to: bag).finished(
                        slips, of: archive, by: author.name, reason: reason)
                    print("\(bag): \(slips.count) 份 slips, \(files) 个文件 files")
                }
            } catch let error as BagError {
                throw ExitCode.reported(69, "\(error)")
            } catch let error as PaperError {
                throw ExitCode.reported(69, "\(error)")
            }
        }
    }

    /// Writes the papers that were asked for.
    private func write(_ slip: ArchivedSlip, of archive: any Archive) async throws {
        let wanted = [sheet, pdf].compactMap(\.self)
        guard !wanted.isEmpty else { return }
        for path in wanted where FileManager.default.fileExists(atPath: path) {
            throw ExitCode.reported(69, "\(path) is there already: name a file that is not")
        }
        try await archive.recordExport(of: [slip.id], by: author.name, reason: reason)
        let papers = RecordPapers(archive: archive)
        if let sheet {
            let proof = try await archive.proof(of: slip.id)
            try write(try papers.sheet(of: slip, proof.proof, proof.entry), to: sheet)
        }
        if let pdf { try write(try await papers.searchable(slip), to: pdf) }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw ExitCode.reported(69, "cannot write \(path): \(error.systemReason)")
        }
        print("\(path): \(bytes.count) 字节 bytes")
    }
}
