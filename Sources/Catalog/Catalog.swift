public import Slips

/// The entries that a slip's lines are judged by, as they stood in one edition.
public struct Catalog: Sendable {
    let index: CatalogIndex

    public var identity: CatalogIdentity { index.identity }

    /// Every row, in the order of the files.
    public var entries: CatalogRows<CatalogEntry> { index.entries }

    /// The price caps of hospital levels and regions, in the order of the file.
    public var overrides: CatalogRows<PriceOverride> { index.overrides }

    /// The shares of classes of insured persons, in the order of the file.
    public var shares: CatalogRows<PersonShare> { index.shares }

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
        shares: [PersonShare] = [], providers: [Provider] = [], ruleTables: [String: [UInt8]] = [:]
    ) {
        index = CatalogIndex(
            identity: identity, entries: entries, overrides: overrides, shares: shares,
            providers: providers, ruleTables: ruleTables, key: [UInt8](repeating: 0, count: 32))
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
        let setting = ServiceSetting(hospitalLevel: hospitalLevel, region: region)
        return setting.value(of: index.overrides(code: entry.code), on: date, own: own) {
            $0.priceCap.map(PriceCap.capped) ?? .uncapped
        } ?? .dependsOnHospital
    }

    /// The share of an entry that an insured person pays first on a day.
    ///
    /// Rows of `shares.csv` come before the entry's own share, and among them the one that names most.
    ///
    /// - Parameters:
    ///   - entry: A row of this catalog.
    ///   - date: The day of service.
    ///   - setting: Hospital and insurance, as far as they are known.
    /// - Returns: The share; nil where it depends on what is not known.
    public func selfPayRatio(
        of entry: CatalogEntry, on date: CalendarDate, in setting: ServiceSetting
    ) -> Ratio? {
        setting.value(of: index.shares(code: entry.code), on: date, own: entry.selfPayRatio, \.selfPayRatio)
    }

    /// Whether all that the catalog says of a code is one and the same for several days, whatever the day is between them.
    ///
    /// - Parameters:
    ///   - code: The code of an entry.
    ///   - days: The days.
    /// - Returns: False where another row, cap or share holds at another time.
    public func isUnchanged(code: String, on days: [CalendarDate]) -> Bool {
        func isOne<Row: ConditionalRow>(_ rows: [Row]) -> Bool {
            let settings = Set(
                rows.map { [$0.personClass ?? "", $0.hospitalLevel.map(String.init) ?? "", $0.region ?? ""] })
            return settings.count == rows.count
                && rows.allSatisfy { row in
                    days.allSatisfy { isInPeriod($0, from: row.validFrom, to: row.validTo) }
                }
        }
        let own = rows(code: code)
        return own.count == 1 && days.allSatisfy { day in own.allSatisfy { $0.holds(on: day) } }
            && isOne(index.overrides(code: code)) && isOne(index.shares(code: code))
    }

    /// Why the cap or the share of an entry cannot be told.
    ///
    /// - Parameters:
    ///   - entry: A row of this catalog.
    ///   - date: The day of service; nil where it is not known.
    ///   - setting: Hospital and insurance, as far as they are known.
    /// - Returns: What they depend on and is not known, in the order of ``SettingUnknown``; empty where both can be told.
    public func unknowns(
        of entry: CatalogEntry, on date: CalendarDate?, in setting: ServiceSetting
    ) -> [SettingUnknown] {
        guard let date else { return [.date] }
        var unknowns = Set<SettingUnknown>()
        if selfPayRatio(of: entry, on: date, in: setting) == nil {
            let rows = setting.unknowns(in: index.shares(code: entry.code), on: date)
            unknowns.formUnion(rows.isEmpty ? [.catalog] : rows)
        }
        if priceCap(of: entry, on: date, hospitalLevel: setting.hospitalLevel, region: setting.region)
            == .dependsOnHospital
        {
            let rows = setting.unknowns(in: index.overrides(code: entry.code), on: date)
            unknowns.formUnion(rows.isEmpty ? [.catalog] : rows)
        }
        return SettingUnknown.allCases.filter(unknowns.contains)
    }

    /// The provider of a printed name on a day, the first of several that are paid alike; nil when none has the name, or
    /// several have it that are paid otherwise.
    public func provider(named name: String, on date: CalendarDate?) -> Provider? {
        guard let place = index.providerNames.place(of: NormalText(name).scalars) else { return nil }
        let found = index.providerNames.owners(of: place).map { providers[$0] }.filter { provider in
            date.map { isInPeriod($0, from: provider.validFrom, to: provider.validTo) } ?? true
        }
        return found.first.flatMap { first in found.allSatisfy { $0.isPaid(as: first) } ? first : nil }
    }
}
