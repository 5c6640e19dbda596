import Slips

/// A date in one word: year, month and day; 0 for an open end.
enum PackedDate {
    static func word(_ date: CalendarDate?) -> UInt32 {
        date.map { UInt32($0.year << 9 | $0.month << 5 | $0.day) } ?? 0
    }

    static func date(_ word: UInt32) -> CalendarDate? {
        CalendarDate(year: Int(word >> 9), month: Int(word >> 5 & 15), day: Int(word & 31))
    }

    /// Whether a day lies in a period of packed ends, both of which belong to it.
    static func holds(_ day: UInt32, from: UInt32, to: UInt32) -> Bool {
        from <= day && (to == 0 || day <= to)
    }
}

/// How a row of `drugs.csv`, `services.csv` or `consumables.csv` stands in an index: twelve words.
enum EntryRecord {
    static let length = 12

    static func words(
        of entry: CatalogEntry, texts: inout TextPoolBuilder
    ) -> [UInt32] {
        let kind = EntryKind.allCases.firstIndex(of: entry.kind) ?? 0
        let insuranceClass = InsuranceClass.allCases.firstIndex(of: entry.insuranceClass) ?? 0
        let others = entry.otherColumns.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        return [
            UInt32(kind | insuranceClass << 8 | (entry.priceCap == nil ? 0 : 1 << 16)),
            texts.number(of: entry.code), texts.number(of: entry.name), texts.number(of: list(entry.aliases)),
            texts.number(of: entry.spec), texts.number(of: entry.unit), texts.number(of: list(others)),
            UInt32(entry.selfPayRatio.micros), PackedDate.word(entry.validFrom),
            PackedDate.word(entry.validTo),
        ] + words(of: entry.priceCap)
    }

    static func entry(_ words: [UInt32], texts: TextPool) -> CatalogEntry {
        let others = parts(of: texts[words[6]])
        return CatalogEntry(
            kind: EntryKind.allCases[Int(words[0] & 255) % EntryKind.allCases.count], code: texts[words[1]],
            name: texts[words[2]], aliases: parts(of: texts[words[3]]), spec: texts[words[4]],
            unit: texts[words[5]],
            insuranceClass: InsuranceClass.allCases[
                Int(words[0] >> 8 & 255) % InsuranceClass.allCases.count],
            selfPayRatio: Ratio(micros: Int64(words[7])) ?? .one,
            priceCap: words[0] >> 16 & 1 == 1 ? money(words[10], words[11]) : nil,
            validFrom: PackedDate.date(words[8]), validTo: PackedDate.date(words[9]),
            otherColumns: Dictionary(
                stride(from: 0, to: others.count - 1, by: 2).map { (others[$0], others[$0 + 1]) },
                uniquingKeysWith: { first, _ in first }))
    }

    static func words(of money: Money?) -> [UInt32] {
        let bits = UInt64(bitPattern: money?.micros ?? 0)
        return [UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32)]
    }

    static func money(_ low: UInt32, _ high: UInt32) -> Money {
        Money(micros: Int64(bitPattern: UInt64(high) << 32 | UInt64(low)))
    }

    /// Parts in one text, each behind its length in bytes: `6:阿莫6:再林`.
    static func list(_ parts: [String]) -> String { parts.map { "\($0.utf8.count):\($0)" }.joined() }

    static func parts(of list: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(list).utf8
        while let colon = rest.firstIndex(of: 0x3A), let length = Int(Substring(rest[..<colon])) {
            let content = rest[rest.index(after: colon)...]
            parts.append(String(Substring(content.prefix(length))))
            rest = content.dropFirst(length)
        }
        return parts
    }
}

/// How a row of `prices.csv` stands in an index: eight words.
enum OverrideRecord {
    static let length = 8

    static func words(of override: PriceOverride, texts: inout TextPoolBuilder) -> [UInt32] {
        let level = UInt32(override.hospitalLevel ?? 0)
        return [
            texts.number(of: override.code), level | (override.priceCap == nil ? 0 : 1 << 8),
            texts.number(of: override.region ?? ""), PackedDate.word(override.validFrom),
            PackedDate.word(override.validTo),
        ] + EntryRecord.words(of: override.priceCap) + [0]
    }

    static func override(_ words: [UInt32], texts: TextPool) -> PriceOverride {
        let level = Int(words[1] & 255)
        return PriceOverride(
            code: texts[words[0]], hospitalLevel: level == 0 ? nil : level,
            region: words[2] == 0 ? nil : texts[words[2]],
            priceCap: words[1] >> 8 & 1 == 1 ? EntryRecord.money(words[5], words[6]) : nil,
            validFrom: PackedDate.date(words[3]), validTo: PackedDate.date(words[4]))
    }
}

/// How a row of `shares.csv` stands in an index: eight words.
enum ShareRecord {
    static let length = 8

    static func words(of share: PersonShare, texts: inout TextPoolBuilder) -> [UInt32] {
        [
            texts.number(of: share.code), texts.number(of: share.personClass ?? ""),
            UInt32(share.hospitalLevel ?? 0), texts.number(of: share.region ?? ""),
            UInt32(share.selfPayRatio.micros), PackedDate.word(share.validFrom),
            PackedDate.word(share.validTo), 0,
        ]
    }

    static func share(_ words: [UInt32], texts: TextPool) -> PersonShare {
        PersonShare(
            code: texts[words[0]], personClass: words[1] == 0 ? nil : texts[words[1]],
            hospitalLevel: words[2] == 0 ? nil : Int(words[2]),
            region: words[3] == 0 ? nil : texts[words[3]],
            selfPayRatio: Ratio(micros: Int64(words[4])) ?? .one, validFrom: PackedDate.date(words[5]),
            validTo: PackedDate.date(words[6]))
    }
}

/// How a row of `providers.csv` stands in an index: eight words.
enum ProviderRecord {
    static let length = 8

    static func words(of provider: Provider, texts: inout TextPoolBuilder) -> [UInt32] {
        let kind = Provider.Kind.allCases.firstIndex(of: provider.kind) ?? 0
        return [
            texts.number(of: provider.code), texts.number(of: provider.name),
            texts.number(of: EntryRecord.list(provider.aliases)),
            UInt32(provider.level ?? 0) | UInt32(kind) << 8,
            texts.number(of: provider.region ?? ""), PackedDate.word(provider.validFrom),
            PackedDate.word(provider.validTo), 0,
        ]
    }

    static func provider(_ words: [UInt32], texts: TextPool) -> Provider {
        let level = Int(words[3] & 255)
        return Provider(
            code: texts[words[0]], name: texts[words[1]], aliases: EntryRecord.parts(of: texts[words[2]]),
            level: level == 0 ? nil : level,
            kind: Provider.Kind.allCases[Int(words[3] >> 8) % Provider.Kind.allCases.count],
            region: words[4] == 0 ? nil : texts[words[4]], validFrom: PackedDate.date(words[5]),
            validTo: PackedDate.date(words[6]))
    }
}

/// Texts that are being gathered, each once; number 0 is the empty text.
struct TextPoolBuilder {
    /// By their bytes: texts that only look the same are kept apart.
    private var numbers: [[UInt8]: UInt32] = [[]: 0]
    private(set) var ends: [UInt32] = [0]
    private(set) var bytes: [UInt8] = []

    mutating func number(of text: String) -> UInt32 {
        let key = Array(text.utf8)
        if let known = numbers[key] { return known }
        bytes += key
        let number = UInt32(ends.count)
        ends.append(UInt32(bytes.count))
        numbers[key] = number
        return number
    }
}
