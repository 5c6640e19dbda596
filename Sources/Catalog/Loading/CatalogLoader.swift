import Foundation
import Slips

extension Catalog {
    /// Loads a catalog folder as the contract describes it.
    ///
    /// At least one of `drugs.csv`, `services.csv` and `consumables.csv` must be there. Without `catalog.yaml` the
    /// catalog's id is the folder's name and its edition is “unknown”.
    ///
    /// - Parameter folder: The path of the folder.
    /// - Throws: ``CatalogError``, the first that is found, which names file, line, column and reason.
    public init(folder: String) throws(CatalogError) {
        self = try Self.loaded(folder: folder).get()
    }

    /// Loads a catalog folder, or says all that is wrong with it.
    ///
    /// - Parameter folder: The path of the folder.
    /// - Returns: The catalog, or every defect of its tables and its description, in the order of the files.
    /// - Throws: ``CatalogError`` when the folder is no catalog, or a file cannot be read at all.
    public static func loaded(folder: String) throws(CatalogError) -> LoadedCatalog {
        var loader = CatalogLoader()
        return try loader.load(folder: folder)
    }
}

/// What loading a catalog's folder gave.
public enum LoadedCatalog: Sendable {
    case catalog(Catalog)
    /// What must be mended first; never empty.
    case defects([CatalogError])

    /// The catalog.
    ///
    /// - Throws: The first defect.
    func get() throws(CatalogError) -> Catalog {
        switch self {
        case .catalog(let catalog): return catalog
        case .defects(let defects):
            throw defects.first
                ?? CatalogError(kind: .malformed, file: "", reason: "the catalog cannot be loaded")
        }
    }
}

/// Reads the files of a catalog's folder, and goes on after what is wrong, so that all of it can be named.
private struct CatalogLoader {
    private var defects = CatalogDefects()
    private var entries: [CatalogEntry] = []
    /// The line of each entry in its file.
    private var lines: [Int] = []

    private static let entryColumns = [
        "code", "name", "aliases", "spec", "unit", "class", "self_pay_ratio", "price_cap", "valid_from",
        "valid_to",
    ]

    mutating func load(folder: String) throws(CatalogError) -> LoadedCatalog {
        var files = try CatalogFiles(folder: folder)
        for file in UnreadFile.inCatalog(folder) { file.defect.map { defects.add($0) } }
        for kind in EntryKind.allCases {
            guard let bytes = read(kind.fileName, from: &files) else { continue }
            appendEntries(of: kind, from: bytes)
        }
        guard !files.names.isEmpty || !defects.found.isEmpty else {
            throw CatalogError(
                kind: .unavailable, file: folder,
                reason:
                    "the folder has none of drugs.csv, services.csv and consumables.csv; give --catalog a "
                    + "catalog folder")
        }
        if entries.isEmpty, defects.found.isEmpty {
            defects.add(
                CatalogError(
                    kind: .malformed, file: files.names.joined(separator: ", "),
                    reason: "no table has any row: every item would be out of the catalog"))
        }
        noteOverlaps()
        let overrides = read("prices.csv", from: &files).map { self.overrides($0) } ?? []
        let shares = read("shares.csv", from: &files).map { self.shares($0) } ?? []
        let providers = read("providers.csv", from: &files).map { self.providers($0) } ?? []
        let description = read("catalog.yaml", from: &files).flatMap {
            CatalogDescription(yaml: $0, defects: &defects)
        }
        let ruleTables = files.readTables(in: "rules", &defects)
        guard defects.found.isEmpty else { return .defects(defects.found) }
        return .catalog(
            Catalog(
                identity: CatalogIdentity(
                    id: description?.id ?? files.folderName, edition: description?.edition ?? "unknown",
                    region: description?.region, published: description?.published,
                    sources: description?.sources ?? [], sha256: files.sha256),
                entries: entries, overrides: overrides, shares: shares, providers: providers,
                ruleTables: ruleTables))
    }

    /// The content of a file; nil where there is none, or where it cannot be read, which is noted.
    private mutating func read(_ name: String, from files: inout CatalogFiles) -> [UInt8]? {
        do {
            return try files.read(name)
        } catch {
            defects.add(error)
            return nil
        }
    }

    private mutating func table(
        _ bytes: [UInt8], _ file: String, _ columns: [String]
    ) -> CatalogTable? {
        defects.value { () throws(CatalogError) in try CatalogTable(bytes, file: file, required: columns) }
    }

