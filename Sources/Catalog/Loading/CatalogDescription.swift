import Slips
import Yams

/// What `catalog.yaml` says.
struct CatalogDescription {
    var id: String
    var edition: String
    var region: String?
    var published: CalendarDate?
    var sources: [String]

    private static let file = "catalog.yaml"

    /// - Throws: ``CatalogError`` that names the line or the key.
    init(yaml bytes: [UInt8]) throws(CatalogError) {
        let node: Node?
        do {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Self.fault(nil, "is not UTF-8; save the file as UTF-8")
            }
            node = try Yams.compose(yaml: text)
        } catch let error as CatalogError {
            throw error
        } catch {
            throw Self.fault(nil, "is no YAML: \(error)")
        }
        guard let mapping = node?.mapping else {
            throw Self.fault(nil, "must hold the keys id, edition, region, published and sources")
        }
        id = try Self.text("id", in: mapping) ?? ""
        edition = try Self.text("edition", in: mapping) ?? ""
        guard !id.isEmpty else { throw Self.fault("id", "is missing; name the catalog") }
        guard !edition.isEmpty else { throw Self.fault("edition", "is missing; name the edition") }
        region = try Self.text("region", in: mapping)
        if let text = try Self.text("published", in: mapping) {
            guard let date = CalendarDate(text) else {
                throw Self.fault(
                    "published", "“\(text)” is not a date, such as 2026-01-31", mapping["published"])
            }
            published = date
        }
        let list = mapping["sources"]
        sources = list?.sequence.map { $0.compactMap(\.string) } ?? list?.string.map { [$0] } ?? []
    }

    private static func text(_ key: String, in mapping: Node.Mapping) throws(CatalogError) -> String? {
        guard let node = mapping[key], node.tag != .init(.null) else { return nil }
        guard let text = node.scalar?.string else { throw fault(key, "must be a single value", node) }
        return text.isEmpty || text == "~" || text == "null" ? nil : text
    }

    private static func fault(_ key: String?, _ reason: String, _ node: Node? = nil) -> CatalogError {
        CatalogError(kind: .malformed, file: file, line: node?.mark?.line, column: key, reason: reason)
    }
}
