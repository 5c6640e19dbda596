/// The drugs of a starter catalog: every published code, and what the national list names without a code.
struct StarterDrugs {
    /// A name under which codes are published, and the part of the list in which it is looked for.
    struct Name: Hashable {
        var text: String
        var section: PublishedDrugList.Section
    }

    /// The rows, in no order.
    private(set) var rows: [CompiledRow] = []

    /// Packs of one drug that get a specification and a cap of their own; all others share them.
    private static let packs = 3

    /// - Parameters:
    ///   - list: The national drug list.
    ///   - codes: The published codes of each name.
    init(list: PublishedDrugList, codes: [Name: [String]]) {
        for (name, codes) in codes {
            let insuranceClass =
                switch name.section {
                case .western: list.insuranceClass(ofWesternDrug: name.text)
                case .patentMedicine: list.insuranceClass(ofPatentMedicine: name.text)
                case .slice: list.insuranceClass(ofSlice: name.text)
                }
            rows += Self.rows(of: name, codes: codes.sorted(), insuranceClass: insuranceClass)
        }
        let coded = Set(codes.keys.map { NormalText($0.text) })
        rows += list.lines.compactMap { Self.row(of: $0, without: coded) }
        for index in rows.indices where rows[index].insuranceClass == .b {
            rows[index].illustrative.append("self_pay_ratio")
        }
    }

    /// One row for each code of a name.
    ///
    /// What the list does not have, the fund does not pay; but the list may have it by another name, so that the class
    /// counts as made.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - codes: Its codes, sorted.
    ///   - insuranceClass: What the list says; nil for a name that it does not have.
    /// - Returns: The rows, in the order of the codes.
    private static func rows(
        of name: Name, codes: [String], insuranceClass: InsuranceClass?
    ) -> [CompiledRow] {
        let form = DosageForm.facts(of: name.text)
        guard name.section != .slice, let insuranceClass, let form else {
            return codes.map { code in
                CompiledRow(
                    code: code, name: name.text, unit: name.section == .slice ? "g" : form?.unit ?? "盒",
                    insuranceClass: insuranceClass ?? .c,
                    illustrative: name.section == .slice || insuranceClass == nil
                        ? Self.made(of: insuranceClass) : ["unit"])
            }
        }
        // Codes that differ in their last five characters are one pack of several makers.
        var ofPack: [Substring: CompiledRow] = [:]
        var made: [CompiledRow] = []
        return codes.map { code in
            let pack = code.dropLast(5)
            if var row = ofPack[pack] {
                row.code = code
                return row
            }
            var dice = TextDice(code)
            let spec = form.specs[dice.below(form.specs.count)]
            let cap = dice.cap(from: 2, to: 260)
            var row = CompiledRow(
                code: code, name: name.text, spec: spec, unit: form.unit, insuranceClass: insuranceClass,
                priceCap: cap, illustrative: ["spec", "unit"])
            if let alike = made.first(where: { $0.spec == spec }) {
                row = alike
            } else if made.count == packs {
                row = made[dice.below(packs)]
            } else {
                made.append(row)
            }
            row.code = code
            ofPack[pack] = row
            return row
        }
    }

    /// A row for what a line of the list names beside the drugs with codes; nil where nothing is left.
    private static func row(of line: PublishedDrugList.Line, without coded: Set<NormalText>) -> CompiledRow? {
        // A line with a merged form stands for products by names of their own.
        let names = line.form.isEmpty ? line.names.filter { !coded.contains(NormalText($0)) } : line.names
        guard let name = names.first else { return nil }
        let code = "L\(String(repeating: "0", count: max(0, 5 - line.number.count)))\(line.number)"
        return CompiledRow(
            code: code, name: name, aliases: Array(names.dropFirst()),
            unit: line.section == .slice ? "g" : "", insuranceClass: line.insuranceClass,
            dosageForm: line.form, listNumber: line.number,
            illustrative: line.section == .slice ? Self.made(of: line.insuranceClass) : [])
    }

    /// What is made of a slice, or of a drug that the list does not have: its unit, and its class, unless the list says
    /// that the fund does not pay.
    private static func made(of insuranceClass: InsuranceClass?) -> [String] {
        insuranceClass == .c ? ["unit"] : ["unit", "class"]
    }
}
