import ArgumentParser
import Catalog
import Foundation
import Glibc
import Slips
import Spreadsheets

/// `slipway catalog import`.
struct CatalogImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a catalog of tables as agencies publish them.",
        discussion: """
            Reads tables in CSV (UTF-8, GB18030 or GBK) and XLSX, each with its headings among its first rows; a second row \
            may part them (价格 over 三级医院 and 二级医院). Columns are known by their headings, such as 药品代码, 项目名称, \
            甲乙类, 三级医院价格; codes, classes, shares, amounts and dates are checked. Whatever is not understood is named \
            with file, row and column, and nothing is written (exit status 65).

            Example:
              slipway catalog import drugs.xlsx services.csv --to catalog-2026-02 --id 330000 --edition 2026-02 \
            --published 2026-02-01 --source "https://example.gov.cn/catalog" --self-pay-ratio 0.1
            """)

    @Argument(help: ArgumentHelp("The published tables.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The folder to make; it must not be there, or be empty.", valueName: "dir"))
    var to: String

    @Option(help: "The catalog's id.")
    var id: String

    @Option(help: "The edition's name.")
    var edition: String

    @Option(help: "The region for which it holds (default: the whole country).")
    var region: String?

    @Option(help: ArgumentHelp("The day on which it was published.", valueName: "yyyy-mm-dd"))
    var published: String

    @Option(help: "Where the tables come from; may be given several times.")
    var source: [String] = []

    @Option(
        name: .customLong("class"),
        help: "The class, 甲, 乙 or 丙, of rows for which their table does not tell it.")
    var insuranceClass: String?

    @Option(
        help:
            "The share that the insured pays first of rows of class 乙 for which their table does not tell it."
    )
    var selfPayRatio: String?

    @Option(
        help: ArgumentHelp(
            "Take codes of no national form as those of a drug, service or consumable.", valueName: "kind"))
    var localCodes: String?

    @Option(
        help: ArgumentHelp(
            "What codes of thirteen digits are, which national codes of services are without their first zeros: restore gives "
                + "back 00, keep takes them as they stand, with --local-codes (default: they are refused).",
            valueName: "restore|keep"))
    var shortCodes: String?

    @Option(
        help: ArgumentHelp(
            "What a heading means: HEADING=NAME, a column of the catalog, price_cap_3 for hospitals of level 3, keep "
                + "or skip.", valueName: "heading=name"))
    var column: [String] = []

    @Option(help: "The sheet to read, of XLSX files only (default: all).")
    var sheet: String?

    func validate() throws {
        guard CalendarDate(published) != nil else {
            throw ValidationError("‘\(published)’ is not a date of the form 2026-01-01.")
        }
        if let insuranceClass, InsuranceClass(rawValue: insuranceClass) == nil {
            throw ValidationError("--class takes 甲, 乙 or 丙.")
        }
        if let selfPayRatio, Ratio(selfPayRatio) == nil {
            throw ValidationError("--self-pay-ratio takes a share between 0 and 1, such as 0.1.")
        }
        if let localCodes, EntryKind(rawValue: localCodes) == nil {
            throw ValidationError("--local-codes takes drug, service or consumable.")
        }
        if let shortCodes {
            guard let meaning = ImportOptions.ShortCodes(rawValue: shortCodes) else {
                throw ValidationError("--short-codes takes restore or keep.")
            }
            guard meaning != .keep || localCodes != nil else {
                throw ValidationError(
                    "--short-codes keep goes with --local-codes, which says what they are codes of.")
            }
        }
        guard column.allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("--column takes HEADING=NAME.")
        }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: to)) ?? []
        guard present.isEmpty else {
            throw ValidationError("‘\(to)’ is not empty; give a new folder.")
        }
    }

    func run() async throws {
        do {
            var tables: [PublishedTable] = []
            var sources = source
            for file in files {
                let bytes = try Self.content(of: file)
                tables += try Self.tables(of: file, bytes, sheet: sheet)
                sources.append(ImportOptions.source(file: Self.name(of: file), bytes: bytes))
            }
            let options = try options(sources)
            switch CatalogImporter(options).imported(tables) {
            case .defects(let defects):
                throw CatalogCheckCommand.refusal(defects, files.joined(separator: ", "))
            case .files(let files, _, let remarks):
                for remark in remarks {
                    FileHandle.standardError.write(Data("slipway: \(remark)\n".utf8))
                }
                try write(files)
            }
        } catch let error as CatalogError {
            throw error.reported()
        }
    }

    private func options(_ sources: [String]) throws -> ImportOptions {
        guard let day = CalendarDate(published) else { throw ExitCode(64) }
        let columns = column.map { text in
            let parts = text.split(separator: "=", omittingEmptySubsequences: false)
            return (parts.dropLast().joined(separator: "="), String(parts[parts.count - 1]))
        }
        return ImportOptions(
            id: id, edition: edition, region: region, published: day, sources: sources,
            insuranceClass: insuranceClass.flatMap { InsuranceClass(rawValue: $0) },
            selfPayRatio: selfPayRatio.flatMap { Ratio($0) },
            localCodes: localCodes.flatMap { EntryKind(rawValue: $0) },
            shortCodes: shortCodes.flatMap { ImportOptions.ShortCodes(rawValue: $0) },
            columns: Dictionary(columns, uniquingKeysWith: { _, last in last }))
    }

    private static func name(of file: String) -> String { URL(filePath: file).lastPathComponent }

    private static func content(of file: String) throws(CatalogError) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: file))
            let data = try handle.read(upToCount: Workbook.mostBytes + 1) ?? Data()
            guard data.count <= Workbook.mostBytes else {
                throw CatalogError(
                    kind: .malformed, file: file, reason: "it is larger than \(Workbook.mostBytes) bytes")
            }
            return [UInt8](data)
        } catch let error as CatalogError {
            throw error
        } catch {
            throw CatalogError(
                kind: .unavailable, file: file, reason: "cannot be read: \(error.systemReason)")
        }
    }

    /// The tables of a file: sheets of what begins as an archive does, else comma-separated text.
    private static func tables(
        of file: String, _ bytes: [UInt8], sheet wanted: String?
    ) throws(CatalogError) -> [PublishedTable] {
        // Spreadsheets of before 2007 are compound files.
        guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else {
            throw CatalogError(
                kind: .malformed, file: name(of: file),
                reason: "it is an old spreadsheet (.xls); save it as .xlsx")
        }
        guard bytes.starts(with: [0x50, 0x4B]) else {
            guard wanted == nil else {
                throw CatalogError(
                    kind: .malformed, file: name(of: file),
                    reason: "it has no sheets to choose from with --sheet: import it by itself, or leave out "
                        + "--sheet")
            }
            return [try PublishedTable(csv: bytes, file: name(of: file))]
        }
        let workbook: Workbook
        do {
            workbook = try Workbook(bytes)
        } catch {
            throw CatalogError(kind: .malformed, file: name(of: file), reason: "\(error)")
        }
        let sheets = workbook.sheets.filter { wanted == nil ? !$0.rows.isEmpty : $0.name == wanted }
        guard !sheets.isEmpty else {
            throw CatalogError(
                kind: .malformed, file: name(of: file),
                reason: "it has no such sheet; it has \(workbook.sheets.map(\.name).joined(separator: ", "))")
        }
        return sheets.map { sheet in
            PublishedTable(
                file: sheets.count == 1 ? name(of: file) : "\(name(of: file)) [\(sheet.name)]",
                rows: sheet.rows.map { row in
                    PublishedTable.Row(
                        line: row.number, cells: row.cells.map(Self.cell), isTitle: row.isTitle)
                },
                countsFrom1904: workbook.countsFrom1904)
        }
    }

    private static func cell(_ cell: Cell?) -> PublishedTable.Cell {
        switch cell {
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .flag(let flag): .fault(flag ? "TRUE" : "FALSE")
        case .fault(let what): .fault(what)
        case nil: .empty
        }
    }

    /// Writes a folder beside its name, loads it, and only then gives it the name.
    private func write(_ content: [String: String]) throws {
        let manager = FileManager.default
        let target = URL(filePath: to, directoryHint: .isDirectory)
        let draft = URL(
            filePath: target.path(percentEncoded: false).trimmingSuffix("/") + ".\(UUID().uuidString).draft",
            directoryHint: .isDirectory)
        defer { try? manager.removeItem(at: draft) }
        do {
            try manager.createDirectory(at: draft, withIntermediateDirectories: true)
            for (name, text) in content {
                try Data(text.utf8).write(to: draft.appending(path: name))
            }
        } catch {
            throw CatalogError(
                kind: .unavailable, file: to, reason: "cannot be written: \(error.systemReason)")
        }
        switch try Catalog.loaded(folder: draft.path(percentEncoded: false)) {
        case .defects(let defects): throw CatalogCheckCommand.refusal(defects, "what the tables say together")
        case .catalog(let catalog):
            do {
                // An empty folder of the name makes room; one that is not empty stays.
                _ = rmdir(target.path(percentEncoded: false))
                try manager.moveItem(at: draft, to: target)
            } catch {
                throw CatalogError(
                    kind: .unavailable, file: to, reason: "cannot be written: \(error.systemReason)")
            }
            print("\(to): \(catalog.entries.count) rows, \(catalog.overrides.count) caps of levels")
            for kind in EntryKind.allCases {
                let count = catalog.entries.count { $0.kind == kind }
                if count > 0 { print("\(kind.fileName)  \(count) rows") }
            }
            print("sha256    \(catalog.identity.sha256)")
            print("See what looks like a mistake with: slipway catalog check \(to)")
        }
    }
}

extension String {
    /// The text without a mark that stands at its end, however often.
    fileprivate func trimmingSuffix(_ mark: Character) -> String {
        var text = self
        while text.last == mark { text.removeLast() }
        return text
    }
}
