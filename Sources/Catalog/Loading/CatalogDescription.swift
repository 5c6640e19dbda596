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

    /// Nil, and every defect noted with its line or key, where the description cannot be used.
    init?(yaml bytes: [UInt8], defects: inout CatalogDefects) {
        guard
            let mapping = defects.value({ () throws(CatalogError) in
                try Self.mapping(bytes)
            })
        else { return nil }
        let id = defects.value { () throws(CatalogError) in try Self.required("id", "the catalog", mapping) }
        let edition = defects.value { () throws(CatalogError) in
            try Self.required("edition", "the edition", mapping)
        }
        let region = defects.value { () throws(CatalogError) in try Self.text("region", in: mapping) }
        let published = defects.value { () throws(CatalogError) in try Self.published(mapping) }
        guard let id, let edition, let region, let published else { return nil }
        self.id = id
        self.edition = edition
        self.region = region
        self.published = published
        let list = mapping["sources"]
        sources = list?.sequence.map { $0.compactMap(\.string) } ?? list?.string.map { [$0] } ?? []
    }

    /// The keys that a description may have; `illustrative` says in words what of the catalog is made up.
    private static let keys = ["id", "edition", "region", "published", "sources", "illustrative"]

    /// The keys that a description has and nothing reads, in their order.
    static func unknownKeys(yaml bytes: [UInt8]) -> [String] {
        guard let mapping = try? mapping(bytes) else { return [] }
        return mapping.keys.compactMap(\.string).filter { !keys.contains($0) }
    }

    private static func mapping(_ bytes: [UInt8]) throws(CatalogError) -> Node.Mapping {
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
        return mapping
    }

    private static func required(
        _ key: String, _ subject: String, _ mapping: Node.Mapping
    ) throws(CatalogError) -> String {
        guard let text = try text(key, in: mapping), !text.isEmpty else {
            throw fault(key, "is missing; name \(subject)")
        }
        return text
    }

    private static func published(_ mapping: Node.Mapping) throws(CatalogError) -> CalendarDate? {
        guard let text = try text("published", in: mapping) else { return nil }
        guard let date = CalendarDate(text) else {
            throw fault("published", "“\(text)” is not a date, such as 2026-01-31", mapping["published"])
        }
        return date
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
