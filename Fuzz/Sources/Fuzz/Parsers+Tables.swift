import Foundation

@testable import Catalog
@testable import Review
@testable import Slips
@testable import Spreadsheets

/// Parsers of tables: of catalogs, of rules, of what agencies publish, and of what Slipway learned.
extension Parsers {
    @Sendable static func catalogCSV(_ bytes: [UInt8]) {
        var rows = DelimitedText(bytes, file: "drugs.csv")
        while true {
            do {
                guard let row = try rows.next() else { return }
                let cells = row.fields
                var again = DelimitedText(
                    Array(cells.map(DelimitedText.quoted).joined(separator: ",").utf8), file: "again.csv")
                // A cell that was read is read again as it is when it is written.
                if !cells.allSatisfy(\.isEmpty) {
                    expect((try? again.next())?.fields == cells, "\(cells)")
                }
            } catch {
                return
            }
        }
    }

    /// A folder of this process with one file of a catalog.
    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "slipway-fuzz-\(ProcessInfo.processInfo.processIdentifier)", directoryHint: .isDirectory)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }()

    /// The bytes as each table of a catalog, one at a time.
    @Sendable static func catalog(_ bytes: [UInt8]) {
        for name in ["drugs.csv", "prices.csv", "shares.csv", "providers.csv"] {
            let file = folder.appending(path: name)
            guard (try? Data(bytes).write(to: file)) != nil else {
                return expect(false, "\(file.path) cannot be written")
            }
            if case .catalog(let catalog)? = try? Catalog.loaded(folder: folder.path) {
                expect(!catalog.entries.isEmpty, "a catalog without entries was loaded")
            }
            try? FileManager.default.removeItem(at: file)
        }
    }

    /// The bytes as the table of each rule class.
    @Sendable static func rules(_ bytes: [UInt8]) {
        for name in Set(RuleLibrary.classes.compactMap({ $0.table })) {
            guard let library = try? RuleLibrary(tables: [name: bytes], place: "rules/") else { continue }
            _ = library.pointCount
        }
    }

    @Sendable static func importing(_ bytes: [UInt8]) {
        guard let table = try? PublishedTable(csv: bytes, file: "published.csv"),
            let published = CalendarDate("2026-01-01")
        else { return }
        let options = ImportOptions(
            id: "fuzz", edition: "1", published: published, sources: [], insuranceClass: .a,
            selfPayRatio: .zero,
            localCodes: .service)
        switch CatalogImporter(options).imported([table]) {
        case .defects(let defects): expect(!defects.isEmpty, "refused without a defect")
        case .files(let files, _, _): expect(!files.isEmpty, "imported without a file")
        }
    }

    @Sendable static func xlsx(_ bytes: [UInt8]) { _ = try? Workbook(bytes) }

    /// The part of a sheet, which is packed in the file, so that no sum of it has to be right.
    @Sendable static func sheet(_ bytes: [UInt8]) {
        var reader = SheetReader(bytes, strings: ["药品", "代码"], most: 10_000)
        guard let rows = try? reader.rows() else { return }
        for (row, next) in zip(rows, rows.dropFirst()) {
            expect(row.number < next.number, "row \(next.number) after row \(row.number)")
        }
    }

    /// What Slipway learned: how often it reads rightly.
    @Sendable static func tables(_ bytes: [UInt8]) {
        let text = text(bytes)
        _ = Calibration(text: text)
        let counts = ReadingCounts(text: text)
        expect(ReadingCounts(text: counts.text).text == counts.text, text)
    }
}
