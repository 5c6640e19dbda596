import Slips

/// An entry that may be meant, with all that speaks against it.
struct EntryCandidate {
    var entry: CatalogEntry
    var name: NearName
    /// The difference between the printed and the entry's specification; nil when either prints none.
    var specCost: Float?
    /// Whether the printed code is the entry's.
    var hasPrintedCode: Bool
    /// The sum of what speaks against it beside its name: specification, unit, class, price level, period.
    var evidence: Float
    /// The part of the evidence for a printed price of another level.
    var pricePenalty: Float
    /// How the line would be paid by this entry.
    var verdict: Verdict

    /// All that speaks against it.
    var penalty: Float { name.difference.cost + evidence }

    /// Whether it is the same drug of the national list in another merged form.
    func isOtherForm(of other: EntryCandidate) -> Bool {
        entry.name == other.entry.name && entry.kind == .drug
            && entry.dosageForm != other.entry.dosageForm
    }

    /// Whether it is the row of the national list that stands for another row, which is a product by its own name.
    ///
    /// The product's row comes first: it is what is printed, and tells how it is paid.
    func covers(_ product: EntryCandidate) -> Bool {
        guard let form = entry.dosageForm, product.entry.kind == .drug,
            product.entry.dosageForm == nil
        else { return false }
        let name = NormalText(product.entry.name).scalars
        let names = [name, MergedForm.withoutSalt(ReadText(scalars: name))?.scalars].compactMap { $0 }
        return ([entry.name] + entry.aliases).contains {
            MergedForm.productNames(of: $0, form: form).contains { names.contains(NormalText($0).scalars) }
        }
    }

    /// What an entry means for the money of a line.
    struct Verdict: Hashable {
        var insuranceClass: InsuranceClass
        var selfPayRatio: Ratio
        /// Yuan a unit over the cap; nil when the hospital decides.
        var overCap: Money?
        /// What classes of insured persons pay first, as the catalog has it for the code.
        var shares: [PersonShare]
        var holds: Bool
    }
}

/// Weighs the entries of near names by specification, unit, price level, code and period.
struct EntryChoice {
    private let query: PrintedLine
    private let catalog: Catalog
    private let distance: NameDistance
    private let spec: NameDistance.Prepared
    private let unit: String
    private let isKnownUnit: Bool
    private let code: NameDistance.Prepared
    private let insuranceClass: String?
    /// The national number in a hospital's own code.
    private let number: NationalNumber?

    /// What is left to doubt where a hospital's own code holds the entry's national number.
    private static let ownCode: Float = 0.3

    /// - Parameters:
    ///   - query: What the line prints.
    ///   - classMark: The insurance class that stands before the name.
    ///   - catalog: Where the entries stand.
    ///   - units: All units of the catalog.
    ///   - distance: How readings are compared with what is printed.
    init(
        _ query: PrintedLine, classMark: Unicode.Scalar?, catalog: Catalog, units: Set<String>,
        distance: NameDistance
    ) {
        self.query = query
        self.catalog = catalog
        self.distance = distance
        number = query.code.flatMap(NationalNumber.init(ofHospital:))
        insuranceClass = query.insuranceClass ?? classMark.map { String($0) }
        spec = distance.prepared(
            ReadText(scalars: NormalText(query.spec ?? "").scalars), mayBeMarked: false)
        unit = (query.unit ?? "").filter { !$0.isWhitespace }
        isKnownUnit = units.contains(unit)
        code = distance.prepared(
            ReadText(scalars: NormalText(query.code ?? "").scalars), mayBeMarked: false)
    }

    func candidate(_ entry: CatalogEntry, name: NearName) -> EntryCandidate {
        let specCost = specCost(of: entry)
        let codeCost = codeCost(of: entry)
        let verdict = verdict(of: entry)
        var evidence = specCost ?? 0
        if !unit.isEmpty, !entry.unit.isEmpty, unit != entry.unit { evidence += isKnownUnit ? 0.6 : 0.1 }
        // Hospitals print the class of their own edition, which is the catalog's but for slips of the pen.
        if let insuranceClass, insuranceClass != entry.insuranceClass.rawValue { evidence += 0.55 }
        let pricePenalty: Float = isPriceOfAnother(entry) ? 0.6 : 0
        evidence += pricePenalty
        if !verdict.holds { evidence += 0.6 }
        if let codeCost, codeCost <= 1 { evidence -= 2 - codeCost }
        return EntryCandidate(
            entry: entry, name: name, specCost: specCost, hasPrintedCode: codeCost == 0, evidence: evidence,
            pricePenalty: pricePenalty, verdict: verdict)
    }

    /// At most 1.5, so that a wrecked specification does not outweigh the name.
    private func specCost(of entry: CatalogEntry) -> Float? {
        guard !spec.scalars.isEmpty else { return nil }
        let wanted = NormalText(entry.spec).scalars
        guard !wanted.isEmpty else { return nil }
        if spec.scalars == wanted { return 0 }
        return distance.difference(from: spec, to: wanted, limit: 1.5)?.cost ?? 1.5
    }

    private func codeCost(of entry: CatalogEntry) -> Float? {
        guard code.scalars.count >= 6 else { return nil }
        if let number, number == NationalNumber(ofEntry: entry.code) { return Self.ownCode }
        let wanted = NormalText(entry.code).scalars
        if code.scalars == wanted { return 0 }
        return distance.difference(from: code, to: wanted, limit: 1)?.cost
    }

    /// Whether the printed price is on another level than the entry's cap: above three times, or below a tenth.
    ///
    /// Caps follow the prices at which hospitals buy, so that a price far from one cap and near another is that
    /// of the other entry.
    private func isPriceOfAnother(_ entry: CatalogEntry) -> Bool {
        guard let price = query.unitPrice?.magnitude, let cap = entry.priceCap else { return false }
        return price.micros / 3 > cap.micros || price.micros < cap.micros / 10
    }

    private func verdict(of entry: CatalogEntry) -> EntryCandidate.Verdict {
        let holds = query.date.map(entry.holds) ?? true
        var cap: PriceCap = entry.priceCap.map(PriceCap.capped) ?? .uncapped
        if let date = query.date {
            cap = catalog.priceCap(
                of: entry, on: date, hospitalLevel: query.hospitalLevel, region: query.region)
        }
        let overCap: Money? =
            switch cap {
            case .uncapped: .zero
            // Without a printed price the cap itself tells entries apart.
            case .capped(let cap): query.unitPrice.map { max(.zero, $0 - cap) } ?? cap
            case .dependsOnHospital: nil
            }
        return EntryCandidate.Verdict(
            insuranceClass: entry.insuranceClass, selfPayRatio: entry.selfPayRatio, overCap: overCap,
            shares: shares(of: entry), holds: holds)
    }

    /// The rows of `shares.csv`, without the code, which is not what is paid.
    private func shares(of entry: CatalogEntry) -> [PersonShare] {
        catalog.index.shares(code: entry.code).map { share in
            var share = share
            share.code = ""
            return share
        }
    }
}
