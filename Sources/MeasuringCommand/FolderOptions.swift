import ArgumentParser
import Catalog
import Measuring
import Review

/// Folders of slips that were read, each with the catalog from which its slips were made.
struct FolderOptions: ParsableArguments {
    @Argument(help: "Folders and their catalogs in turn.")
    var foldersAndCatalogs: [String]

    func validate() throws {
        guard foldersAndCatalogs.count.isMultiple(of: 2), !foldersAndCatalogs.isEmpty else {
            throw ValidationError("Give a folder and its catalog, or several such pairs.")
        }
    }

    /// A folder's slips, and what reviews them.
    struct Part {
        var folder: String
        var slips: MadeSlips
        var reviewer: Reviewer
    }

    /// Loads one part after the other.
    ///
    /// - Parameters:
    ///   - calibration: What the confidences of reviews are made with.
    ///   - body: Gets each part.
    /// - Throws: What the folders, the catalogs and `body` throw.
    func forEach(
        calibration: Calibration = .learned, _ body: (Part) async throws -> Void
    ) async throws {
        for index in stride(from: 0, to: foldersAndCatalogs.count, by: 2) {
            let folder = foldersAndCatalogs[index]
            let reviewer = Reviewer(
                catalog: try Catalog(folder: foldersAndCatalogs[index + 1]), calibration: calibration)
            try await body(Part(folder: folder, slips: MadeSlips(folder: folder), reviewer: reviewer))
        }
    }
}
