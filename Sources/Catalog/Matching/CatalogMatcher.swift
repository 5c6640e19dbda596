import Slips

/// Finds the entry that a printed, misread, abbreviated or decorated name means.
///
/// Names are looked up by their characters and pairs of characters and ranked by a weighted edit distance that
/// knows what an engine confuses; specification, unit, price level and printed code tell entries of one name
/// apart. What is not clear stays ambiguous.
public struct CatalogMatcher: Sendable {
    public let catalog: Catalog

    private let units: Set<String>
    private let distance = NameDistance()

    private var names: NameIndex { catalog.index.names }

    /// A matcher by a catalog, which has its index already.
    public init(_ catalog: Catalog) {
        self.catalog = catalog
        units = catalog.index.units
    }

    /// Characters of a name that are looked at: longer ones are no names.
    private static let longestName = 120

    /// Finds what a printed line means.
    public func match(_ line: PrintedLine) -> CatalogMatch {
        let printed = printedName(of: line)
        let query = query(line, printed)
        let shortest = printed.forms.last?.scalars ?? []
        var judgement = MatchJudgement(
            query: query, printed: printed, candidates: candidates(for: query, printed),
            excluded: nearestExcluded(to: printed), ownName: catalog.index.language.cost(of: shortest),
            names: names.count)
        let match = judgement.match
        guard match.status == .outOfCatalog, isBeginning(shortest) else { return match }
        judgement.isBeginning = true
        return judgement.match
    }

    /// Whether a reading is the beginning of a listed name, as where a narrow column cuts names off.
    ///
    /// Such names are too long to be near.
    private func isBeginning(_ reading: [Unicode.Scalar]) -> Bool {
        guard reading.count(where: \.isHan) >= 3 else { return false }
        return names.nearest(to: reading, count: 40).contains { names.name($0).starts(with: reading) }
    }

    private func printedName(of line: PrintedLine) -> PrintedName {
        let name = line.name.prefix(Self.longestName)
        let confidences =
            line.nameConfidences.count == line.name.count
            ? Array(line.nameConfidences.prefix(Self.longestName)) : name.map { _ in line.confidence }
        return PrintedName(String(name), confidences: confidences)
    }

    /// The line, completed by what is glued to its name.
    private func query(_ line: PrintedLine, _ printed: PrintedName) -> PrintedLine {
        var query = line
        if query.spec?.isEmpty ?? true, !printed.gluedSpec.isEmpty {
            query.spec = NormalText(scalars: printed.gluedSpec).text
        }
        if query.code?.isEmpty ?? true { query.code = printed.gluedCode }
        // A column of classes may be taken for one of specifications.
        if let mark = query.spec.flatMap(InsuranceClass.init(mark:)) {
            query.insuranceClass = query.insuranceClass ?? mark.rawValue
            query.spec = nil
        }
        return query
    }

    /// Takes what stands behind a whole name for the specification, where an entry of that name is of just that: 三腔 behind
    /// 中心静脉导管套件, which no digit parts from it.
    private func takeSpecification(
        behind near: inout [NearName], of printed: PrintedName, to query: inout PrintedLine
    ) {
        guard query.spec?.isEmpty ?? true, let form = printed.forms.last?.scalars,
            near.first?.text != form
        else { return }
        for i in near.indices.prefix(Self.mostNames)
        where form.count > near[i].text.count && form.starts(with: near[i].text) {
            let rest = Array(form.dropFirst(near[i].text.count))
            let isOfEntry = names.owners(of: near[i].place).contains {
                NormalText(catalog.entries[$0].spec).scalars == rest
            }
            guard isOfEntry else { continue }
            query.spec = NormalText(scalars: rest).text
            near[i].difference = NameDifference(cost: 0, cutOff: 0)
            near[i].length = near[i].text.count
            return
        }
    }

    /// How many of the nearest names are looked at.
    private static let mostNames = 12

    /// The entries that may be meant, in no order.
    func candidates(for line: PrintedLine) -> [EntryCandidate] {
        let printed = printedName(of: line)
        return candidates(for: query(line, printed), printed)
    }

