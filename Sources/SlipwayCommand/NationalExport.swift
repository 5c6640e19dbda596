import Archive
import ArgumentParser
import Catalog
import Extraction
import Foundation
import Review

/// Slips in the names of the national list of fees, written to a file or to standard output.
struct NationalExport {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    /// `-` for standard output.
    var path: String
    var format: Format
    /// Whether names and numbers of persons stand there in full.
    var isUnmasked: Bool
    var catalog: Catalog?

    /// The format that a file's name ends with; CSV for any other.
    static func format(of path: String) -> Format {
        path.lowercased().hasSuffix(".json") ? .json : .csv
    }

    /// Writes slips; that they are given out must be recorded before.
    ///
    /// - Parameters:
    ///   - slips: Their IDs.
    ///   - archive: Where they are.
    /// - Returns: How many lines were written, and how many of them lack what only the catalog tells.
    /// - Throws: `ArchiveError`; `ExitCode` 69 where the file cannot be written, after it was said.
    func write(_ slips: [String], of archive: any Archive) async throws -> (lines: Int, uncatalogued: Int) {
        var (lines, uncatalogued) = (0, 0)
        var text = format == .csv ? NationalFeeList.csvHead : #"{"schema":"slipway.national.v1","slips":["#
        for (index, id) in slips.enumerated() {
            let document = try await archive.slip(id).review
            let shown = isUnmasked ? document : try document.masking(PersonalPrint.fields)
            let list = NationalFeeList(try shown.decoded(as: SlipReview.self), catalog: catalog)
            lines += list.lines.count
            if !list.hasCatalog { uncatalogued += list.lines.count }
            text += format == .csv ? list.csv : (index == 0 ? "\n" : ",\n") + (try list.json())
        }
        if format == .json { text += "\n]}\n" }
        try put(Data(text.utf8))
        return (lines, uncatalogued)
    }

    private func put(_ data: Data) throws {
        guard path != "-" else { return FileHandle.standardOutput.write(data) }
        do {
            try data.write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw ExitCode.reported(69, "cannot write \(path): \(error.systemReason)")
        }
    }
}
