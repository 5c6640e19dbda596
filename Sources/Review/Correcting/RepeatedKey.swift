import Foundation

/// A key that stands twice in one object of a JSON text: a reader takes one of the two, and nobody says which.
struct RepeatedKey: Hashable {
    var name: String
    /// The line of the second, from 1.
    var line: Int

    /// Finds the first key that is repeated in a text that is JSON; nil where none is.
    init?(in json: Data) {
        var line = 1
        // The keys of the objects that are open; nil for a list.
        var open: [Set<String>?] = []
        var text: [UInt8]?
        var (isEscaped, last) = (false, "")
        for byte in json {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if var inside = text {
                guard byte != UInt8(ascii: "\"") || isEscaped else {
                    // As JSON, so that the same key written otherwise is the same.
                    let literal = Data([UInt8(ascii: "\"")] + inside + [UInt8(ascii: "\"")])
                    last = (try? JSONDecoder().decode(String.self, from: literal)) ?? ""
                    text = nil
                    continue
                }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                inside.append(byte)
                text = inside
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): text = []
            case UInt8(ascii: "{"): open.append([])
            case UInt8(ascii: "["): open.append(nil)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: ":"):
                guard var keys = open.last ?? nil else { continue }
                guard keys.insert(last).inserted else {
                    (name, self.line) = (last, line)
                    return
                }
                open[open.count - 1] = keys
            default: break
            }
        }
        return nil
    }
}
