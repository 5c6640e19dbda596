import Foundation
public import Slips

/// Compiles a starter catalog from published lists of codes and names.
///
/// It takes facts only: codes, names, classes, merged forms. What the lists do not publish but a catalog needs, that
/// is caps, specifications, the shares of class 乙 and the classes of services, is made from the code, the same in
/// every run, and marked as illustrative in each row and in `catalog.yaml`.
public struct CatalogCompiler: Sendable {
    /// The list of codes and names: columns `code,kind,name`.
    public static let codesFile = "nhsa_codes_names.csv"
    /// The national drug list: columns `section,class,name,dosage_form`.
    public static let drugListFile = "nhsa_drug_list_2024_names.csv"

    private let id: String
    private let edition: String
    private let published: CalendarDate

    /// - Parameters:
    ///   - id: The id of the catalog.
    ///   - edition: The name of its edition.
    ///   - published: The day on which the edition is published.
    public init(id: String, edition: String, published: CalendarDate) {
        self.id = id
        self.edition = edition
        self.published = published
    }

    /// Compiles the lists of a folder.
    ///
    /// - Parameter folder: The folder that holds ``codesFile`` and ``drugListFile``.
    /// - Returns: The content of each file of the catalog folder, by its name.
    /// - Throws: ``CatalogError`` that names the file, line and column of a list.
    public func compile(folder: String) throws(CatalogError) -> [String: String] {
        var files = try CatalogFiles(folder: folder)
        func content(_ name: String) throws(CatalogError) -> [UInt8] {
            guard let bytes = try files.read(name) else {
                throw CatalogError(
                    kind: .unavailable, file: name,
                    reason: "is not in \(folder); give --from the folder of the lists")
            }
            return bytes
        }
        let drugList = try PublishedDrugList(content(Self.drugListFile), file: Self.drugListFile)
        var table = try CatalogTable(
            content(Self.codesFile), file: Self.codesFile, required: ["code", "kind", "name"])
        var names: [String: [(code: String, kind: String)]] = [:]
        while let row = try table.next() {
            let name = Self.withoutSpaces(try row.requiredText("name"))
            names[name, default: []].append((try row.requiredText("code"), row.text("kind")))
        }
        var drugs: [CompiledRow] = []
        var services: [CompiledRow] = []
        for (name, codes) in names {
            for (code, kind) in Self.packs(of: codes) {
                switch kind {
                case "western_drug_23", "tcm_patent_20", "tcm_slice_10":
                    drugs += drug(code, name, kind: kind, list: drugList).map { [$0] } ?? []
                case "service_15":
                    services += service(code, name).map { [$0] } ?? []
                default: continue
                }
            }
        }
        return [
            EntryKind.drug.fileName: Self.file(Self.distinct(drugs)),
            EntryKind.service.fileName: Self.file(Self.distinct(services)),
            EntryKind.consumable.fileName: Self.file(consumables()),
            "catalog.yaml": description,
        ]
    }

    /// Up to three packs of each form of a drug, each by its first maker; the codes of all else.
    private static func packs(of codes: [(code: String, kind: String)]) -> [(code: String, kind: String)] {
        var seen = Set<Substring>()
        return codes.sorted { $0.code < $1.code }.filter { code, kind in
            guard kind == "western_drug_23" || kind == "tcm_patent_20" else {
                return seen.insert(code[...]).inserted
            }
            return seen.count < 3 && seen.insert(code.dropLast(5)).inserted
        }
    }

    private func drug(_ code: String, _ name: String, kind: String, list: PublishedDrugList) -> CompiledRow? {
        var dice = TextDice(code)
        if kind == "tcm_slice_10" {
            guard let isPaid = list.isPaid(slice: name) else { return nil }
            return CompiledRow(
                code: code, name: name, spec: "", unit: "g", insuranceClass: isPaid ? .a : .c,
                ratio: isPaid ? "0" : "1", priceCap: nil, illustrative: isPaid ? ["unit", "class"] : ["unit"])
        }
        let published =
            kind == "western_drug_23"
            ? list.insuranceClass(ofWesternDrug: name) : list.insuranceClass(ofPatentMedicine: name)
        guard let insuranceClass = published, let form = DosageForm.facts(of: name) else { return nil }
        return CompiledRow(
            code: code, name: name, spec: form.specs[dice.below(form.specs.count)], unit: form.unit,
            insuranceClass: insuranceClass, ratio: insuranceClass == .a ? "0" : "0.1",
            priceCap: dice.cap(from: 2, to: 260),
            illustrative: insuranceClass == .a ? ["spec", "unit"] : ["spec", "unit", "self_pay_ratio"])
    }

    private func service(_ code: String, _ name: String) -> CompiledRow? {
        // Surcharges, notes on counting and names cut off in the list are not items that a slip prints.
        guard name.count <= 30, !["酌情", "计价", "加收"].contains(where: name.contains),
            name.count(where: { $0 == "(" }) == name.count(where: { $0 == ")" })
        else { return nil }
        var dice = TextDice(code)
        let form = ServiceForm.facts(of: name)
        let insuranceClass: InsuranceClass = form.isPaid ? [.a, .a, .b][dice.below(3)] : .c
        let ratio = insuranceClass == .a ? "0" : insuranceClass == .b ? "0.1" : "1"
        return CompiledRow(
            code: code, name: name, spec: "", unit: form.unit, insuranceClass: insuranceClass, ratio: ratio,
            priceCap: dice.cap(from: form.prices.lowerBound, to: form.prices.upperBound),
            illustrative: ["unit", "class", "self_pay_ratio"])
    }

    private func consumables() -> [CompiledRow] {
        CommonConsumables.lines.flatMap { line in
            line.specs.map { spec in
                var dice = TextDice(line.name + spec)
                // No published code begins with nines.
                let code = "C9999" + String((0..<15).map { _ in Character(String(dice.below(10))) })
                let isA = dice.below(3) == 0
                return CompiledRow(
                    code: code, name: line.name, spec: spec, unit: line.unit, insuranceClass: isA ? .a : .b,
                    ratio: isA ? "0" : "0.1", priceCap: dice.cap(from: 1, to: 90),
                    illustrative: ["code", "class", "self_pay_ratio"])
            }
        }
    }

    /// The rows of which no other of the same name has the same specification.
    private static func distinct(_ rows: [CompiledRow]) -> [CompiledRow] {
        var seen = Set<[String]>()
        return rows.sorted { $0.code < $1.code }.filter { seen.insert([$0.name, $0.spec]).inserted }
    }

    private static func file(_ rows: [CompiledRow]) -> String {
        let lines = rows.sorted { $0.code < $1.code }.map(\.text)
        return ([CompiledRow.header] + lines).joined(separator: "\n") + "\n"
    }

    private static func withoutSpaces(_ text: String) -> String {
        String(text.filter { !$0.isWhitespace })
    }

    private var description: String {
        """
        id: \(id)
        edition: "\(edition)"
        region: null
        published: \(published)
        sources:
          - "National Healthcare Security Administration: codes and names of drugs and service items (\(Self.codesFile))"
          - "National drug list of basic medical insurance, 2024: names, classes, merged forms (\(Self.drugListFile))"
        # Not published, made from the codes, and not for settling any claim: every price cap (cap_note), and the
        # cells that the column illustrative names.
        illustrative: [price_cap, spec, unit, self_pay_ratio, classes of services, consumables]

        """
    }
}
