import Foundation

/// The sections of one index of names.
struct NameIndexSections {
    var nameEnds: IndexSection
    var names: IndexSection
    var nameOrder: IndexSection
    var nameWeights: IndexSection
    var ownerEnds: IndexSection
    var owners: IndexSection
    var grams: IndexSection
    var postingEnds: IndexSection
    var postings: IndexSection
    var gramWeights: IndexSection

    /// Those of the names of entries; the owners are rows.
    static let entries = NameIndexSections(
        nameEnds: .entryNameEnds, names: .entryNames, nameOrder: .entryNameOrder,
        nameWeights: .entryNameWeights, ownerEnds: .entryOwnerEnds, owners: .entryOwners,
        grams: .entryGrams, postingEnds: .entryPostingEnds, postings: .entryPostings,
        gramWeights: .entryGramWeights)
    /// Those of the names of providers; the owners are providers.
    static let providers = NameIndexSections(
        nameEnds: .providerNameEnds, names: .providerNames, nameOrder: .providerNameOrder,
        nameWeights: .providerNameWeights, ownerEnds: .providerOwnerEnds, owners: .providerOwners,
        grams: .providerGrams, postingEnds: .providerPostingEnds, postings: .providerPostings,
        gramWeights: .providerGramWeights)
}

/// Names that are being gathered for a ``NameIndex``, each once.
struct NameIndexBuilder {
    private var places: [NormalText: Int] = [:]
    private(set) var names: [NormalText] = []
    private var owners: [[UInt32]] = []

    /// Adds a name, or a further owner of it.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - owner: What it belongs to.
    ///   - first: A name that stands before this place already keeps the owners that it has.
    mutating func add(_ name: String, owner: Int, unlessBefore first: Int = 0) {
        let normal = NormalText(name)
        if let place = places[normal] {
            guard place >= first else { return }
            owners[place].append(UInt32(owner))
        } else {
            places[normal] = names.count
            names.append(normal)
            owners.append([UInt32(owner)])
        }
    }

    /// The bytes of the index.
    func sections(_ sections: NameIndexSections) -> [IndexSection: [UInt8]] {
        let (grams, gramsOfNames) = numberedGrams()
        var counts = [UInt32](repeating: 0, count: grams.count)
        for slots in gramsOfNames { for slot in slots { counts[Int(slot)] += 1 } }
        let ends = Self.ends(counts)
        var cursors = [0] + ends.dropLast().map(Int.init)
        var postings = [UInt32](repeating: 0, count: Int(ends.last ?? 0))
        let total = Float(names.count)
        let weights = counts.map { log(1 + total / Float($0)) }
        var nameWeights: [Float] = []
        for (name, slots) in gramsOfNames.enumerated() {
            var weight: Float = 0
            for slot in slots.map(Int.init) {
                postings[cursors[slot]] = UInt32(name)
                cursors[slot] += 1
                weight += weights[slot]
            }
            nameWeights.append(weight)
        }
        let order = names.indices.sorted { Self.precedes(names[$0], names[$1]) }
        return [
            sections.nameEnds: [UInt8](numbers: Self.ends(names.map { UInt32($0.scalars.count) })),
            sections.names: [UInt8](numbers: names.flatMap { $0.scalars.map(\.value) }),
            sections.nameOrder: [UInt8](numbers: order.map(UInt32.init)),
            sections.nameWeights: [UInt8](numbers: nameWeights.map(\.bitPattern)),
            sections.ownerEnds: [UInt8](numbers: Self.ends(owners.map { UInt32($0.count) })),
            sections.owners: [UInt8](numbers: owners.flatMap { $0 }),
            sections.grams: [UInt8](numbers: grams),
            sections.postingEnds: [UInt8](numbers: ends),
            sections.postings: [UInt8](numbers: postings),
            sections.gramWeights: [UInt8](numbers: weights.map(\.bitPattern)),
        ]
    }

    /// The grams of all names, sorted, and those of each name by their places among them.
    private func numberedGrams() -> (grams: [UInt64], ofNames: [[UInt32]]) {
        var slots: [UInt64: UInt32] = [:]
        var grams: [UInt64] = []
        var ofNames: [[UInt32]] = []
        for name in names {
            ofNames.append(
                NameIndex.grams(of: name.scalars).map { gram in
                    if let slot = slots[gram] { return slot }
                    slots[gram] = UInt32(grams.count)
                    grams.append(gram)
                    return UInt32(grams.count - 1)
                })
        }
        let order = grams.indices.sorted { grams[$0] < grams[$1] }
        var placed = [UInt32](repeating: 0, count: grams.count)
        for (place, slot) in order.enumerated() { placed[slot] = UInt32(place) }
        return (order.map { grams[$0] }, ofNames.map { $0.map { placed[Int($0)] } })
    }

    private static func ends(_ counts: [UInt32]) -> [UInt32] {
        var end: UInt32 = 0
        return counts.map { count in
            end += count
            return end
        }
    }

    private static func precedes(_ a: NormalText, _ b: NormalText) -> Bool {
        a.scalars.lexicographicallyPrecedes(b.scalars)
    }
}
