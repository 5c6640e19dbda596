/// Reads XML piece by piece: as much of it as the parts of a spreadsheet use.
///
/// Names keep their prefix. Declarations, comments and processing instructions are passed over. A document type is
/// refused: no spreadsheet has one, and entities of its own could make a small file large.
struct XMLScanner {
    enum Piece {
        /// The beginning of an element; an empty element has an end too.
        case start(name: String, attributes: [String: String])
        case end(name: String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var place = 0
    /// The name of an empty element whose end is still to come.
    private var emptyElement: String?
    private var open: [String] = []

    /// Elements within one another: more are no spreadsheet.
    private static let greatestDepth = 64
    private static let endsOfNames = Array(" \t\r\n=/>\"'<&".utf8)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// The next piece; nil at the end.
    ///
    /// - Throws: ``SpreadsheetError`` for what is no well-formed XML in UTF-8.
    mutating func next() throws(SpreadsheetError) -> Piece? {
        if let name = emptyElement {
            emptyElement = nil
            open.removeLast()
            return .end(name: name)
        }
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else { return .text(try text()) }
            switch byte(1) {
            case UInt8(ascii: "/"): return try end()
            case UInt8(ascii: "?"): try skip(past: "?>")
            case UInt8(ascii: "!"):
                if stands("<!--") {
                    try skip(past: "-->")
                } else if stands("<![CDATA[") {
                    place += 9
                    let start = place
                    try skip(past: "]]>")
                    return .text(try string(bytes[start..<place - 3]))
                } else {
                    throw .malformed("it declares a document type, as no spreadsheet does")
                }
            default: return try start()
            }
        }
        guard open.isEmpty else { throw .malformed("the element \(open[open.count - 1]) is not closed") }
        return nil
    }

    /// The byte so many places on; 0 behind the end.
    private func byte(_ offset: Int = 0) -> UInt8 {
        place + offset < bytes.count ? bytes[place + offset] : 0
    }

    private func stands(_ mark: String) -> Bool { bytes[place...].starts(with: mark.utf8) }

    private mutating func skip(past mark: String) throws(SpreadsheetError) {
        let wanted = Array(mark.utf8)
        while place + wanted.count <= bytes.count {
            if bytes[place] == wanted[0], bytes[place..<place + wanted.count].elementsEqual(wanted) {
                place += wanted.count
                return
            }
            place += 1
        }
        throw .malformed("its XML is cut off")
    }

    private mutating func start() throws(SpreadsheetError) -> Piece {
        place += 1
        let name = try name()
        var attributes: [String: String] = [:]
        while true {
            skipSpace()
            guard place < bytes.count else { throw .malformed("its XML is cut off") }
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: ">") {
                place += 2
                emptyElement = name
                break
            }
            if bytes[place] == UInt8(ascii: ">") {
                place += 1
                break
            }
            let key = try self.name()
            skipSpace()
            guard byte() == UInt8(ascii: "=") else { throw .malformed("the attribute \(key) has no value") }
            place += 1
            skipSpace()
            let quote = byte()
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw .malformed("the attribute \(key) has no value in quotes")
            }
            place += 1
            let start = place
            while place < bytes.count, bytes[place] != quote { place += 1 }
            guard place < bytes.count else { throw .malformed("its XML is cut off") }
            guard attributes.updateValue(try unescaped(bytes[start..<place]), forKey: key) == nil else {
                throw .malformed("the attribute \(key) stands twice")
            }
            place += 1
        }
        open.append(name)
        guard open.count <= Self.greatestDepth else { throw .malformed("its XML is too deep") }
        return .start(name: name, attributes: attributes)
    }

    private mutating func end() throws(SpreadsheetError) -> Piece {
        place += 2
        let name = try name()
        skipSpace()
        guard byte() == UInt8(ascii: ">"), open.popLast() == name else {
            throw .malformed("the element \(name) is closed where it is not open")
        }
        place += 1
        return .end(name: name)
    }

    private mutating func text() throws(SpreadsheetError) -> String {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
        return try unescaped(bytes[start..<place])
    }

    private mutating func name() throws(SpreadsheetError) -> String {
        let start = place
        while place < bytes.count, !Self.endsOfNames.contains(bytes[place]) { place += 1 }
        guard place > start else { throw .malformed("a name is missing in its XML") }
        return try string(bytes[start..<place])
    }

    private mutating func skipSpace() {
        while byte() == 0x20 || (0x09...0x0D).contains(byte()) { place += 1 }
    }

    private func string(_ content: ArraySlice<UInt8>) throws(SpreadsheetError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw .malformed("its XML is not UTF-8")
        }
        return text
    }

    private func unescaped(_ content: ArraySlice<UInt8>) throws(SpreadsheetError) -> String {
        guard content.contains(UInt8(ascii: "&")) else { return try string(content) }
        var text = ""
        var rest = content
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += try string(rest[..<mark])
            guard let close = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
                throw .malformed("an & in its XML begins nothing")
            }
            text.unicodeScalars.append(try Self.scalar(named: try string(rest[(mark + 1)..<close])))
            rest = rest[(close + 1)...]
        }
        return text + (try string(rest))
    }

    private static func scalar(named name: String) throws(SpreadsheetError) -> Unicode.Scalar {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let value =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16)
                : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            guard let scalar = value.flatMap(Unicode.Scalar.init) else {
                throw .malformed("the entity &\(name); is not known")
            }
            return scalar
        }
    }
}
