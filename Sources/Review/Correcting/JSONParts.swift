/// The marks and texts of a JSON text in their order; white space, numbers and words are passed over.
///
/// It tells where they stand in a text that is JSON, which a decoder does not; it does not check that it is.
package struct JSONParts: Sequence, IteratorProtocol {
    /// A mark or a text.
    package enum Part: Equatable {
        /// One of `{`, `}`, `[`, `]`, `,` and `:` outside of texts.
        case mark(Unicode.Scalar)
        /// Where a text stands, its quotes included.
        case text(Range<Int>)
    }

    private let bytes: [UInt8]
    private var place: Int

    /// - Parameters:
    ///   - bytes: The text, in UTF-8.
    ///   - start: Where to begin, outside of a text.
    package init(_ bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        place = start
    }

    /// The next part, and where it begins; nil at the end, or where a text does not end.
    package mutating func next() -> (place: Int, part: Part)? {
        while place < bytes.count {
            let start = place
            place += 1
            let scalar = Unicode.Scalar(bytes[start])
            switch scalar {
            case "\"":
                var isEscaped = false
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") || isEscaped {
                    isEscaped = bytes[place] == UInt8(ascii: "\\") && !isEscaped
                    place += 1
                }
                guard place < bytes.count else { return nil }
                place += 1
                return (start, .text(start..<place))
            case "{", "}", "[", "]", ",", ":": return (start, .mark(scalar))
            default: continue
            }
        }
        return nil
    }
}
