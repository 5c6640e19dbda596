import ArgumentParser
import Catalog
import Foundation
import Review

/// Which catalog a command works with.
struct CatalogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The catalog's folder (default: SLIPWAY_CATALOG, else ./catalog).", valueName: "dir"))
    var catalog: String?

    /// The folder of the catalog, by option, environment, or default.
    var path: String {
        if let catalog { return catalog }
        let environment = ProcessInfo.processInfo.environment["SLIPWAY_CATALOG"] ?? ""
        return environment.isEmpty ? "./catalog" : environment
    }

    /// Loads the catalog, from its compiled form where that is kept.
    ///
    /// - Throws: `ExitCode`, after what is wrong was reported on standard error.
    func load() throws -> Catalog { try Self.load(folder: path) }

    /// Loads the catalog of a folder; what keeps its compiled form from being used is said on standard error.
    ///
    /// - Throws: `ExitCode`, after what is wrong was reported on standard error.
    static func load(folder: String) throws -> Catalog {
        for file in Catalog.unreadFiles(folder: folder) where file.defect == nil && file.reason != .document {
            FileHandle.standardError.write(
                Data("slipway: \(folder): \(file.name): \(file.explanation)\n".utf8))
        }
        do {
            guard let cache = CatalogCache.named(by: ProcessInfo.processInfo.environment) else {
                return try Catalog(folder: folder)
            }
            return try cache.catalog(folder: folder) { remark in
                FileHandle.standardError.write(Data("slipway: \(remark)\n".utf8))
            }
        } catch {
            throw error.reported(within: folder)
        }
    }

    /// Loads the catalog and its rules.
    ///
    /// - Throws: `ExitCode`, after what is wrong was reported on standard error.
    func loadWithRules() throws -> (catalog: Catalog, rules: RuleLibrary) {
        let catalog = try load()
        do {
            return (catalog, try RuleLibrary(catalog))
        } catch {
            throw error.reported(within: path)
        }
    }
}

extension CatalogError {
    /// The status with which a command ends that failed so: 65 for bad data, 69 for a catalog that is not there.
    var exitCode: ExitCode {
        kind == .malformed ? ExitCode(65) : ExitCode(69)
    }

    /// Writes the error to standard error.
    ///
    /// - Parameter folder: The catalog's folder, where the error names a file within it.
    /// - Returns: The status to end with.
    func reported(within folder: String? = nil) -> ExitCode {
        let place = folder.flatMap { $0 == file ? nil : "\($0): " } ?? ""
        FileHandle.standardError.write(Data("slipway: \(place)\(self)\n".utf8))
        return exitCode
    }
}
