public import Catalog
import Slips

/// All that is wrong with a catalog's tables of knowledge points, and what in them never finds anything.
public struct RuleTableCheck: Sendable {
    /// Rows that cannot be used, contradict another, or stand in the wrong table; in the order of the tables and lines.
    public private(set) var defects: [CatalogError] = []
    /// Cells that name no entry of the catalog, and wholes of which too few parts are named: such a row finds nothing.
    public private(set) var idle: [CatalogError] = []

    /// Checks the tables of a catalog's folder of rules.
    ///
    /// - Parameters:
    ///   - folder: The catalog's folder.
    ///   - catalog: The catalog; nil where it cannot be loaded, and then nothing is said of codes that no entry has.
    public init(catalogFolder folder: String, catalog: Catalog?) {
        self.init(tables: Catalog.readableRuleTables(catalog: folder), catalog: catalog)
    }

    /// Checks tables by their names.
    init(tables: [String: [UInt8]], catalog: Catalog?) {
        let entries = catalog.map(EntryKinds.init)
        for (name, bytes) in tables.sorted(by: { $0.key < $1.key }) {
            let file = "rules/" + name
            guard let rule = RuleLibrary.classes.first(where: { $0.table == name }) else {
                defects.append(RuleLibrary.stranger(file))
                continue
            }
            rule.check(bytes, file: file, against: entries, into: &self)
        }
    }

    fileprivate mutating func add(_ found: [CatalogError]) { defects += found }

    /// Notes what is wrong with a code.
    fileprivate mutating func note(
        _ code: String, in column: String, kind: EntryKind, row: CatalogRow, entries: EntryKinds?
    ) {
        let named = entries?.kind(of: code, wanted: kind)
        if let other = named ?? EntryKind(form: code), other != kind {
            defects.append(
                row.fault(
                    column, "“\(code)” is a \(other.rawValue)’s; a \(kind.rawValue)’s code must stand here"))
        } else if entries != nil, named == nil {
            idle.append(row.fault(column, "no entry has the code “\(code)”, or one that begins so"))
        }
    }

    fileprivate mutating func noteIdle(_ row: CatalogRow, _ column: String, _ reason: String) {
        idle.append(row.fault(column, reason))
    }
}

/// The kinds of a catalog's entries by the beginnings of their codes.
private struct EntryKinds {
    private let entries: [(code: String, kind: EntryKind)]

    init(_ catalog: Catalog) {
        entries = catalog.entries.map { ($0.code, $0.kind) }.sorted { $0.code < $1.code }
    }

    /// The kind of an entry whose code begins so: the one that is wanted, if there is such an entry; nil where there is none.
    func kind(of start: String, wanted: EntryKind) -> EntryKind? {
        var (low, high) = (entries.startIndex, entries.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].code < start { low = middle + 1 } else { high = middle }
        }
        let named = entries[low...].prefix { $0.code.hasPrefix(start) }
        return named.contains { $0.kind == wanted } ? wanted : named.first?.kind
    }
}

extension EntryKind {
    /// The kind that a code's form tells, or the first characters of a drug's; nil where it tells none.
    fileprivate init?(form code: String) {
        if let kind = MedicalCode(code).flatMap({ EntryKind(of: $0.kind) }) {
            self = kind
        } else if code.hasPrefix("XA") || code.hasPrefix("ZA") {
            self = .drug
        } else {
            return nil
        }
    }
}

extension RuleClass {
    /// The kind of the entries that the table's points name, which its first word tells.
    private static var pointKind: EntryKind {
        let word = table?.split(separator: "-").first.map(String.init) ?? ""
        return switch word {
        case "service", "operation": .service
        case "consumable": .consumable
        default: .drug
        }
    }

    /// Checks a table of this class; of each row that cannot be read, the first reason is given.
    fileprivate static func check(
        _ bytes: [UInt8], file: String, against entries: EntryKinds?, into check: inout RuleTableCheck
    ) {
        var defects = CatalogDefects()
        let columns = (PointHead.columns + Point.columns).map(\.name)
        let whole = defects.value { () throws(CatalogError) in
            try CatalogTable(bytes, file: file, required: columns)
        }
        var points: [(row: CatalogRow, point: Point)] = []
        var places: [String: [Int]] = [:]
        if var table = whole {
            while let row = table.next(&defects) {
                let read = defects.value { () throws(CatalogError) in
                    try Point(head: try PointHead(row), row: row)
                }
                guard let point = read else { continue }
                let code = point.head.code
                let earlier = places[code, default: []]
                let contradiction = earlier.lazy.compactMap { index in
                    point.contradiction(of: points[index].point, line: points[index].row.line, in: row)
                }.first
                if let contradiction { defects.add(contradiction) }
                places[code, default: []].append(points.count)
                points.append((row, point))
            }
        }
        check.add(defects.found)
        for (row, point) in points {
            check.note(point.head.code, in: "code", kind: pointKind, row: row, entries: entries)
            for (column, code) in point.otherCodes {
                check.note(code, in: column, kind: otherKind ?? pointKind, row: row, entries: entries)
            }
        }
        for (index, column, reason) in Point.idle(among: points.map(\.point)) {
            check.noteIdle(points[index].row, column, reason)
        }
    }
}
