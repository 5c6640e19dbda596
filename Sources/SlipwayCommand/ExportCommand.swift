import Archive
import ArgumentParser
import BagIt
import Catalog
import Foundation
import Papers

/// `slipway export`: records with their proofs as a bag, their papers, or their lines in national names.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write slips with all that proves them into a folder (BagIt), as PDF, or in national field names.",
        discussion: """
            For each slip the bag (RFC 8493) holds the original as handed in, the pages as they were read, the newest \
            review as JSON, as text and as a sheet to hand over (审核结果单), the pages as a PDF that can be searched, and the \
            proof that the review is in the archive's log; and how to check all this without Slipway. --sheet and --pdf write \
            one slip's sheet and searchable pages alone. --national writes lines in the names of the national list of fees \
            (费用明细 fee_list_d; docs/national-export.md), as CSV or, for a name that ends with .json, as JSON; names and \
            numbers of persons are masked there unless --unmask is given. Slips are named by their IDs or found by filters, as by \
            ‘slipway search’. The export itself is recorded in the log first.

            Example:
              slipway export 3f2a9c 77d0 --bag audit-2026-11
              slipway export 3f2a9c --sheet 审核结果单.pdf --pdf 票据.pdf
              slipway export 3f2a9c --national -
              slipway export --claim C-17 --national C-17.csv --unmask --reason 移送结算
              slipway export --hospital 附属医院 --from 2026-01-01 --national fees.json
            """)

    @Argument(help: "The slips' IDs, or as many of their first digits as no other has.")
    var ids: [String] = []

    @OptionGroup(title: "Filters, where no IDs are given") var filters: SearchFilters

    @Option(help: ArgumentHelp("The folder to make; nothing may be there.", valueName: "dir"))
    var bag: String?

    @Option(help: ArgumentHelp("The review sheet of one slip; nothing may be there.", valueName: "pdf"))
    var sheet: String?

    @Option(help: ArgumentHelp("One slip's pages, to be searched; nothing may be there.", valueName: "pdf"))
    var pdf: String?

    @Option(
        help: ArgumentHelp(
            "The lines in national field names; nothing may be there. - for standard output.",
            valueName: "file"))
    var national: String?

    @Option(help: "csv or json, for --national (default: as the file's name ends, else csv).")
    var format: NationalExport.Format?

    @ArgumentParser.Flag(
        help: "Names and numbers of persons in full in what --national writes; that is recorded of each slip."
    )
    var unmask = false

    @Option(help: "Why, as the log records it.")
    var reason: String?

    @OptionGroup var author: AuthorOptions

    @OptionGroup var catalog: CatalogOptions

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard bag != nil || sheet != nil || pdf != nil || national != nil else {
            throw ValidationError(
                "Give --bag, --sheet, --pdf or --national: where the slips are to be written.")
        }
        let places = [bag, sheet, pdf, national].compactMap {
            $0.map { URL(filePath: $0).standardizedFileURL.path }
        }
        guard Set(places).count == places.count else {
            throw ValidationError("Two options name the same file; give each a name of its own.")
        }
        guard (sheet == nil && pdf == nil) || ids.count == 1 else {
            throw ValidationError("--sheet and --pdf write one slip; give one ID.")
        }
        guard national != nil || (format == nil && !unmask) else {
            throw ValidationError("--format and --unmask go with --national; bags and papers show all.")
        }
        let isFiltered = !(try filters.query().filters.isEmpty)
        guard ids.isEmpty == isFiltered else {
            throw ValidationError(
                isFiltered
                    ? "Name slips by IDs or find them by filters, not both."
                    : "Name slips by their IDs, or give filters, such as --claim, that find them.")
        }
    }

    func run() async throws {
        // A file that is in the way, or a catalog that cannot be read, must not be found after the export was recorded.
        for path in [sheet, pdf, national].compactMap(\.self)
        where path != "-" && FileManager.default.fileExists(atPath: path) {
            throw ExitCode.reported(69, "\(path) is there already: name a file that is not")
        }
        let catalog = national == nil ? nil : try usableCatalog()
        try await options.reading { archive in
            let slips = try await wanted(in: archive)
            do {
                if sheet != nil || pdf != nil, let id = slips.first {
                    try await write(try await archive.slip(id), of: archive)
                }
                if let bag {
                    var records: [ArchivedSlip] = []
                    for id in slips { records.append(try await archive.slip(id)) }
                    let files = try await RecordBag(to: bag).finished(
                        records, of: archive, by: author.name, reason: reason)
                    print("\(bag): \(slips.count) 份 slips, \(files) 个文件 files")
                }
                if let national { try await write(slips, to: national, catalog, of: archive) }
            } catch let error as BagError {
                throw ExitCode.reported(69, "\(error)")
            } catch let error as PaperError {
                throw ExitCode.reported(69, "\(error)")
            }
        }
    }

    /// The catalog, where there is one; what only it tells is left out without it.
    private func usableCatalog() throws -> Catalog? {
        let isNamed = catalog.catalog != nil
        return isNamed || FileManager.default.fileExists(atPath: catalog.path) ? try catalog.load() : nil
    }

    /// The whole IDs of the slips that are named or found, each once.
    private func wanted(in archive: any Archive) async throws -> [String] {
        var slips: [String] = []
        for id in ids {
            let slip = try await archive.slip(id).id
            if !slips.contains(slip) { slips.append(slip) }
        }
        guard ids.isEmpty else { return slips }
        let query = try filters.query()
        var cursor: SearchCursor?
        repeat {
            let page = try await archive.list(query, after: cursor, limit: 200)
            slips += page.slips.map(\.id)
            cursor = page.next
        } while cursor != nil
        guard !slips.isEmpty else {
            throw ExitCode.reported(1, "the filters find no slip: nothing was written")
        }
        return slips
    }

    /// Records the export, then writes lines in national names.
    private func write(
        _ slips: [String], to path: String, _ catalog: Catalog?, of archive: any Archive
    ) async throws {
        try await archive.recordExport(of: slips, by: author.name, reason: reason)
        if unmask { try await archive.recordUnmasking(of: slips, by: author.name, reason: reason) }
        let export = NationalExport(
            path: path, format: format ?? NationalExport.format(of: path), isUnmasked: unmask,
            catalog: catalog)
        let (lines, uncatalogued) = try await export.write(slips, of: archive)
        var told = "\(path): \(slips.count) 份 slips, \(lines) 行 lines\n"
        if uncatalogued > 0 {
            told += """
                \(uncatalogued)行审核时所用目录与现有目录不同，限价、自付比例、等级、类别从缺；of \(uncatalogued) lines caps, shares, classes and \
                kinds are left out: --catalog names another catalog than they were reviewed with

                """
        }
        FileHandle.standardError.write(Data(told.utf8))
    }

    /// Writes the papers that were asked for.
    private func write(_ slip: ArchivedSlip, of archive: any Archive) async throws {
        let wanted = [sheet, pdf].compactMap(\.self)
        guard !wanted.isEmpty else { return }
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
