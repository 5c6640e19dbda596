import Foundation

/// Numbers of one width, one after another, in the bytes of an index; little-endian, whatever the machine.
struct NumberColumn<Number: FixedWidthInteger & BitwiseCopyable & Sendable>: Sendable {
    private let bytes: Data

    /// - Parameter bytes: What is no whole number at the end is left out.
    init(_ bytes: Data) {
        self.bytes = bytes
    }

    var count: Int { bytes.count / MemoryLayout<Number>.size }

    subscript(_ index: Int) -> Number { Self.load(bytes.bytes, index) }

    /// Calls a closure with each number of a range of places, in order.
    func forEach(in range: Range<Int>, _ body: (Number) -> Void) {
        let span = bytes.bytes
        for index in range { body(Self.load(span, index)) }
    }

    /// The numbers of a range of places.
    func numbers(in range: Range<Int>) -> [Number] {
        let span = bytes.bytes
        return range.map { Self.load(span, $0) }
    }

    /// The numbers at some places.
    func numbers(at places: [UInt32]) -> [Number] {
        let span = bytes.bytes
        return places.map { Self.load(span, Int($0)) }
    }

    /// The place of a number in a sorted column whose numbers are distinct; nil where it is not among them.
    func place(of wanted: Number) -> Int? {
        let place = lowerBound(of: wanted)
        return place < count && self[place] == wanted ? place : nil
    }

    /// The first place of a sorted column whose number is not below another.
    func lowerBound(of wanted: Number) -> Int {
        let span = bytes.bytes
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if Self.load(span, middle) < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The span checks the bounds, and every pattern of bits is a number.
    private static func load(_ span: RawSpan, _ index: Int) -> Number {
        unsafe Number(
            littleEndian: span.unsafeLoadUnaligned(
                fromByteOffset: index * MemoryLayout<Number>.size, as: Number.self))
    }
}

/// Lists of numbers of different lengths, laid one after another.
struct NumberLists: Sendable {
    /// Where each list ends in `numbers`.
    private let ends: NumberColumn<UInt32>
    private let numbers: NumberColumn<UInt32>

    init(ends: NumberColumn<UInt32>, numbers: NumberColumn<UInt32>) {
        self.ends = ends
        self.numbers = numbers
    }

    var count: Int { ends.count }

    /// The places of a list's numbers in the column of all.
    func range(_ list: Int) -> Range<Int> {
        let start = list == 0 ? 0 : Int(ends[list - 1])
        return start..<max(start, Int(ends[list]))
    }

    subscript(_ list: Int) -> [UInt32] { numbers.numbers(in: range(list)) }

    /// Calls a closure with each number of a list, in order.
    func forEach(in list: Int, _ body: (UInt32) -> Void) { numbers.forEach(in: range(list), body) }
}

/// Texts by their numbers; each is kept once.
struct TextPool: Sendable {
    private let ends: NumberColumn<UInt32>
    private let bytes: Data

    init(ends: NumberColumn<UInt32>, bytes: Data) {
        self.ends = ends
        self.bytes = bytes
    }

    /// A text; empty for a number that stands for none.
    subscript(_ number: UInt32) -> String {
        let range = range(number)
        guard !range.isEmpty else { return "" }
        guard let text = try? UTF8Span(validating: bytes.span.extracting(range)) else { return "" }
        return String(copying: text)
    }

    /// Whether the bytes of a text come before others, in the order of their values.
    func comesBefore(_ number: UInt32, _ other: [UInt8]) -> Bool {
        let span = bytes.span.extracting(range(number))
        for index in 0..<min(span.count, other.count) where span[index] != other[index] {
            return span[index] < other[index]
        }
        return span.count < other.count
    }

    /// Whether a text has just these bytes.
    func isEqual(_ number: UInt32, _ other: [UInt8]) -> Bool {
        let span = bytes.span.extracting(range(number))
        guard span.count == other.count else { return false }
        return other.indices.allSatisfy { span[$0] == other[$0] }
    }

    private func range(_ number: UInt32) -> Range<Int> {
        let start = number == 0 ? 0 : Int(ends[Int(number) - 1])
        return start..<max(start, Int(ends[Int(number)]))
    }
}
