internal import Review

/// The members of a JSON object without white space, each value as it was written.
///
/// Values are exchanged without being written anew, so that what is left is the same to the byte.
struct JSONMembers {
    private(set) var members: [(name: String, value: String)] = []

    /// Reads an object as ``ArchiveEvent/body()`` writes it; nil for anything else.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return nil }
        var place = 1
        while place < bytes.count - 1 {
            guard let name = Self.end(ofValueAt: place, in: bytes), name < bytes.count, name - place >= 2,
                bytes[place] == UInt8(ascii: "\""), bytes[name] == UInt8(ascii: ":"),
                let end = Self.end(ofValueAt: name + 1, in: bytes), end > name + 1
            else { return nil }
            members.append(
                (
                    String(decoding: bytes[(place + 1)..<(name - 1)], as: UTF8.self),
                    String(decoding: bytes[(name + 1)..<end], as: UTF8.self)
                ))
            if end == bytes.count - 1 { return }
            guard bytes[end] == UInt8(ascii: ","), end + 1 < bytes.count - 1 else { return nil }
            place = end + 1
        }
    }

    /// Where the value ends that begins at a place: at the colon, comma or bracket behind it; nil where it does not end.
    private static func end(ofValueAt start: Int, in bytes: [UInt8]) -> Int? {
        var depth = 0
        for (place, part) in JSONParts(bytes, from: start) {
            switch part {
            case .mark("{"), .mark("["): depth += 1
            case .mark("}"), .mark("]"):
                if depth == 0 { return place }
                depth -= 1
            case .mark where depth == 0: return place
            default: break
            }
        }
        return nil
    }

    /// Puts a value in the place of what a function is given, where it gives one.
    mutating func replace(_ replacement: (_ name: String, _ value: String) throws -> String?) rethrows {
        for index in members.indices {
            if let value = try replacement(members[index].name, members[index].value) {
                members[index].value = value
            }
        }
    }

    /// Adds a member in the order of the names.
    mutating func add(_ name: String, _ value: String) {
        let place = members.firstIndex {
            Array($0.name.utf8).lexicographicallyPrecedes(Array(name.utf8)) == false
        }
        members.insert((name, value), at: place ?? members.endIndex)
    }

    /// The object.
    var text: String { "{" + members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}" }
}
