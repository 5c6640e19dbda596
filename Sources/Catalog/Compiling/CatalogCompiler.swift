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
        var drugs: [StarterDrugs.Name: [String]] = [:]
        var services: [CompiledRow] = []
        while let row = try table.next() {
            let name = Self.withoutSpaces(try row.requiredText("name"))
            let code = try row.requiredText("code")
            switch row.text("kind") {
            case "western_drug_23": drugs[.init(text: name, section: .western), default: []].append(code)
            case "tcm_patent_20": drugs[.init(text: name, section: .patentMedicine), default: []].append(code)
            case "tcm_slice_10": drugs[.init(text: name, section: .slice), default: []].append(code)
            case "service_15": services += service(code, name).map { [$0] } ?? []
            default: continue
            }
        }
        return [
            EntryKind.drug.fileName: CompiledRow.file(
                StarterDrugs(list: drugList, codes: drugs).rows, of: .drug),
            EntryKind.service.fileName: CompiledRow.file(Self.alike(services), of: .service),
            EntryKind.consumable.fileName: CompiledRow.file(Self.distinct(consumables()), of: .consumable),
            "catalog.yaml": description,
        ]
    }

    private func service(_ code: String, _ name: String) -> CompiledRow? {
        // The list cuts long names off.
        guard name.count(where: { $0 == "(" }) == name.count(where: { $0 == ")" }) else { return nil }
        var dice = TextDice(code)
        let form = ServiceForm.facts(of: name)
        let insuranceClass: InsuranceClass = form.isPaid ? [.a, .a, .b][dice.below(3)] : .c
        return CompiledRow(
            code: code, name: name, unit: form.unit, insuranceClass: insuranceClass,
            priceCap: dice.cap(from: form.prices.lowerBound, to: form.prices.upperBound),
            illustrative: ["unit", "class", "self_pay_ratio"])
    }

    private func consumables() -> [CompiledRow] {
        CommonConsumables.lines.flatMap { line in
            line.specs.map { spec in
                var dice = TextDice(line.name + spec)
                // No published code begins with nines.
                let code = "C9999" + String((0..<15).map { _ in Character(String(dice.below(10))) })
                return CompiledRow(
                    code: code, name: line.name, spec: spec, unit: line.unit,
                    insuranceClass: dice.below(3) == 0 ? .a : .b, priceCap: dice.cap(from: 1, to: 90),
                    illustrative: ["code", "class", "self_pay_ratio"])
            }
        }
    }

    /// The rows, of which those of one name are paid alike: what is made must not tell them apart.
    private static func alike(_ rows: [CompiledRow]) -> [CompiledRow] {
        var first: [String: CompiledRow] = [:]
        return rows.sorted { $0.code < $1.code }.map { row in
            var alike = first[row.name, default: row]
            first[row.name] = alike
            alike.code = row.code
            return alike
        }
    }

    /// The rows of which no other of the same name has the same specification.
    private static func distinct(_ rows: [CompiledRow]) -> [CompiledRow] {
        var seen = Set<[String]>()
        return rows.sorted { $0.code < $1.code }.filter { seen.insert([$0.name, $0.spec]).inserted }
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
