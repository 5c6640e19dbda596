import Crypto
import Foundation

/// The files that a catalog is made of, and their common SHA-256.
struct CatalogFiles {
    private let folder: URL
    private var sums: [String: String] = [:]

    /// - Throws: ``CatalogError`` when the folder is not there.
    init(folder path: String) throws(CatalogError) {
        var isFolder: ObjCBool = false
        // Unsafe only in that Foundation takes the flag by pointer for the length of the call.
        let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else {
            let what = exists ? "it is a file and no folder" : "there is no such folder"
            throw CatalogError(
                kind: .unavailable, file: path, reason: "\(what); name a folder of tables")
        }
        folder = URL(filePath: path, directoryHint: .isDirectory)
    }

    var folderName: String { folder.standardizedFileURL.lastPathComponent }

    /// The names of the files read so far.
    var names: [String] { sums.keys.sorted() }

    /// The content of a file, which then counts for the sum; nil when there is none of this name.
    ///
    /// - Throws: ``CatalogError`` when it is there but cannot be read.
    mutating func read(_ name: String) throws(CatalogError) -> [UInt8]? {
        let url = folder.appending(path: name)
        let path = url.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else {
            // A link that leads nowhere is a table that was lost, not one that never was.
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
                return nil
            }
            throw CatalogError(
                kind: .unavailable, file: name,
                reason: "it is a link to \(target), which is not there; mend or remove it")
        }
        do {
            let data = try Data(contentsOf: url)
            sums[name] = SHA256.hash(data: data).hexadecimal
            return [UInt8](data)
        } catch {
            throw CatalogError(
                kind: .unavailable, file: name, reason: "cannot be read: \(error.systemReason)")
        }
    }

    /// Reads every file that a catalog may be made of, for their sum only.
    ///
    /// - Throws: ``CatalogError`` when one is there but cannot be read.
    mutating func readAll() throws(CatalogError) {
        for name in Self.fixedNames { _ = try read(name) }
        _ = try readTables(in: "rules")
    }

    /// The files of a catalog beside the tables of its rules.
    static let fixedNames =
        EntryKind.allCases.map(\.fileName) + ["prices.csv", "shares.csv", "providers.csv", "catalog.yaml"]

    /// The tables of a folder, by their names; none where there is no such folder.
    ///
    /// - Parameter name: A folder within this one; nil for this one itself.
    /// - Returns: The content of each `.csv` file.
    /// - Throws: ``CatalogError`` when a table is there but cannot be read.
    mutating func readTables(in name: String?) throws(CatalogError) -> [String: [UInt8]] {
        var defects = CatalogDefects()
        let tables = readTables(in: name, &defects)
        if let defect = defects.found.first { throw defect }
        return tables
    }

    /// The same, where what cannot be read is noted.
    mutating func readTables(in name: String?, _ defects: inout CatalogDefects) -> [String: [UInt8]] {
        let place = name.map { folder.appending(path: $0) } ?? folder
        if let name, let defect = Self.unlisted(place.path(percentEncoded: false), name) {
            defects.add(defect)
            return [:]
        }
        var tables: [String: [UInt8]] = [:]
        for file in Self.tableNames(in: place.path(percentEncoded: false)) {
            do {
                tables[file] = try read(name.map { "\($0)/\(file)" } ?? file)
            } catch {
                defects.add(error)
            }
        }
        return tables
    }

    /// What keeps a folder's content from being known; nil where it can be listed or is not there.
    private static func unlisted(_ path: String, _ name: String) -> CatalogError? {
        let manager = FileManager.default
        guard manager.fileExists(atPath: path) else {
            return (try? manager.destinationOfSymbolicLink(atPath: path)).map {
                CatalogError(
                    kind: .unavailable, file: name,
                    reason: "it is a link to \($0), which is not there; mend or remove it")
            }
        }
        // A file of the folder's name is told by what is not read.
        guard !UnreadFile.isFile(path) else { return nil }
        do {
            _ = try manager.contentsOfDirectory(atPath: path)
            return nil
        } catch {
            return CatalogError(
                kind: .unavailable, file: name, reason: "cannot be listed: \(error.systemReason)")
        }
    }

    /// Throws what keeps a catalog from being loaded though none of the files that it is made of has changed: a table of a
    /// name that is not quite one, a folder of rules that is none.
    ///
    /// - Throws: The first ``CatalogError``.
    static func checkNames(in path: String) throws(CatalogError) {
        if let defect = UnreadFile.inCatalog(path).lazy.compactMap(\.defect).first { throw defect }
        if let defect = unlisted(path + "/rules", "rules") { throw defect }
    }

    /// The names of the CSV files of a folder, sorted; none where there is no such folder.
    static func tableNames(in path: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }.sorted()
    }

    /// The sum of the list of files that ``CatalogIdentity/sha256`` describes.
    var sha256: String {
        let list = names.compactMap { name in sums[name].map { "\($0)  \(name)\n" } }.joined()
        return SHA256.hash(data: Data(list.utf8)).hexadecimal
    }
}

extension SHA256.Digest {
    /// The digest in lower-case hexadecimal.
    var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
