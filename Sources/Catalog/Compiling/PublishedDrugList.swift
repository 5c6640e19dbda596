/// The classes of the national drug list, by name and merged dosage form.
///
/// Rules of reading, from the list's own notes: salt and base do not matter for western drugs, the merged form
/// does; a Chinese patent medicine names its other forms in brackets, `感冒清热颗粒(片、胶囊)`.
struct PublishedDrugList {
    private struct Western {
        var name: [Unicode.Scalar]
        var form: String
        var insuranceClass: InsuranceClass
    }

    private var western: [Western] = []
    private var patent: [String: InsuranceClass] = [:]
    private var slices: [String: Bool] = [:]

    /// - Throws: ``CatalogError`` when the file is not of the list's form.
    init(_ bytes: [UInt8], file: String) throws(CatalogError) {
        var table = try CatalogTable(
            bytes, file: file, required: ["section", "class", "name", "dosage_form"])
        while let row = try table.next() {
            if row.text("section").hasSuffix("中药饮片") {
                slices[NormalText(row.text("name")).text] = row.text("section").hasPrefix("基金予以支付")
                continue
            }
            let insuranceClass: InsuranceClass
            switch row.text("class") {
            case "医保甲类": insuranceClass = .a
            case "医保乙类": insuranceClass = .b
            default: continue
            }
            let name = row.text("name")
            if row.text("section").hasPrefix("中成药") {
                for form in Self.forms(of: name) { patent[form] = insuranceClass }
            } else {
                western.append(
                    Western(
                        name: NormalText(name).scalars, form: row.text("dosage_form"),
                        insuranceClass: insuranceClass))
            }
        }
    }

    /// Whether the fund pays for a herbal slice; nil when the list does not name it.
    func isPaid(slice name: String) -> Bool? {
        slices[NormalText(name).text]
    }

    /// The class of a Chinese patent medicine; nil when the list does not name it.
    func insuranceClass(ofPatentMedicine name: String) -> InsuranceClass? {
        patent[NormalText(name).text]
    }

    /// The class of a western drug: that of the longest listed name within it whose form fits.
    func insuranceClass(ofWesternDrug name: String) -> InsuranceClass? {
        let printed = NormalText(name).scalars
        let form = DosageForm.facts(of: name)?.merged
        let fitting = western.filter { listed in
            (listed.form.isEmpty || listed.form == form) && Self.contains(printed, listed.name)
        }
        return fitting.max { $0.name.count < $1.name.count }?.insuranceClass
    }

    private static func contains(_ text: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
        guard part.count >= 2, part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// The names for which one line of the list stands.
    private static func forms(of name: String) -> [String] {
        let text = NormalText(name).text
        guard let open = text.lastIndex(of: "("), text.hasSuffix(")") else { return [text] }
        let first = String(text[..<open])
        let others = name[
            name.index(after: name.lastIndex(where: { "(（".contains($0) }) ?? name.startIndex)...
        ]
        .dropLast().split(separator: "、").map { NormalText($0).text }
        guard let ending = DosageForm.facts(of: first)?.ending, !ending.isEmpty else { return [text] }
        let stem = first.dropLast(ending.count)
        return [text, first] + others.map { stem + $0 }
    }
}
