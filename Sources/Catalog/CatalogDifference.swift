import Slips

/// What one edition of a catalog changed against another.
public struct CatalogDifference: Sendable {
    /// A row that stands in both editions and says something else.
    public struct Change: Sendable {
        public var old: CatalogEntry
        public var new: CatalogEntry

        /// The columns that differ, with what they say in either edition, in the order of the file.
        public var columns: [(name: String, old: String, new: String)] {
            let texts = zip(Self.texts(of: old), Self.texts(of: new))
            let known = texts.filter { $0.text != $1.text }.map { ($0.name, $0.text, $1.text) }
            let others = Set(old.otherColumns.keys).union(new.otherColumns.keys).sorted()
            return known
                + others.compactMap { name in
                    let before = old.otherColumns[name] ?? ""
                    let after = new.otherColumns[name] ?? ""
                    return before == after ? nil : (name, before, after)
                }
        }

        private static func texts(of entry: CatalogEntry) -> [(name: String, text: String)] {
            [
                ("name", entry.name), ("aliases", entry.aliases.joined(separator: "|")), ("spec", entry.spec),
                ("unit", entry.unit), ("class", entry.insuranceClass.rawValue),
                ("self_pay_ratio", entry.selfPayRatio.description),
                ("price_cap", entry.priceCap?.description ?? ""),
                ("valid_from", entry.validFrom?.description ?? ""),
                ("valid_to", entry.validTo?.description ?? ""),
            ]
        }
    }

    /// Rows whose code and first day the old edition has not.
    public let added: [CatalogEntry]
    /// Rows whose code and first day the new edition has not.
    public let removed: [CatalogEntry]
    public let changed: [Change]
    /// Price caps by hospital level and region that only one edition has.
    public let addedCaps: [PriceOverride]
    public let removedCaps: [PriceOverride]
    /// Shares of classes of insured persons that only one edition has.
    public let addedShares: [PersonShare]
    public let removedShares: [PersonShare]
    /// Providers that only one edition has; one that changed is in both.
    public let addedProviders: [Provider]
    public let removedProviders: [Provider]
    /// Limits: knowledge points of the rules that only one edition has.
    public let points: [TableDifference]

    /// Compares two editions: rows of one code and one first day are the same row, and the only rows of a code too.
    public init(from old: Catalog, to new: Catalog) {
        let oldRows = Dictionary(grouping: old.entries, by: \.code)
        let newRows = Dictionary(grouping: new.entries, by: \.code)
        var added: [CatalogEntry] = []
        var changed: [Change] = []
        var kept = Set<Row>()
        for entry in new.entries {
            let earlier = oldRows[entry.code] ?? []
            let isOnly = earlier.count == 1 && newRows[entry.code]?.count == 1
            guard let before = isOnly ? earlier[0] : earlier.first(where: { $0.validFrom == entry.validFrom })
            else {
                added.append(entry)
                continue
            }
            kept.insert(Row(before))
            if before != entry { changed.append(Change(old: before, new: entry)) }
        }
        self.added = added
        self.changed = changed
        removed = old.entries.filter { !kept.contains(Row($0)) }
        let oldCaps = Set(old.overrides)
        let newCaps = Set(new.overrides)
        addedCaps = new.overrides.filter { !oldCaps.contains($0) }
        removedCaps = old.overrides.filter { !newCaps.contains($0) }
        let oldShares = Set(old.shares)
        let newShares = Set(new.shares)
        addedShares = new.shares.filter { !oldShares.contains($0) }
        removedShares = old.shares.filter { !newShares.contains($0) }
        let oldProviders = Set(old.providers)
        let newProviders = Set(new.providers)
        addedProviders = new.providers.filter { !oldProviders.contains($0) }
        removedProviders = old.providers.filter { !newProviders.contains($0) }
        points = TableDifference.differences(from: old.ruleTables, to: new.ruleTables, place: "rules/")
    }

    private struct Row: Hashable {
        var code: String
        var from: CalendarDate?

        init(_ entry: CatalogEntry) {
            code = entry.code
            from = entry.validFrom
        }
    }

    /// Whether the editions say the same of every entry, cap, share, provider and limit.
    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && changed.isEmpty && addedCaps.isEmpty && removedCaps.isEmpty
            && addedShares.isEmpty && removedShares.isEmpty && addedProviders.isEmpty
            && removedProviders.isEmpty && points.isEmpty
    }
}