    private func candidates(for query: PrintedLine, _ printed: PrintedName) -> [EntryCandidate] {
        var query = query
        var near = nearestNames(to: printed, isCutOff: query.isCutOff)
        takeSpecification(behind: &near, of: printed, to: &query)
        let choice = EntryChoice(
            query, classMark: printed.classMark, catalog: catalog, units: units, distance: distance)
        var candidates: [EntryCandidate] = []
        for name in near.prefix(Self.mostNames) {
            for row in distinctRows(names.owners(of: name.place), query) {
                candidates.append(choice.candidate(catalog.entries[row], name: name))
            }
        }
        if let code = query.code.flatMap(normalCode),
            let entry = catalog.nearestEntry(code: code, to: query.date),
            !candidates.contains(where: { $0.entry.code == code })
        {
            candidates.append(choice.candidate(entry, name: difference(of: entry, from: printed)))
        }
        if let number = query.code.flatMap(NationalNumber.init(ofHospital:)) {
            for row in distinctRows(catalog.index.rows(number: number), query) {
                let entry = catalog.entries[row]
                guard !candidates.contains(where: { $0.entry.code == entry.code }) else { continue }
                candidates.append(choice.candidate(entry, name: difference(of: entry, from: printed)))
            }
        }
        return withoutListedDrugs(candidates)
    }

    /// The candidates without the rows of the national list that stand for a product which has a row of its own.
    ///
    /// A row of just the printed name comes before all that stand for products.
    private func withoutListedDrugs(_ candidates: [EntryCandidate]) -> [EntryCandidate] {
        guard catalog.index.hasProductNames else { return candidates }
        let isPrinted = candidates.contains {
            $0.name.difference == NameDifference(cost: 0, cutOff: 0)
                && !catalog.index.isProductName($0.name.place)
        }
        var nearest: [String: Float] = [:]
        for candidate in candidates {
            let cost = candidate.name.difference.cost
            nearest[candidate.entry.code] = min(nearest[candidate.entry.code] ?? .infinity, cost)
        }
        return candidates.filter { candidate in
            guard candidate.name.place >= 0, catalog.index.isProductName(candidate.name.place) else {
                return true
            }
            let cost = candidate.name.difference.cost
            return !isPrinted && nearest[candidate.entry.code] == cost
                && !candidates.contains { $0.name.difference.cost <= cost && candidate.covers($0) }
        }
    }

    /// A printed code in the catalog's form; nil when the catalog has none like it.
    private func normalCode(_ text: String) -> String? {
        let plain = String(text.filter { !$0.isWhitespace })
        return [plain, plain.uppercased()].first { !catalog.rows(code: $0).isEmpty }
    }

    /// Packs of one name from which on those that are sold and paid alike are looked at once.
    private static let manyPacks = 32

    /// One row for each code among the rows of a name: the one that holds on the day, or is nearest to it.
    ///
    /// Where a name has many packs and the line prints no code, one row for each way of being sold and paid.
    private func distinctRows(_ rows: [Int], _ query: PrintedLine) -> [Int] {
        guard rows.count > 1 else { return rows }
        let index = catalog.index
        var best: [UInt32: Int] = [:]
        var order: [UInt32] = []
        for row in rows {
            let code = index.codeNumber(ofRow: row)
            guard let other = best[code] else {
                best[code] = row
                order.append(code)
                continue
            }
            let entry = catalog.entries[row]
            let nearest = catalog.nearestEntry(code: entry.code, to: query.date)
            if nearest == entry, nearest != catalog.entries[other] { best[code] = row }
        }
        let distinct = order.compactMap { best[$0] }
        guard distinct.count > Self.manyPacks, query.code?.isEmpty ?? true else { return distinct }
        var seen = Set<[UInt32]>()
        return distinct.filter {
            seen.insert(index.sale(ofRow: $0)).inserted || !index.overrides(ofRow: $0).isEmpty
        }
    }

    /// What speaks against a drug of which another salt is printed: a name of the printed salt comes first.
    private static let otherSalt: Float = 0.3

