/// The national drug list: classes by name and merged dosage form.
///
/// Rules of reading, from the list's own notes: salt and base do not matter for western drugs, the merged form
/// does; a Chinese patent medicine names its other forms in brackets, `感冒清热颗粒(片、胶囊)`.
struct PublishedDrugList {
    /// One line of the list.
    struct Line {
        /// The line's number in the list.
        var number: String
        var section: Section
        /// The name as the list prints it.
        var printed: String
        /// The names for which it stands, the first first.
        var names: [String]
        /// The merged form; empty where the name itself says the form.
        var form: String
        /// 丙 for a slice that the fund does not pay.
        var insuranceClass: InsuranceClass
    }

    /// The parts of the list, which are read by rules of their own.
    enum Section {
        case western
        case patentMedicine
        case slice
    }

    private struct Western {
        var name: [Unicode.Scalar]
        var form: String
        var insuranceClass: InsuranceClass
    }

    /// The lines, in the list's order.
    let lines: [Line]
    private let western: [Western]
    /// The classes of patent medicines and slices by name, of western drugs by the names of their products.
    private let classes: [Section: [String: InsuranceClass]]

    /// - Throws: ``CatalogError`` when the file is not of the list's form.
    init(_ bytes: [UInt8], file: String) throws(CatalogError) {
        var table = try CatalogTable(
            bytes, file: file, required: ["id", "section", "class", "name", "dosage_form"])
        var lines: [Line] = []
        while let row = try table.next() {
            let name = try row.requiredText("name")
            let section = row.text("section")
            let insuranceClass: InsuranceClass
            switch (row.text("class"), section.hasSuffix("中药饮片")) {
            case ("医保甲类", false): insuranceClass = .a
            case ("医保乙类", false): insuranceClass = .b
            // The list gives slices no class; the regions do.
            case (_, true): insuranceClass = section.hasPrefix("基金予以支付") ? .a : .c
            case (let other, false): throw row.fault("class", "‘\(other)’ is neither 医保甲类 nor 医保乙类")
            }
            let isPatent = section.hasPrefix("中成药")
            lines.append(
                Line(
                    number: try row.requiredText("id"),
                    section: section.hasSuffix("中药饮片") ? .slice : isPatent ? .patentMedicine : .western,
                    printed: name,
                    names: isPatent ? Self.names(in: name).flatMap(Self.forms) : Self.names(in: name),
                    form: row.text("dosage_form"),
                    insuranceClass: insuranceClass))
        }
        self.lines = lines
        western = lines.filter { $0.section == .western }.flatMap { line in
            line.names.map {
                Western(
                    name: Self.unjoined($0).scalars, form: line.form, insuranceClass: line.insuranceClass)
            }
        }
        var classes: [Section: [String: InsuranceClass]] = [:]
        for line in lines {
            let names = line.section == .western ? Self.products(of: line) : line.names + [line.printed]
            for name in names {
                // Where forms of a name are of different classes, the name alone tells the lower one.
                let key = Self.unjoined(name).text
                let other = classes[line.section]?[key]
                classes[line.section, default: [:]][key] = other == .b ? .b : line.insuranceClass
            }
        }
        self.classes = classes
    }

    /// The class of a herbal slice, 丙 for one that the fund does not pay; nil when the list does not name it.
    func insuranceClass(ofSlice name: String) -> InsuranceClass? {
        classes[.slice]?[Self.unjoined(name).text]
    }

    /// The class of a Chinese patent medicine; nil when the list does not name it.
    func insuranceClass(ofPatentMedicine name: String) -> InsuranceClass? {
        classes[.patentMedicine]?[Self.unjoined(name).text]
    }

    /// The class of a western drug; nil when the list does not name it.
    ///
    /// It is as the list has the drug's name, or that without its salt, in its form; else as it has the longest name
    /// that is most of the drug's and whose form fits.
    func insuranceClass(ofWesternDrug name: String) -> InsuranceClass? {
        let printed = Self.unjoined(name)
        let base = MergedForm.withoutSalt(ReadText(scalars: printed.scalars))?.scalars
        for name in [printed, base.map { NormalText(scalars: $0) }].compactMap(\.self) {
            if let insuranceClass = classes[.western]?[name.text] { return insuranceClass }
        }
        let stem = printed.scalars.count - NormalText(DosageForm.facts(of: name)?.ending ?? "").scalars.count
        let forms = MergedForm.forms(ofProduct: name)
        let fitting = western.filter { listed in
            (listed.form.isEmpty || forms.contains(listed.form)) && listed.name.count * 2 >= stem
                && Self.contains(printed.scalars, listed.name)
        }
        return fitting.max { $0.name.count < $1.name.count }?.insuranceClass
    }

    /// The names under which products of a line are sold.
    private static func products(of line: Line) -> [String] {
        // Biologicals are sold by just the listed name, whatever the form: 人血白蛋白.
        line.names + line.names.flatMap { MergedForm.productNames(of: $0, form: line.form) }
    }

    /// A name without what joins its substances, which the list leaves out: 氯喹那多/普罗雌烯.
    private static func unjoined(_ name: String) -> NormalText {
        NormalText(scalars: NormalText(name).scalars.filter { $0 != "/" && $0 != "-" })
    }

    private static func contains(_ text: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
        guard part.count >= 2, part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// The names of a line, which stand below each other.
    private static func names(in cell: String) -> [String] {
        cell.split(whereSeparator: \.isNewline).map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }

    /// The names for which one line of the patent medicines stands; the line's own first where it names no form.
    private static func forms(_ name: String) -> [String] {
        let name = name.replacing("（", with: "(").replacing("）", with: ")")
        guard let open = name.lastIndex(of: "("), name.hasSuffix(")") else { return [name] }
        let first = String(name[..<open])
        guard let ending = DosageForm.facts(of: first)?.ending, !ending.isEmpty else { return [name] }
        let stem = first.dropLast(ending.count)
        let others = name[open...].dropFirst().dropLast().split(separator: "、").map(String.init)
        // What is in the brackets may be a whole name: 小儿退热合剂(小儿退热口服液).
        return [first] + others.map { $0.hasPrefix(stem.prefix(2)) ? $0 : stem + $0 }
    }
}