    private mutating func appendEntries(of kind: EntryKind, from bytes: [UInt8]) {
        guard var table = table(bytes, kind.fileName, Self.entryColumns) else { return }
        let known = Set(Self.entryColumns)
        let headings = table.headings
        let others = headings.indices.filter { !known.contains(headings[$0]) }
        while let row = table.next(&defects) {
            let code = value { () throws(CatalogError) in try row.code() }
            let name = value { () throws(CatalogError) in try row.name() }
            let insuranceClass = value { () throws(CatalogError) in try row.insuranceClass() }
            let ratio = value { () throws(CatalogError) in try row.selfPayRatio() }
            let cap = value { () throws(CatalogError) in try row.priceCap() }
            let period = value { () throws(CatalogError) in try row.period() }
            guard let code, let name, let insuranceClass, let ratio, let cap, let period else { continue }
            var entry = CatalogEntry(
                kind: kind, code: code, name: name, aliases: row.list("aliases"), spec: row.text("spec"),
                unit: row.text("unit"), insuranceClass: insuranceClass, selfPayRatio: ratio,
                priceCap: cap, validFrom: period.from, validTo: period.to)
            for index in others where !row.fields[index].isEmpty {
                entry.otherColumns[headings[index]] = row.fields[index]
            }
            entries.append(entry)
            lines.append(row.line)
        }
    }

    /// A cell of the present row; nil where it is a defect.
    private mutating func value<Value>(_ read: () throws(CatalogError) -> Value) -> Value? {
        defects.value(read)
    }

    /// Notes rows of a code of which another holds on the same day.
    private mutating func noteOverlaps() {
        var firstOfCode: [String: Int] = Dictionary(minimumCapacity: entries.count)
        var repeated: [String: [Int]] = [:]
        for (index, entry) in entries.enumerated() {
            if let first = firstOfCode[entry.code] {
                repeated[entry.code, default: [first]].append(index)
            } else {
                firstOfCode[entry.code] = index
            }
        }
        for group in repeated.values.sorted(by: { $0[1] < $1[1] }) {
            for (position, index) in group.enumerated() {
                let entry = entries[index]
                guard
                    let earlier = group[..<position].first(where: {
                        periodsOverlap(
                            (entries[$0].validFrom, entries[$0].validTo), (entry.validFrom, entry.validTo))
                    })
                else { continue }
                defects.add(
                    CatalogError(
                        kind: .malformed, file: entry.kind.fileName, line: lines[index],
                        column: "code",
                        reason:
                            "\(entry.code) holds on the same day as the row of line \(lines[earlier]) "
                            + "of \(entries[earlier].kind.fileName); end one period before the other begins"))
            }
        }
    }

    private mutating func overrides(_ bytes: [UInt8]) -> [PriceOverride] {
        let columns = ["code", "hospital_level", "region", "price_cap", "valid_from", "valid_to"]
        guard var table = table(bytes, "prices.csv", columns) else { return [] }
        var overrides: [PriceOverride] = []
        var alike = AlikeRows<Money?>()
        while let row = table.next(&defects) {
            let code = value { () throws(CatalogError) in try row.code() }
            let level = value { () throws(CatalogError) in try row.hospitalLevel("hospital_level") }
            let cap = value { () throws(CatalogError) in try row.priceCap() }
            let period = value { () throws(CatalogError) in try row.period() }
            guard let code, let level, let cap, let period else { continue }
            let override = PriceOverride(
                code: code, hospitalLevel: level, region: row.textOrNil("region"), priceCap: cap,
                validFrom: period.from, validTo: period.to)
            overrides.append(override)
            if let defect = alike.contradiction(of: override, row, "price_cap", cap) { defects.add(defect) }
        }
        return overrides
    }

    private mutating func shares(_ bytes: [UInt8]) -> [PersonShare] {
        let columns = [
            "code", "person_class", "hospital_level", "region", "self_pay_ratio", "valid_from", "valid_to",
        ]
        guard var table = table(bytes, "shares.csv", columns) else { return [] }
        var shares: [PersonShare] = []
        var alike = AlikeRows<Ratio>()
        while let row = table.next(&defects) {
            let code = value { () throws(CatalogError) in try row.code() }
            let level = value { () throws(CatalogError) in try row.hospitalLevel("hospital_level") }
            let ratio = value { () throws(CatalogError) in try row.selfPayRatio() }
            let period = value { () throws(CatalogError) in try row.period() }
            guard let code, let level, let ratio, let period else { continue }
            let share = PersonShare(
                code: code, personClass: row.textOrNil("person_class"), hospitalLevel: level,
                region: row.textOrNil("region"), selfPayRatio: ratio, validFrom: period.from,
                validTo: period.to)
            shares.append(share)
            if let defect = alike.contradiction(of: share, row, "self_pay_ratio", ratio) {
                defects.add(defect)
            }
        }
        return shares
    }

