import Foundation

/// What lies in a catalog's folder, or in its folder of rules, and is not read.
package struct UnreadFile: Hashable, Sendable {
    /// Why it is not read.
    package enum Reason: Hashable, Sendable {
        /// It is surely meant to be read: the name that it must have.
        case misnamed(String)
        /// A file of the name of the folder `rules`.
        case noFolder
        /// A spreadsheet, which `slipway catalog import` reads.
        case spreadsheet
        case folder
        /// Words for people, such as `README.md`.
        case document
        case other
    }

    /// The name within the catalog's folder, such as `rules/drug-sex.csv.bak`.
    package var name: String
    package var reason: Reason

    /// Why it is not read, and what to do.
    package var explanation: String {
        switch reason {
        case .misnamed(let name): "it is not read: rename it to \(name), or take it out of the folder"
        case .noFolder:
            "it is a file, and must be a folder of tables: rename it, or take it out of the folder"
        case .spreadsheet: "it is not read: make tables of it with slipway catalog import"
        case .folder: "no catalog has a folder of this name: it is not read"
        case .document, .other: "no catalog has a file of this name: it is not read"
        }
    }

    /// What keeps the catalog from being loaded; nil where it may be passed over.
    package var defect: CatalogError? {
        switch reason {
        case .misnamed, .noFolder: CatalogError(kind: .malformed, file: name, reason: explanation)
        case .spreadsheet, .folder, .document, .other: nil
        }
    }

    /// All in a catalog's folder, sorted; hidden files are passed over.
    static func inCatalog(_ path: String) -> [UnreadFile] {
        names(in: path).compactMap { unread($0, in: path) } + inRules(path + "/rules", place: "rules/")
    }

    /// All in a folder of rules, sorted.
    ///
    /// - Parameters:
    ///   - path: The path of the folder.
    ///   - place: What stands before the names.
    /// - Returns: What is not read, with `place` before its name.
    static func inRules(_ path: String, place: String) -> [UnreadFile] {
        names(in: path).compactMap { name in
            guard isFolder("\(path)/\(name)") || !name.hasSuffix(".csv") else { return nil }
            let plain = plain(name)
            let isTable = plain.hasSuffix(".csv") && !isFolder("\(path)/\(name)")
            return UnreadFile(
                name: place + name,
                reason: isTable ? .misnamed(place + plain) : reason(name, in: path))
        }
    }

    private static func unread(_ name: String, in path: String) -> UnreadFile? {
        if name == "rules" {
            return isFile("\(path)/rules") ? UnreadFile(name: name, reason: .noFolder) : nil
        }
        guard !CatalogFiles.fixedNames.contains(name) else { return nil }
        let plain = plain(name)
        if let meant = (CatalogFiles.fixedNames + ["rules"]).first(where: { $0 == plain }) {
            return UnreadFile(name: name, reason: .misnamed(meant == "rules" ? "rules/" : meant))
        }
        return UnreadFile(
            name: name, reason: plain == "catalog.yml" ? .misnamed("catalog.yaml") : reason(name, in: path))
    }

    private static func reason(_ name: String, in path: String) -> Reason {
        if isFolder("\(path)/\(name)") { return .folder }
        let ending = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
        if ["xlsx", "xls", "xlsm", "ods", "et"].contains(ending) { return .spreadsheet }
        return ["md", "txt", "pdf", "html", "doc", "docx"].contains(ending) ? .document : .other
    }

    /// A name as it would be written: small letters, no white space around it.
    private static func plain(_ name: String) -> String {
        name.trimmingCharacters(in: .whitespaces).lowercased()
    }

    private static func names(in path: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    static func isFile(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path) && !isFolder(path)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        // Unsafe only in that Foundation takes the flag by pointer for the length of the call.
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}

extension Catalog {
    /// What lies in a catalog's folder and is not read, sorted.
    package static func unreadFiles(folder: String) -> [UnreadFile] { UnreadFile.inCatalog(folder) }
}
