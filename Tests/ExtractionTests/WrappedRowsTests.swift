import Layout
import Testing

@testable import Extraction

@Suite struct `Pieces of wrapped names` {
    /// A row in words: `n` a name with numbers, `-` numbers alone, `p` a piece of a name, `s` a sum; after it the y of
    /// its middle in ems and how wide its name is in ems.
    private func owners(_ rows: [(kind: Character, y: Double, width: Int)]) -> String {
        let em = MadePrint.em
        let made = rows.map { row in
            let y = Int(row.y * Double(em))
            let name = Box(x: 100, y: y, width: row.width * em, height: em)
            let kind: RowKind =
                switch row.kind {
                case "p": .continuation
                case "s": .categorySubtotal
                default: .item
                }
            return WrappedRows.Row(
                kind: kind, name: row.kind == "-" || row.kind == "s" ? nil : name,
                box: Box(x: 100, y: y, width: 900, height: em))
        }
        return String(
            WrappedRows(rows: made, em: em).owners().map { owner -> Character in
                switch owner {
                case .previous: "^"
                case .next: "v"
                case .none: "."
                }
            })
    }

    @Test func `belong to the item that they stand nearer to`() {
        #expect(owners([("n", 0, 10), ("p", 1.25, 9), ("n", 3, 5)]) == ".^.")
        #expect(owners([("n", 0, 9), ("p", 1.75, 10), ("n", 3, 9)]) == ".v.")
        #expect(owners([("n", 0, 10), ("p", 1.2, 9), ("p", 3, 10), ("n", 4.2, 9)]) == ".^v.")
    }

    @Test func `on even lines belong where the line before them is full`() {
        #expect(owners([("n", 0, 10), ("p", 1.5, 3), ("n", 3, 6)]) == ".^.")
        #expect(owners([("n", 0, 4), ("p", 1.5, 10), ("n", 3, 6)]) == ".v.")
        #expect(owners([("n", 0, 10), ("p", 1.5, 10), ("n", 3, 10)]) == ".^.")
    }

    @Test func `stand above and below numbers that are printed between them`() {
        #expect(
            owners([("n", 0, 6), ("p", 1.6, 10), ("-", 2.2, 0), ("p", 2.8, 3), ("n", 4.4, 5)]) == ".v.^.")
    }

    @Test func `below a sum or at the top are a name only where the line is full`() {
        #expect(owners([("p", 0, 10), ("n", 1.5, 4), ("n", 3, 10)]) == "v..")
        #expect(owners([("p", 0, 2), ("n", 1.5, 10), ("n", 3, 10)]) == "...")
        #expect(owners([("s", 0, 0), ("p", 1.5, 10), ("n", 3, 4)]) == ".v.")
    }

    @Test func `far from every item are no part of one`() {
        #expect(owners([("n", 0, 10), ("p", 4, 10)]) == "..")
        #expect(owners([("p", 0, 10), ("n", 4, 10)]) == "..")
    }
}
