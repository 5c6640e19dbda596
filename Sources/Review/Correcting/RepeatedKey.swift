import Foundation

/// A key that stands twice in one object of a JSON text: a reader takes one of the two, and nobody says which.
struct RepeatedKey: Hashable {
    var name: String
    /// The line of the second, from 1.
    var line: Int

    /// Finds the first key that is repeated in a text that is JSON; nil where none is.
    init?(in json: Data) {
        let bytes = Array(json)
        // The keys of the objects that are open; nil for a list.
        var open: [Set<String>?] = []
        var last = 0..<0
        for (place, part) in JSONParts(bytes) {
            switch part {
            case .text(let range): last = range
            case .mark("{"): open.append([])
            case .mark("["): open.append(nil)
            case .mark("}"), .mark("]"): _ = open.popLast()
            case .mark(":"):
                guard var keys = open.last ?? nil else { continue }
                // As JSON, so that the same key written otherwise is the same.
                let key = (try? JSONDecoder().decode(String.self, from: Data(bytes[last]))) ?? ""
                guard keys.insert(key).inserted else {
                    (name, line) = (key, 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") })
                    return
                }
                open[open.count - 1] = keys
            case .mark: break
            }
        }
        return nil
    }
}