    private mutating func providers(_ bytes: [UInt8]) -> [Provider] {
        let columns = ["code", "name", "aliases", "level", "kind", "region", "valid_from", "valid_to"]
        guard var table = table(bytes, "providers.csv", columns) else { return [] }
        var providers: [Provider] = []
        while let row = table.next(&defects) {
            let code = value { () throws(CatalogError) in try row.code() }
            let name = value { () throws(CatalogError) in try row.name() }
            let level = value { () throws(CatalogError) in try row.hospitalLevel("level") }
            let kind = value { () throws(CatalogError) in try row.providerKind() }
            let period = value { () throws(CatalogError) in try row.period() }
            guard let code, let name, let level, let kind, let period else { continue }
            providers.append(
                Provider(
                    code: code, name: name, aliases: row.list("aliases"), level: level, kind: kind,
                    region: row.textOrNil("region"), validFrom: period.from, validTo: period.to))
        }
        return providers
    }
}

extension CatalogRow {
    /// Characters of a name: what is longer is no name, but a table whose quotes went wrong.
    private static var longestName: Int { 500 }

    /// The name of an entry or a provider.
    fileprivate func name() throws(CatalogError) -> String {
        let name = try requiredText("name")
        guard name.unicodeScalars.count <= Self.longestName else {
            throw fault(
                "name", "it has \(name.unicodeScalars.count) characters, more than \(Self.longestName)")
        }
        guard
            !name.unicodeScalars.contains(where: {
                $0.isStrayControl
            })
        else {
            throw fault("name", "it has a control character, which no name has")
        }
        return name
    }

    /// The code of the row; a national one must be written as such: rules, caps and printed codes are found by its characters.
    fileprivate func code() throws(CatalogError) -> String {
        let text = try requiredText("code")
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 && $0 != 0x20 && !(0x61...0x7A).contains($0) }
        guard !isPlain, let national = MedicalCode(text), national.description != text else { return text }
        throw fault("code", "“\(text)” is the national code \(national) written otherwise: write it so")
    }

    /// The cell's text; nil where it is empty.
    fileprivate func textOrNil(_ column: String) -> String? {
        let text = text(column)
        return text.isEmpty ? nil : text
    }

    /// The class of the row, one of 甲, 乙 and 丙.
    fileprivate func insuranceClass() throws(CatalogError) -> InsuranceClass {
        let text = try requiredText("class")
        guard let insuranceClass = InsuranceClass(rawValue: text) else {
            throw fault("class", "“\(text)” is none of 甲, 乙, 丙")
        }
        return insuranceClass
    }

    fileprivate func selfPayRatio() throws(CatalogError) -> Ratio {
        let text = try requiredText("self_pay_ratio")
        guard let ratio = Ratio(text) else {
            throw fault(
                "self_pay_ratio",
                "“\(text)” is not a share between 0 and 1 with six decimals at most, such as 0.1")
        }
        return ratio
    }

    fileprivate func hospitalLevel(_ column: String) throws(CatalogError) -> Int? {
        let level = try optional(column, as: Int.self, wanted: "a hospital's level, 1 to 3")
        if let level, !(1...3).contains(level) {
            throw fault(column, "“\(level)” is not a hospital's level, 1 to 3")
        }
        return level
    }

    fileprivate func providerKind() throws(CatalogError) -> Provider.Kind {
        guard let kind = Provider.Kind(rawValue: text("kind")) else {
            throw fault("kind", "“\(text("kind"))” is none of hospital, pharmacy, clinic")
        }
        return kind
    }
}

extension Catalog {
    /// The keys of a folder's `catalog.yaml` that nothing reads, such as `regions`, in their order.
    package static func unknownKeys(folder: String) -> [String] {
        guard var files = try? CatalogFiles(folder: folder), let yaml = try? files.read("catalog.yaml") else {
            return []
        }
        return CatalogDescription.unknownKeys(yaml: yaml)
    }

    /// The tables of a folder of rules that is no part of a catalog, by their names.
    ///
    /// - Throws: ``CatalogError`` when the folder is not there, a table cannot be read, or has not quite a table's name.
    package static func ruleTables(folder: String) throws(CatalogError) -> [String: [UInt8]] {
        var files = try CatalogFiles(folder: folder)
        if let defect = UnreadFile.inRules(folder, place: "").lazy.compactMap(\.defect).first { throw defect }
        return try files.readTables(in: nil)
    }

    /// Those tables of a catalog's folder of rules that can be read, by their names; none where there is no such folder.
    package static func readableRuleTables(catalog folder: String) -> [String: [UInt8]] {
        var unread = CatalogDefects()
        guard var files = try? CatalogFiles(folder: folder) else { return [:] }
        return files.readTables(in: "rules", &unread)
    }
}