    /// The names of the index that are near, nearest first.
    private func nearestNames(to printed: PrintedName, isCutOff: Bool) -> [NearName] {
        guard let whole = printed.forms.first, let stripped = printed.forms.last else { return [] }
        var places = names.nearest(to: stripped.scalars, count: 40)
        if whole != stripped {
            let known = Set(places)
            places += names.nearest(to: whole.scalars, count: 12).filter { !known.contains($0) }
        }
        let index = catalog.index
        let base = index.hasProductNames ? MergedForm.withoutSalt(stripped) : nil
        if let base {
            let known = Set(places)
            places += names.nearest(to: base.scalars, count: 12).filter { !known.contains($0) }
        }
        let forms = prepared(printed)
        let preparedBase = base.map { distance.prepared($0) }
        var near: [NearName] = []
        var bound = Float.infinity
        for place in places {
            var nearest = nearName(
                names.name(place), place: place, to: forms, bound: bound, isCutOff: isCutOff)
            if let preparedBase, index.isProductName(place),
                var other = nearName(
                    names.name(place), place: place, to: [preparedBase], bound: bound, isCutOff: isCutOff)
            {
                other.difference.cost += Self.otherSalt
                if other.difference.cost < nearest?.difference.cost ?? .infinity { nearest = other }
            }
            guard let name = nearest else { continue }
            near.append(name)
            // What is much worse than the best is neither a rival nor a candidate worth showing.
            bound = min(bound, name.difference.cost + 4)
        }
        return near.sorted {
            ($0.difference.cost, $0.difference.cutOff, $0.place) < (
                $1.difference.cost, $1.difference.cutOff, $1.place
            )
        }
    }

    private func prepared(_ printed: PrintedName) -> [NameDistance.Prepared] {
        printed.forms.map { distance.prepared($0) }
    }

    private func nearestExcluded(to printed: PrintedName) -> NearName? {
        let forms = prepared(printed)
        var best: NearName?
        for name in ExcludedCharges.names {
            let bound = best?.difference.cost ?? 2
            if let near = nearName(name, place: -1, to: forms, bound: bound),
                near.difference.cutOff == 0, near.difference.cost < bound
            {
                best = near
            }
        }
        return best
    }

    private func difference(of entry: CatalogEntry, from printed: PrintedName) -> NearName {
        let name = NormalText(entry.name).scalars
        return nearName(name, place: -1, to: prepared(printed), bound: .infinity)
            ?? NearName(
                place: -1, text: name, length: name.count,
                difference: NameDifference(cost: Float(name.count), cutOff: 0))
    }

    /// From how many characters on the beginning of a name tells something, where any name may be cut off, and where the
    /// print of this one ends with its column.
    private static let (leastBeginning, leastCutName) = (7, 3)

    private func nearName(
        _ name: [Unicode.Scalar], place: Int, to forms: [NameDistance.Prepared], bound: Float,
        isCutOff: Bool = false
    ) -> NearName? {
        func cutting(of form: NameDistance.Prepared) -> NameDistance.Cutting {
            if isCutOff, form.scalars.count >= Self.leastCutName { return .likely }
            return form.scalars.count >= Self.leastBeginning ? .possible : .none
        }
        var best: NameDifference?
        for form in forms {
            let length = form.scalars.count
            let limit = min(best?.cost ?? .infinity, bound, Float(max(length, name.count)) * 0.7 + 0.5)
            let difference = distance.difference(
                from: form, to: name, limit: limit, cutting: cutting(of: form))
            if let difference, difference.cost < (best?.cost ?? .infinity) { best = difference }
        }
        return best.map {
            NearName(place: place, text: name, length: name.count - $0.cutOff, difference: $0)
        }
    }
}

/// A name of the catalog that is near to what is printed.
struct NearName {
    /// Its place in the index; -1 for the name of an entry found by its code.
    var place: Int
    /// The name that is near, in normal form: the entry's, an alias, or that of a product.
    var text: [Unicode.Scalar]
    /// Its length in characters, as far as it is printed.
    var length: Int
    var difference: NameDifference

    /// 1 for equal, 0 for nothing in common.
    var score: Float { max(0, 1 - difference.cost / Float(max(length, 3))) }
}
