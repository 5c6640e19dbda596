public import Slips

/// The entries that a slip's lines are judged by, as they stood in one edition.
public struct Catalog: Sendable {
    let index: CatalogIndex

    public var identity: CatalogIdentity { index.identity }

    /// Every row, in the order of the files.
    public var entries: CatalogRows<CatalogEntry> { index.entries }

    /// The price caps of hospital levels and regions, in the order of the file.
    public var overrides: CatalogRows<PriceOverride> { index.overrides }

    public var providers: CatalogRows<Provider> { index.providers }

    /// The tables of knowledge points in `rules/`, by their names; what they mean is the matter of the rules.
    package var ruleTables: [String: [UInt8]] { index.ruleTables }

    /// A catalog that was compiled before.
    init(_ index: CatalogIndex) {
        self.index = index
    }

    /// A catalog of rows whose periods do not overlap within a code.
    public init(
        identity: CatalogIdentity, entries: [CatalogEntry], overrides: [PriceOverride] = [],
        providers: [Provider] = [], ruleTables: [String: [UInt8]] = [:]
    ) {
        index = CatalogIndex(
            identity: identity, entries: entries, overrides: overrides, providers: providers,
            ruleTables: ruleTables, key: [UInt8](repeating: 0, count: 32))
    }

    /// All rows of a code, of every period, in the order of the file.
    public func rows(code: String) -> [CatalogEntry] { index.rows(code: code).map { entries[$0] } }

    /// The row of a code that holds on a day; nil when the code is unknown or no period holds the day.
    public func entry(code: String, on date: CalendarDate) -> CatalogEntry? {
        rows(code: code).first { $0.holds(on: date) }
    }

    /// The row of a code that holds on a day, else the last that ended before it, else the first to come.
    ///
    /// Without a day it is the row that ends last.
    public func nearestEntry(code: String, to date: CalendarDate?) -> CatalogEntry? {
        let rows = rows(code: code)
        guard let date else { return rows.max { Self.end($0) < Self.end($1) } }
        if let entry = rows.first(where: { $0.holds(on: date) }) { return entry }
        let ended = rows.filter { Self.end($0) < date.dayNumber }
        return ended.max { Self.end($0) < Self.end($1) } ?? rows.min { Self.start($0) < Self.start($1) }
    }

    private static func end(_ entry: CatalogEntry) -> Int { entry.validTo?.dayNumber ?? Int.max }

    private static func start(_ entry: CatalogEntry) -> Int { entry.validFrom?.dayNumber ?? Int.min }

    /// The cap of an entry's price on a day, in a hospital of some level and region.
    ///
    /// Overrides of `prices.csv` come before the entry's own cap, and among them the one that names most.
    ///
    /// - Parameters:
    ///   - entry: A row of this catalog.
    ///   - date: The day of service.
    ///   - hospitalLevel: The hospital's level, 1 to 3; nil when it is not known.
    ///   - region: The hospital's region; nil when it is not known.
    /// - Returns: The cap, or that it depends on what is not known.
    public func priceCap(
        of entry: CatalogEntry, on date: CalendarDate, hospitalLevel: Int?, region: String?
    ) -> PriceCap {
        let own: PriceCap = entry.priceCap.map(PriceCap.capped) ?? .uncapped
        guard !overrides.isEmpty else { return own }
        let current = index.overrides(code: entry.code).filter {
            isInPeriod(date, from: $0.validFrom, to: $0.validTo)
        }
        let possible = current.filter { override in
            (override.hospitalLevel == nil || hospitalLevel == nil || override.hospitalLevel == hospitalLevel)
                && (override.region == nil || region == nil || override.region == region)
        }
        let known = possible.filter { override in
            (override.hospitalLevel == nil || hospitalLevel != nil)
                && (override.region == nil || region != nil)
        }
        func weight(_ override: PriceOverride) -> Int {
            (override.hospitalLevel == nil ? 0 : 2) + (override.region == nil ? 0 : 1)
        }
        let best = known.max { weight($0) < weight($1) }
        let cap = best.map { $0.priceCap.map(PriceCap.capped) ?? .uncapped } ?? own
        let others = possible.filter { !known.contains($0) && weight($0) > (best.map(weight) ?? -1) }
        let isOpen = others.contains { ($0.priceCap.map(PriceCap.capped) ?? .uncapped) != cap }
        return isOpen ? .dependsOnHospital : cap
    }

    /// The provider of a printed name on a day; nil when none or several have the name.
    public func provider(named name: String, on date: CalendarDate?) -> Provider? {
        guard let place = index.providerNames.place(of: NormalText(name).scalars) else { return nil }
        let found = index.providerNames.owners(of: place).map { providers[$0] }.filter { provider in
            date.map { isInPeriod($0, from: provider.validFrom, to: provider.validTo) } ?? true
        }
        return found.count == 1 ? found[0] : nil
    }
}
