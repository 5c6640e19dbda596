import Foundation

/// What a form sent: names with their values, in their order.
struct FormData: Hashable, Sendable {
    private(set) var pairs: [(name: String, value: String)] = []

    static func == (a: FormData, b: FormData) -> Bool {
        a.pairs.elementsEqual(b.pairs) { $0 == $1 }
    }

    func hash(into hasher: inout Hasher) { for pair in pairs { hasher.combine(pair.name) } }

    /// Reads `application/x-www-form-urlencoded`; what is no UTF-8 becomes U+FFFD.
    init(urlEncoded text: some StringProtocol) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    /// The value of a name, without white space around it; nil where the name is absent.
    subscript(name: String) -> String? {
        pairs.first { $0.name == name }.map { $0.value.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// The values of a name that stands more than once, without white space around them.
    func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map { $0.value.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// The value of a name; nil where it is absent or empty.
    func text(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// A text as it stands in an address.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                if digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                    bytes.append(value)
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A file in a form, `multipart/form-data` (RFC 7578).
struct UploadedFile: Hashable, Sendable {
    /// Its name without folders and control characters; never used as a path.
    var name: String
    var bytes: [UInt8]
}

/// A form with files.
struct MultipartForm: Hashable, Sendable {
    private(set) var fields: [String: String] = [:]
    private(set) var files: [UploadedFile] = []

    /// Reads a form; nil for what is none.
    ///
    /// - Parameters:
    ///   - body: The request's body.
    ///   - contentType: The request's content type, which names the boundary.
    init?(_ body: [UInt8], contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Self.parameter("boundary", in: contentType), !boundary.isEmpty
        else { return nil }
        let data = Data(body)
        let mark = Data("--\(boundary)".utf8)
        guard var place = data.range(of: mark)?.upperBound else { return nil }
        while true {
            if data[place...].starts(with: Data("--".utf8)) { return }
            guard data[place...].starts(with: Data("\r\n".utf8)) else { return nil }
            let start = place + 2
            guard let headEnd = data.range(of: Data("\r\n\r\n".utf8), in: start..<data.endIndex),
                let end = data.range(of: Data("\r\n".utf8) + mark, in: headEnd.upperBound..<data.endIndex)
            else { return nil }
            let head = String(decoding: data[start..<headEnd.lowerBound], as: UTF8.self)
            add(head, data[headEnd.upperBound..<end.lowerBound])
            place = end.upperBound
        }
    }

    private mutating func add(_ head: String, _ content: Data) {
        let line = head.split(whereSeparator: \.isNewline).first {
            $0.lowercased().hasPrefix("content-disposition")
        }
        guard let line, let name = Self.parameter("name", in: String(line)) else { return }
        if let file = Self.parameter("filename", in: String(line)) {
            guard !content.isEmpty || !file.isEmpty else { return }
            files.append(UploadedFile(name: Self.safe(file), bytes: Array(content)))
        } else {
            fields[name] = String(decoding: content, as: UTF8.self)
        }
    }

    /// The value of a parameter, quoted or not.
    private static func parameter(_ name: String, in header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces).lowercased() == name else {
                continue
            }
            return pair[1].trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["\""])
        }
        return nil
    }

    static func safe(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let printable = String(
            String.UnicodeScalarView(
                last.unicodeScalars.filter { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                        false
                    default: true
                    }
                }))
        return printable.isEmpty ? "upload" : String(printable.prefix(120))
    }
}
