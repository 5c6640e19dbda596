import Foundation
import Slips

extension Catalog {
    private static let entryColumns = [
        "code", "name", "aliases", "spec", "unit", "class", "self_pay_ratio", "price_cap", "valid_from",
        "valid_to",
    ]

    /// Loads a catalog folder as the contract describes it.
    ///
    /// At least one of `drugs.csv`, `services.csv` and `consumables.csv` must be there. Without `catalog.yaml` the
    /// catalog's id is the folder's name and its edition is “unknown”.
    ///
    /// - Parameter folder: The path of the folder.
    /// - Throws: ``CatalogError`` that names file, line, column and reason.
    public init(folder: String) throws(CatalogError) {
        var files = try CatalogFiles(folder: folder)
        var entries: [CatalogEntry] = []
        var lines: [Int] = []
        for kind in EntryKind.allCases {
            guard let bytes = try files.read(kind.fileName) else { continue }
            try Self.appendEntries(of: kind, from: bytes, to: &entries, lines: &lines)
        }
        guard !files.names.isEmpty else {
            throw CatalogError(
                kind: .unavailable, file: folder,
                reason:
                    "the folder has none of drugs.csv, services.csv and consumables.csv; give --catalog a "
                    + "catalog folder")
        }
        try Self.refuseOverlaps(in: entries, lines: lines)
        let overrides = try files.read("prices.csv").map(Self.overrides) ?? []
        let providers = try files.read("providers.csv").map(Self.providers) ?? []
        let description = try files.read("catalog.yaml").map(CatalogDescription.init(yaml:))
        let ruleTables = try files.readTables(in: "rules")
        self.init(
            identity: CatalogIdentity(
                id: description?.id ?? files.folderName, edition: description?.edition ?? "unknown",
                region: description?.region, published: description?.published,
                sources: description?.sources ?? [], sha256: files.sha256),
            entries: entries, overrides: overrides, providers: providers,
            ruleTables: ruleTables)
    }

    private static func appendEntries(
        of kind: EntryKind, from bytes: [UInt8], to entries: inout [CatalogEntry], lines: inout [Int]
    ) throws(CatalogError) {
        var table = try CatalogTable(bytes, file: kind.fileName, required: entryColumns)
        let known = Set(entryColumns)
        let others = table.headings.indices.filter { !known.contains(table.headings[$0]) }
        let headings = table.headings
        while let row = try table.next() {
            let code = try row.requiredText("code")
            let name = try row.requiredText("name")
            let className = try row.requiredText("class")
            guard let insuranceClass = InsuranceClass(rawValue: className) else {
                throw row.fault("class", "“\(className)” is none of 甲, 乙, 丙")
            }
            _ = try row.requiredText("self_pay_ratio")
            let wanted = "a share between 0 and 1, such as 0.1"
            let ratio = try row.optional("self_pay_ratio", as: Ratio.self, wanted: wanted) ?? .zero
            let period = try row.period()
            var entry = CatalogEntry(
                kind: kind, code: code, name: name, aliases: row.list("aliases"), spec: row.text("spec"),
                unit: row.text("unit"), insuranceClass: insuranceClass, selfPayRatio: ratio,
                priceCap: try row.priceCap(), validFrom: period.from, validTo: period.to)
            for index in others where !row.fields[index].isEmpty {
                entry.otherColumns[headings[index]] = row.fields[index]
            }
            entries.append(entry)
            lines.append(row.line)
        }
    }

    /// Refuses a code that has two rows for one day.
    private static func refuseOverlaps(in entries: [CatalogEntry], lines: [Int]) throws(CatalogError) {
        var firstOfCode: [String: Int] = Dictionary(minimumCapacity: entries.count)
        var repeated: [String: [Int]] = [:]
        for (index, entry) in entries.enumerated() {
            if let first = firstOfCode[entry.code] {
                repeated[entry.code, default: [first]].append(index)
            } else {
                firstOfCode[entry.code] = index
            }
        }
        let groups = repeated.values.sorted { $0[1] < $1[1] }
        for group in groups {
            for (position, index) in group.enumerated() {
                for earlier in group[..<position] where overlap(entries[earlier], entries[index]) {
                    let other = entries[earlier]
                    throw CatalogError(
                        kind: .malformed, file: entries[index].kind.fileName, line: lines[index],
                        column: "code",
                        reason:
                            "\(entries[index].code) holds on the same day as the row of line \(lines[earlier]) "
                            + "of \(other.kind.fileName); end one period before the other begins")
                }
            }
        }
    }

    private static func overlap(_ a: CatalogEntry, _ b: CatalogEntry) -> Bool {
        let beginsInTime = a.validFrom.flatMap { from in b.validTo.map { from <= $0 } } ?? true
        let endsInTime = b.validFrom.flatMap { from in a.validTo.map { from <= $0 } } ?? true
        return beginsInTime && endsInTime
    }

    private static func overrides(_ bytes: [UInt8]) throws(CatalogError) -> [PriceOverride] {
        var table = try CatalogTable(
            bytes, file: "prices.csv",
            required: ["code", "hospital_level", "region", "price_cap", "valid_from", "valid_to"])
        var overrides: [PriceOverride] = []
        while let row = try table.next() {
            let period = try row.period()
            let region = row.text("region")
            overrides.append(
                PriceOverride(
                    code: try row.requiredText("code"),
                    hospitalLevel: try level(of: row, column: "hospital_level"),
                    region: region.isEmpty ? nil : region, priceCap: try row.priceCap(),
                    validFrom: period.from, validTo: period.to))
        }
        return overrides
    }

    private static func providers(_ bytes: [UInt8]) throws(CatalogError) -> [Provider] {
        var table = try CatalogTable(
            bytes, file: "providers.csv",
            required: ["code", "name", "aliases", "level", "kind", "region", "valid_from", "valid_to"])
        var providers: [Provider] = []
        while let row = try table.next() {
            let period = try row.period()
            let region = row.text("region")
            guard let kind = Provider.Kind(rawValue: row.text("kind")) else {
                throw row.fault("kind", "“\(row.text("kind"))” is none of hospital, pharmacy, clinic")
            }
            providers.append(
                Provider(
                    code: try row.requiredText("code"), name: try row.requiredText("name"),
                    aliases: row.list("aliases"), level: try level(of: row, column: "level"), kind: kind,
                    region: region.isEmpty ? nil : region, validFrom: period.from, validTo: period.to))
        }
        return providers
    }

    private static func level(of row: CatalogRow, column: String) throws(CatalogError) -> Int? {
        let level = try row.optional(column, as: Int.self, wanted: "a hospital's level, 1 to 3")
        if let level, !(1...3).contains(level) {
            throw row.fault(column, "“\(level)” is not a hospital's level, 1 to 3")
        }
        return level
    }
}

extension Catalog {
    /// The tables of a folder of rules that is no part of a catalog, by their names.
    ///
    /// - Throws: ``CatalogError`` when the folder is not there or a table cannot be read.
    package static func ruleTables(folder: String) throws(CatalogError) -> [String: [UInt8]] {
        var files = try CatalogFiles(folder: folder)
        return try files.readTables(in: nil)
    }
}
