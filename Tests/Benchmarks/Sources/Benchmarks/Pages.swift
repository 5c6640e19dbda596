import Foundation

/// The pages that are measured.
enum Pages {
    /// The seed of the made pages: of measuring alone, never of training or of tests.
    private static let seed = "7300"

    /// The paths of the pages in a folder, in their order.
    ///
    /// - Throws: ``ProgramRun/Failure`` when there are none.
    static func found(in folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let pages = names.filter { name in [".jpg", ".jpeg", ".png"].contains { name.hasSuffix($0) } }
        guard !pages.isEmpty else {
            throw ProgramRun.Failure(description: "\(folder) holds no JPEG or PNG")
        }
        return pages.map { "\(folder)/\($0)" }
    }

    /// Makes pages of all layouts in turn: the same for the same generator.
    static func made(_ count: Int, by generator: String, catalog: String, in folder: String) throws
        -> [String]
    {
        _ = try ProgramRun(
            generator,
            [
                "slips", "--catalog", catalog, "--count", String(count), "--seed", seed, "--damage", "medium",
                "--format", "jpeg", "--to", folder,
            ])
        return try found(in: folder)
    }
}
