import Foundation

/// A catalog in compiled form: rows that are read when they are asked for, and what finds them.
///
/// Every catalog has one, made in memory or mapped from a file, so that there is one way of reading it.
struct CatalogIndex: Sendable {
    let identity: CatalogIdentity
    let entries: CatalogRows<CatalogEntry>
    let overrides: CatalogRows<PriceOverride>
    let shares: CatalogRows<PersonShare>
    let providers: CatalogRows<Provider>
    /// The names of entries; their owners are rows.
    let names: NameIndex
    /// The names of providers; their owners are providers.
    let providerNames: NameIndex
    let language: NameLanguage

    /// What holds all this.
    let file: IndexFile
    private let texts: TextPool
    private let records: NumberColumn<UInt32>
    private let entriesByCode: NumberColumn<UInt32>
    private let overrideRecords: NumberColumn<UInt32>
    private let overridesByCode: NumberColumn<UInt32>
    private let shareRecords: NumberColumn<UInt32>
    private let sharesByCode: NumberColumn<UInt32>
    private let productNames: NumberColumn<UInt32>
    private let numbers: NumberColumn<UInt32>
    private let numberRows: NumberColumn<UInt32>

    /// - Throws: ``IndexFile/Refusal`` when the identity cannot be read.
    init(_ file: IndexFile) throws(IndexFile.Refusal) {
        guard let identity = try? JSONDecoder().decode(CatalogIdentity.self, from: file[.identity]) else {
            throw IndexFile.Refusal(description: "its identity cannot be read")
        }
        self.init(file, identity: identity)
    }

    init(_ file: IndexFile, identity: CatalogIdentity) {
        self.file = file
        self.identity = identity
        let texts = TextPool(ends: file.words(.textEnds), bytes: file[.texts])
        self.texts = texts
        let records = file.words(.entries)
        self.records = records
        entries = Self.rows(records, EntryRecord.length) { EntryRecord.entry($0, texts: texts) }
        overrideRecords = file.words(.overrides)
        overrides = Self.rows(overrideRecords, OverrideRecord.length) {
            OverrideRecord.override($0, texts: texts)
        }
        shareRecords = file.words(.shares)
        shares = Self.rows(shareRecords, ShareRecord.length) { ShareRecord.share($0, texts: texts) }
        providers = Self.rows(file.words(.providers), ProviderRecord.length) {
            ProviderRecord.provider($0, texts: texts)
        }
        entriesByCode = file.words(.entriesByCode)
        overridesByCode = file.words(.overridesByCode)
        sharesByCode = file.words(.sharesByCode)
        productNames = file.words(.productNames)
        numbers = file.words(.numbers)
        numberRows = file.words(.numberRows)
        names = NameIndex(file, .entries)
        providerNames = NameIndex(file, .providers)
        language = NameLanguage(file)
    }

    private static func rows<Row>(
        _ records: NumberColumn<UInt32>, _ length: Int, _ row: @escaping @Sendable ([UInt32]) -> Row
    ) -> CatalogRows<Row> {
        CatalogRows(count: records.count / length) { position in
            row(records.numbers(in: position * length..<(position + 1) * length))
        }
    }

    /// The tables of knowledge points, by their names.
    var ruleTables: [String: [UInt8]] {
        let names = file.words(.ruleNames)
        let ends = file.words(.ruleEnds)
        let bytes = [UInt8](file[.rules])
        var tables: [String: [UInt8]] = [:]
        var start = 0
        for table in 0..<names.count {
            let end = Int(ends[table])
            tables[texts[names[table]]] = Array(bytes[start..<end])
            start = end
        }
        return tables
    }

    /// All units of sale that entries have.
    var units: Set<String> {
        let units = file.words(.units)
        return Set(units.numbers(in: 0..<units.count).map { texts[$0] })
    }

    /// The rows of a code, in the order of the files.
    func rows(code: String) -> [Int] {
        let wanted = Array(code.utf8)
        var (low, high) = (0, entriesByCode.count)
        while low < high {
            let middle = (low + high) / 2
            if texts.comesBefore(codeNumber(ofRow: Int(entriesByCode[middle])), wanted) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var rows: [Int] = []
        while low < entriesByCode.count {
            let row = Int(entriesByCode[low])
            guard texts.isEqual(codeNumber(ofRow: row), wanted) else { break }
            rows.append(row)
            low += 1
        }
        return rows
    }

    /// The number of the text of a row's code: equal for rows of one code.
    func codeNumber(ofRow row: Int) -> UInt32 { records[row * EntryRecord.length + 1] }

    /// What a row says beside its code and name, in numbers: equal for rows that say the same.
    func sale(ofRow row: Int) -> [UInt32] {
        let start = row * EntryRecord.length
        return [records[start]] + records.numbers(in: start + 4..<start + EntryRecord.length)
    }

    /// The overrides of the code of a row, in the order of the file.
    func overrides(ofRow row: Int) -> [PriceOverride] {
        places(ofCode: codeNumber(ofRow: row), in: overrideRecords, OverrideRecord.length, overridesByCode)
            .map { overrides[$0] }
    }

    /// The overrides of a code, in the order of the file.
    func overrides(code: String) -> [PriceOverride] {
        rows(code: code).first.map { overrides(ofRow: $0) } ?? []
    }

    /// The shares of classes of persons for a code, in the order of the file.
    func shares(code: String) -> [PersonShare] {
        guard !shares.isEmpty, let row = rows(code: code).first else { return [] }
        return places(ofCode: codeNumber(ofRow: row), in: shareRecords, ShareRecord.length, sharesByCode)
            .map { shares[$0] }
    }

    /// The rows of a table whose first word is the number of a code's text.
    private func places(
        ofCode number: UInt32, in records: NumberColumn<UInt32>, _ length: Int,
        _ order: NumberColumn<UInt32>
    ) -> [Int] {
        func code(_ place: Int) -> UInt32 { records[Int(order[place]) * length] }
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if code(middle) < number { low = middle + 1 } else { high = middle }
        }
        var places: [Int] = []
        while low < order.count, code(low) == number {
            places.append(Int(order[low]))
            low += 1
        }
        return places
    }

    /// Whether any name stands for the products of a merged form.
    var hasProductNames: Bool { productNames.count > 0 }

    /// Whether a name stands for products of a merged form, whatever their salt.
    func isProductName(_ place: Int) -> Bool { productNames.place(of: UInt32(place)) != nil }

    /// The rows of services with a national number, in the order of the files.
    func rows(number: NationalNumber) -> [Int] {
        guard let wanted = UInt32(number.digits) else { return [] }
        var rows: [Int] = []
        var place = numbers.lowerBound(of: wanted)
        while place < numbers.count, numbers[place] == wanted {
            rows.append(Int(numberRows[place]))
            place += 1
        }
        return rows
    }
}
