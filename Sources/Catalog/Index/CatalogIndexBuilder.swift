import Foundation

extension CatalogIndex {
    /// Compiles a catalog.
    ///
    /// - Parameters:
    ///   - identity: Which catalog it is.
    ///   - entries: Every row, in the order of the files.
    ///   - overrides: The rows of `prices.csv`.
    ///   - shares: The rows of `shares.csv`.
    ///   - providers: The rows of `providers.csv`.
    ///   - ruleTables: The tables of `rules/`, by their names.
    ///   - key: What a file of it is known by; 32 bytes.
    init(
        identity: CatalogIdentity, entries: [CatalogEntry], overrides: [PriceOverride],
        shares: [PersonShare], providers: [Provider], ruleTables: [String: [UInt8]], key: [UInt8]
    ) {
        var texts = TextPoolBuilder()
        var sections: [IndexSection: [UInt8]] = [:]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        sections[.identity] = (try? encoder.encode(identity)).map { [UInt8]($0) } ?? []

        sections[.entries] = [UInt8](
            numbers: entries.flatMap { EntryRecord.words(of: $0, texts: &texts) })
        let codes = entries.map { Array($0.code.utf8) }
        sections[.entriesByCode] = [UInt8](
            numbers: entries.indices.sorted { a, b in
                codes[a] == codes[b] ? a < b : codes[a].lexicographicallyPrecedes(codes[b])
            }.map(UInt32.init))
        let units = Set(entries.map(\.unit)).subtracting([""]).sorted()
        sections[.units] = [UInt8](numbers: units.map { texts.number(of: $0) })
        let numbers = entries.enumerated().compactMap { row, entry in
            NationalNumber(ofEntry: entry.code).flatMap { UInt32($0.digits) }.map { ($0, UInt32(row)) }
        }.sorted { $0 < $1 }
        sections[.numbers] = [UInt8](numbers: numbers.map(\.0))
        sections[.numberRows] = [UInt8](numbers: numbers.map(\.1))

        let overrideWords = overrides.map { OverrideRecord.words(of: $0, texts: &texts) }
        sections[.overrides] = [UInt8](numbers: overrideWords.flatMap { $0 })
        sections[.overridesByCode] = [UInt8](numbers: Self.byCode(overrideWords))
        let shareWords = shares.map { ShareRecord.words(of: $0, texts: &texts) }
        sections[.shares] = [UInt8](numbers: shareWords.flatMap { $0 })
        sections[.sharesByCode] = [UInt8](numbers: Self.byCode(shareWords))

        sections[.providers] = [UInt8](
            numbers: providers.flatMap { ProviderRecord.words(of: $0, texts: &texts) })
        let tables = ruleTables.sorted { $0.key < $1.key }
        sections[.ruleNames] = [UInt8](numbers: tables.map { texts.number(of: $0.key) })
        var rules: [UInt8] = []
        var ends: [UInt32] = []
        for table in tables {
            rules += table.value
            ends.append(UInt32(rules.count))
        }
        sections[.ruleEnds] = [UInt8](numbers: ends)
        sections[.rules] = rules

        var names = NameIndexBuilder()
        for (row, entry) in entries.enumerated() {
            for name in [entry.name] + entry.aliases { names.add(name, owner: row) }
        }
        sections[.productNames] = [UInt8](numbers: Self.addProductNames(of: entries, to: &names))
        var providerNames = NameIndexBuilder()
        for (number, provider) in providers.enumerated() {
            for name in [provider.name] + provider.aliases { providerNames.add(name, owner: number) }
        }
        for part in [
            names.sections(.entries), providerNames.sections(.providers),
            NameLanguage.sections(of: names.names),
        ] {
            sections.merge(part) { _, new in new }
        }
        sections[.textEnds] = [UInt8](numbers: texts.ends)
        sections[.texts] = texts.bytes
        self.init(IndexFile(sections, key: key), identity: identity)
    }

    /// The rows of a table in the order of their code's number, which is their first word.
    private static func byCode(_ rows: [[UInt32]]) -> [UInt32] {
        rows.indices.sorted { (rows[$0][0], $0) < (rows[$1][0], $1) }.map(UInt32.init)
    }

    /// Adds the names of the products for which rows of a merged form stand; a row of just that name comes first.
    ///
    /// - Returns: The places of the names that were added, sorted.
    private static func addProductNames(
        of entries: [CatalogEntry], to names: inout NameIndexBuilder
    ) -> [UInt32] {
        let listed = names.names.count
        for (row, entry) in entries.enumerated() where entry.kind == .drug {
            guard let form = entry.dosageForm else { continue }
            for name in ([entry.name] + entry.aliases).flatMap({ MergedForm.productNames(of: $0, form: form) }
            ) {
                names.add(name, owner: row, unlessBefore: listed)
            }
        }
        return (listed..<names.names.count).map(UInt32.init)
    }
}
