import Foundation

/// The parts of a compiled catalog, in the order in which they stand in the file.
enum IndexSection: Int, CaseIterable {
    /// The catalog's identity as JSON.
    case identity
    case textEnds
    case texts
    /// Twelve words a row: ``EntryRecord``.
    case entries
    /// The rows by their code, rows of one code in the order of the files.
    case entriesByCode
    /// Eight words a row: ``OverrideRecord``.
    case overrides
    /// The rows by the number of their code's text.
    case overridesByCode
    /// Eight words a row: ``ShareRecord``.
    case shares
    /// The rows by the number of their code's text.
    case sharesByCode
    /// Eight words a row: ``ProviderRecord``.
    case providers
    case ruleNames
    case ruleEnds
    case rules
    case units
    /// The national numbers of services, sorted, and the row of each.
    case numbers
    case numberRows
    /// How often two characters follow one another in names, and each stands there: ``NameLanguage``.
    case pairs
    case pairCounts
    case characters
    case characterCounts
    /// The names that stand for all products of a merged form, sorted.
    case productNames
    // Two of each: the names of entries, and those of providers.
    case entryNameEnds, entryNames, entryNameOrder, entryNameWeights, entryOwnerEnds, entryOwners
    case entryGrams, entryPostingEnds, entryPostings, entryGramWeights
    case providerNameEnds, providerNames, providerNameOrder, providerNameWeights, providerOwnerEnds
    case providerOwners, providerGrams, providerPostingEnds, providerPostings, providerGramWeights
}

/// The bytes of a compiled catalog, told apart by section.
///
/// A file begins with eight bytes that name the kind, the version of the form, the number of sections, the length of
/// the file, the sum (XXH64) of all that follows the header, and 32 bytes of a key that says of what it was made. Then
/// come begin and length of each section, and the sections, each at a multiple of eight. Numbers are little-endian.
struct IndexFile: Sendable {
    /// Raised whenever the meaning of a section changes, so that files of another program version are made anew.
    static let version: UInt32 = 3

    private static let kind = Array("SLIPWCAT".utf8)
    private static let headerLength = 64
    private static let keyPlace = 32..<64

    let data: Data
    private let ranges: [Range<Int>]

    /// Why bytes are no index that can be used.
    struct Refusal: Error, CustomStringConvertible {
        var description: String
    }

    /// Opens bytes after checking all of them.
    ///
    /// - Parameters:
    ///   - data: The whole file.
    ///   - key: Of what it must have been made; 32 bytes.
    /// - Throws: ``Refusal`` when they are of another kind or form, made of something else, or damaged.
    init(_ data: Data, key: [UInt8]) throws(Refusal) {
        guard data.count >= Self.headerLength, data.prefix(8).elementsEqual(Self.kind) else {
            throw Refusal(description: "it is no compiled catalog")
        }
        let words = NumberColumn<UInt32>(data)
        let longs = NumberColumn<UInt64>(data)
        let sections = IndexSection.allCases.count
        guard words[2] == Self.version, words[3] == UInt32(sections) else {
            throw Refusal(description: "it is of another version of the program")
        }
        guard longs[2] == UInt64(data.count), data.count >= Self.headerLength + sections * 16 else {
            throw Refusal(description: "it is cut off")
        }
        guard data[Self.keyPlace].elementsEqual(key) else {
            throw Refusal(description: "it is of another catalog")
        }
        guard longs[3] == XXHash64.hash(of: data, from: Self.headerLength) else {
            throw Refusal(description: "it is damaged")
        }
        var ranges: [Range<Int>] = []
        for section in 0..<sections {
            let place = Self.headerLength / 8 + section * 2
            guard let start = Int(exactly: longs[place]), let length = Int(exactly: longs[place + 1]),
                start <= data.count, length <= data.count - start
            else { throw Refusal(description: "its sections are not within it") }
            ranges.append(start..<start + length)
        }
        self.data = data
        self.ranges = ranges
    }

    /// Lays sections into a file.
    init(_ sections: [IndexSection: [UInt8]], key: [UInt8]) {
        var bytes = [UInt8](repeating: 0, count: Self.headerLength)
        var table: [UInt8] = []
        var ranges: [Range<Int>] = []
        var place = Self.headerLength + IndexSection.allCases.count * 16
        for section in IndexSection.allCases {
            let length = sections[section]?.count ?? 0
            ranges.append(place..<place + length)
            table.append(number: UInt64(place))
            table.append(number: UInt64(length))
            place = (place + length + 7) / 8 * 8
        }
        bytes.reserveCapacity(place)
        bytes += table
        for section in IndexSection.allCases {
            bytes += sections[section] ?? []
            while bytes.count % 8 != 0 { bytes.append(0) }
        }
        var header = Self.kind
        header.append(number: Self.version)
        header.append(number: UInt32(IndexSection.allCases.count))
        header.append(number: UInt64(bytes.count))
        let body = Data(bytes)
        header.append(number: XXHash64.hash(of: body, from: Self.headerLength))
        header += key.prefix(32)
        bytes.replaceSubrange(0..<header.count, with: header)
        data = Data(bytes)
        self.ranges = ranges
    }

    /// The same file, known by another key.
    init(_ other: IndexFile, key: [UInt8]) {
        var data = other.data
        data.replaceSubrange(
            data.startIndex + Self.keyPlace.lowerBound..<data.startIndex + Self.keyPlace.upperBound, with: key
        )
        self.data = data
        ranges = other.ranges
    }

    /// The bytes of a section.
    subscript(_ section: IndexSection) -> Data {
        let range = ranges[section.rawValue]
        return data[data.startIndex + range.lowerBound..<data.startIndex + range.upperBound]
    }

    func words(_ section: IndexSection) -> NumberColumn<UInt32> { NumberColumn(self[section]) }

    func longs(_ section: IndexSection) -> NumberColumn<UInt64> { NumberColumn(self[section]) }

    func lists(ends: IndexSection, numbers: IndexSection) -> NumberLists {
        NumberLists(ends: words(ends), numbers: words(numbers))
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    mutating func append<Number: FixedWidthInteger>(number: Number) {
        for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }

    /// Numbers one after another, the lowest byte of each first.
    init<Number: FixedWidthInteger>(numbers: some Collection<Number>) {
        self = []
        reserveCapacity(numbers.count * MemoryLayout<Number>.size)
        for number in numbers { append(number: number) }
    }
}
