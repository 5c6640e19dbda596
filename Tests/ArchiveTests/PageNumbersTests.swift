import Foundation
import Testing

@testable import Archive

@Suite struct `The numbers of a page` {
    @Test(arguments: [
        ("合计：1,234.56 元", ["123456"]), ("2024-03-12", []),
        ("20240312 0256398378", ["20240312", "0256398378"]),
        ("0.25g*24粒", []), ("12.50", ["1250"]), ("S210300001b0010X", ["210300001", "0010"]),
        ("９８７６", ["9876"]),
        ("1..2345", ["2345"]), ("", []), ("2023", []), ("123.", []),
    ])
    func `have four digits or more and are no years`(_ text: String, _ numbers: [String]) {
        #expect(PageNumbers.numbers(in: text) == numbers)
    }

    @Test func `are kept in bytes and read from them`() throws {
        let page = try #require(Self.page(0..<30))
        #expect(page.bytes.count == 30 * 12)
        #expect(PageNumbers(bytes: page.bytes) == page)
    }

    @Test func `too few, or in no layout, tell nothing`() {
        #expect(Self.page(0..<5) == nil)
        #expect(PageNumbers(layout: Array("no layout".utf8)) == nil)
        #expect(PageNumbers(layout: Array("{}".utf8)) == nil)
    }

    @Test func `of two pages meet in a band where half are the same, and hardly where a tenth is`() throws {
        let page = try #require(Self.page(0..<60))
        func meet(_ other: Range<Int>) throws -> Bool {
            let bands = try #require(Self.page(other)).bands
            return zip(page.bands, bands).contains { $0 == $1 }
        }
        // 50 of 70 are common, then 45 of 75.
        #expect(try (0..<10).allSatisfy { try meet((5 + $0)..<(60 + $0)) })
        #expect(page.bands.count == PageNumbers.bandCount)
        // 5 of 115.
        #expect(try (0..<20).count { try meet((55 + $0)..<(115 + $0)) } <= 3)
    }

    @Test func `lie on one sheet where one map takes them to their places`() throws {
        let page = try #require(Self.page(0..<40))
        let turned = try #require(Self.page(4..<44) { x, y in (x + y / 40 + 13, y - x / 40 + 21) })
        let likeness = page.likeness(to: turned)
        #expect(likeness == .init(share: 36_000 / 44, common: 36, inPlace: 1000))
        #expect(likeness.isOneSheet)
        let shuffled = try #require(Self.page(0..<40) { x, y in (y, (x * 7 + y * 3) % 1000) })
        #expect(page.likeness(to: shuffled).share == 1000)
        #expect(!page.likeness(to: shuffled).isOneSheet)
        #expect(!page.likeness(to: try #require(Self.page(30..<70))).isOneSheet)
    }

    /// A page with these numbers, four a row.
    private static func page(
        _ numbers: Range<Int>, _ place: (Int, Int) -> (Int, Int) = { ($0, $1) }
    ) -> PageNumbers? {
        let runs = numbers.map { number in
            let (x, y) = place(100 + number % 4 * 220, 20 + number / 4 * 40)
            return
                #"{"box":{"x":\#(x),"y":\#(y),"width":40,"height":10},"text":"编号\#(10_000 + number * 131)"}"#
        }.joined(separator: ",")
        let layout =
            #"{"width":1000,"height":1000,"tables":[],"formLines":[],"lines":[{"runs":[\#(runs)]}]}"#
        return PageNumbers(layout: Array(layout.utf8))
    }
}
