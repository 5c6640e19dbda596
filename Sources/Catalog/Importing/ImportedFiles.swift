import Slips

/// A row of a published table, understood.
struct ImportedRow: Hashable {
    var code: String
    var name: String
    var aliases: [String]
    var spec: String
    var unit: String
    var insuranceClass: InsuranceClass
    var ratio: Ratio
    var priceCap: Money?
    var from: CalendarDate?
    var to: CalendarDate?
    var dosageForm: String
    /// Further columns by their headings.
    var kept: [String: String]
}

/// A cap of a published table for hospitals of one level.
struct ImportedCap: Hashable {
    var code: String
    var level: Int
    var cap: Money?
    var from: CalendarDate?
    var to: CalendarDate?
}

/// Writes the files of a catalog folder.
enum ImportedFiles {
    /// The table of one kind of entries, in the order of the published rows.
    static func table(_ rows: [ImportedRow]) -> String {
        let kept = Set(rows.flatMap(\.kept.keys)).sorted()
        let hasForms = rows.contains { !$0.dosageForm.isEmpty }
        let headings =
            [
                "code", "name", "aliases", "spec", "unit", "class", "self_pay_ratio", "price_cap",
                "valid_from",
                "valid_to",
            ] + (hasForms ? ["dosage_form"] : []) + kept
        let lines = rows.map { row in
            [
                row.code, row.name, row.aliases.joined(separator: "|"), row.spec, row.unit,
                row.insuranceClass.rawValue, row.ratio.description, row.priceCap?.description ?? "",
                row.from?.description ?? "", row.to?.description ?? "",
            ] + (hasForms ? [row.dosageForm] : []) + kept.map { row.kept[$0] ?? "" }
        }
        return text([headings] + lines)
    }

    /// The table of caps.
    static func prices(_ caps: [ImportedCap]) -> String {
        text(
            [["code", "hospital_level", "region", "price_cap", "valid_from", "valid_to"]]
                + caps.map {
                    [
                        $0.code, String($0.level), "", $0.cap?.description ?? "", $0.from?.description ?? "",
                        $0.to?.description ?? "",
                    ]
                })
    }

    /// The description of the catalog.
    static func description(_ options: ImportOptions) -> String {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let lines =
            [
                "id: \(quoted(options.id))", "edition: \(quoted(options.edition))",
                "region: \(options.region.map(quoted) ?? "null")", "published: \(options.published)",
                "sources:",
            ] + options.sources.map { "  - \(quoted($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(DelimitedText.quoted).joined(separator: ",") + "\n" }.joined()
    }
}
