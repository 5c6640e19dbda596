import Foundation

/// A catalog folder made for one test; removed with it.
final class CatalogFolder {
    static let header = "code,name,aliases,spec,unit,class,self_pay_ratio,price_cap,valid_from,valid_to"

    let path: String

    init(_ files: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "catalog-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, content) in files {
            try Data(content.utf8).write(to: folder.appending(path: name))
        }
        path = folder.path(percentEncoded: false)
    }

    /// A folder whose drugs.csv has the header and these rows.
    convenience init(drugs rows: [String], others: [String: String] = [:]) throws {
        let content = ([Self.header] + rows).joined(separator: "\n") + "\n"
        try self.init(others.merging(["drugs.csv": content]) { a, _ in a })
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
