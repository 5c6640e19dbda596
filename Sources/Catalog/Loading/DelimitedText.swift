/// Comma-separated text by RFC 4180, read record by record, with the line of each record.
///
/// A byte order mark and CRLF are accepted, empty lines are passed over. SwiftCSV, which was tried first, knows no
/// line numbers and takes wrong quoting silently; refusing a row by its line needs both.
package struct DelimitedText {
    /// A record and the line on which it begins, from 1.
    package struct Record {
        package var line: Int
        package var fields: [String]
    }

    private let file: String
    private let bytes: [UInt8]
    private var position: Int
    private var line = 1
    /// Whether a record was begun and is not at its end.
    private var isInRecord = false

    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: The file's name, for errors.
    package init(_ bytes: [UInt8], file: String) {
        self.file = file
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next record; nil at the end.
    ///
    /// - Throws: ``CatalogError`` for wrong quoting and for what is not UTF-8.
    package mutating func next() throws(CatalogError) -> Record? {
        while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D { skipLineEnd() }
        guard position < bytes.count else { return nil }
        isInRecord = true
        var record = Record(line: line, fields: [])
        record.fields.reserveCapacity(12)
        while true {
            record.fields.append(try field(number: record.fields.count + 1))
            guard position < bytes.count, bytes[position] == 0x2C else { break }
            position += 1
        }
        if position < bytes.count { skipLineEnd() }
        isInRecord = false
        return record
    }

    /// Passes over the rest of the line on which a record was refused; nothing where the last one was whole.
    package mutating func skipBrokenRecord() {
        guard isInRecord else { return }
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        isInRecord = false
    }

    /// A cell as it is written: in quotes where it holds what parts cells or rows.
    ///
    /// By scalars, as it is read: a mark that combines with a comma hides it from Swift's characters.
    package static func quoted(_ cell: String) -> String {
        let parting = ",\"\n\r".unicodeScalars
        guard cell.unicodeScalars.contains(where: parting.contains) else { return cell }
        var quoted = String.UnicodeScalarView()
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        return "\"" + String(quoted) + "\""
    }

    private mutating func skipLineEnd() {
        if bytes[position] == 0x0D {
            position += 1
            if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        } else {
            position += 1
        }
        line += 1
    }

    private mutating func field(number: Int) throws(CatalogError) -> String {
        guard position < bytes.count, bytes[position] == 0x22 else { return try plainField(number: number) }
        let start = line
        let opening = position
        position += 1
        var content: [UInt8] = []
        while true {
            guard position < bytes.count else {
                (position, line) = (opening, start)
                throw fault("field \(number) has an opening quote but no closing one", line: start)
            }
            let byte = bytes[position]
            position += 1
            if byte == 0x22 {
                guard position < bytes.count, bytes[position] == 0x22 else { break }
                position += 1
            } else if byte == 0x0A {
                line += 1
            }
            content.append(byte)
        }
        if position < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[position]) {
            throw fault(
                "field \(number) goes on after its closing quote; double the quotes inside it", line: line)
        }
        return try text(content[...], number: number)
    }

    private mutating func plainField(number: Int) throws(CatalogError) -> String {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x2C || byte == 0x0A || byte == 0x0D { break }
            guard byte != 0x22 else {
                throw fault("field \(number) has a quote inside; put the whole field in quotes", line: line)
            }
            position += 1
        }
        return try text(bytes[start..<position], number: number)
    }

    private func text(_ content: ArraySlice<UInt8>, number: Int) throws(CatalogError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw fault("field \(number) is not UTF-8; save the file as UTF-8", line: line)
        }
        return text
    }

    private func fault(_ reason: String, line: Int) -> CatalogError {
        CatalogError(kind: .malformed, file: file, line: line, reason: reason)
    }
}
