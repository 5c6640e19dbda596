import Foundation

/// The files in a ZIP archive, each unpacked only when it is asked for, and never beyond a limit.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
/// ZIP64, encryption and methods other than stored and deflated are refused: spreadsheets use none.
struct ZipArchive {
    private struct Entry {
        var method: UInt16
        var flags: UInt16
        var sum: UInt32
        var packed: Int
        var unpacked: Int
        var header: Int
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    /// Files in one archive, and bytes of one file unpacked: no published table comes near.
    static let mostEntries = 10_000
    static let mostBytes = 1 << 29
    /// How much smaller packing makes a table at most, where it is larger than so many bytes.
    static let greatestRatio = 200
    static let suspectBytes = 1 << 24

    /// Reads the central directory.
    ///
    /// - Throws: ``SpreadsheetError`` when the bytes are no such archive.
    init(_ bytes: [UInt8]) throws(SpreadsheetError) {
        self.bytes = bytes
        let end = try endOfDirectory()
        let count = Int(try number(end + 10, 2))
        guard count <= Self.mostEntries else { throw .tooLarge("it holds \(count) files") }
        var place = Int(try number(end + 16, 4))
        for _ in 0..<count {
            guard try number(place, 4) == 0x0201_4B50 else { throw .malformed("its directory is damaged") }
            let nameLength = Int(try number(place + 28, 2))
            let rest = Int(try number(place + 30, 2)) + Int(try number(place + 32, 2))
            let name = try slice(place + 46, nameLength)
            let entry = Entry(
                method: UInt16(try number(place + 10, 2)), flags: UInt16(try number(place + 8, 2)),
                sum: UInt32(try number(place + 16, 4)), packed: Int(try number(place + 20, 4)),
                unpacked: Int(try number(place + 24, 4)), header: Int(try number(place + 42, 4)))
            // Names are compared without case, as the spreadsheet format does.
            guard
                entries.updateValue(entry, forKey: String(decoding: name, as: UTF8.self).lowercased()) == nil
            else { throw .malformed("two of its files have one name") }
            place += 46 + nameLength + rest
        }
    }

    /// The content of a file; nil when there is none of the name.
    ///
    /// - Throws: ``SpreadsheetError`` when it is damaged, or larger than the limit or than it says.
    func content(of name: String) throws(SpreadsheetError) -> [UInt8]? {
        guard let entry = entries[name.lowercased()] else { return nil }
        guard entry.flags & 1 == 0 else {
            throw .malformed("\(name) is encrypted; save it without a password")
        }
        guard entry.unpacked <= Self.mostBytes else {
            throw .tooLarge("\(name) unpacks to \(entry.unpacked) bytes, more than \(Self.mostBytes)")
        }
        guard entry.unpacked <= Self.suspectBytes || entry.unpacked / Self.greatestRatio <= entry.packed
        else {
            throw .tooLarge(
                "\(name) unpacks to \(entry.unpacked) bytes from \(entry.packed), as no table does")
        }
        guard try number(entry.header, 4) == 0x0403_4B50 else {
            throw .malformed("\(name) is not where it should be")
        }
        let start =
            entry.header + 30 + Int(try number(entry.header + 26, 2)) + Int(try number(entry.header + 28, 2))
        let packed = try slice(start, entry.packed)
        let content: [UInt8]
        switch entry.method {
        case 0: content = Array(packed)
        case 8: content = try Inflater.inflated(packed, size: entry.unpacked, name: name)
        default: throw .malformed("\(name) is packed by method \(entry.method), which is not known")
        }
        guard content.count == entry.unpacked, Inflater.sum(of: content) == entry.sum else {
            throw .malformed("\(name) is damaged")
        }
        return content
    }

    /// The place of the record that ends the archive, which only a comment may follow.
    private func endOfDirectory() throws(SpreadsheetError) -> Int {
        guard bytes.count >= 22, bytes.starts(with: [0x50, 0x4B]) else {
            throw .malformed("it is no ZIP archive")
        }
        var place = bytes.count - 22
        while place >= max(0, bytes.count - 22 - 65_535) {
            if try number(place, 4) == 0x0605_4B50 { return place }
            place -= 1
        }
        throw .malformed("it is cut off")
    }

    private func slice(_ start: Int, _ count: Int) throws(SpreadsheetError) -> ArraySlice<UInt8> {
        guard start >= 0, count >= 0, start <= bytes.count, count <= bytes.count - start else {
            throw .malformed("it is cut off")
        }
        return bytes[start..<start + count]
    }

    private func number(_ start: Int, _ count: Int) throws(SpreadsheetError) -> UInt64 {
        try slice(start, count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
