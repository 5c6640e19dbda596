import Layout
import Testing

@testable import Recognition

@Suite struct `Days behind amounts` {
    /// Figures 14 pixels wide from these places on.
    private func figures(_ places: [Int], y: Int = 0) -> [Box] {
        places.map { Box(x: $0, y: y, width: 14, height: 22) }
    }

    private var line: [Box] { figures([100, 118, 136, 160, 178, 220, 238, 256, 274, 292]) }

    @Test func `begin at the gap that most lines have`() throws {
        let border = try #require(TrailingDates.border(in: [line, line, line], em: 30))
        #expect((193..<220).contains(border))
        // One line without a day.
        #expect(TrailingDates.border(in: [line, line, figures([100, 118, 136, 160, 178])], em: 30) != nil)
    }

    @Test func `begin behind the wider room that a face of even pitch leaves around points`() throws {
        // 97.20 07/24 at a pitch of 18 pixels; the point is small and has a cell of its own.
        let cells = figures([0, 18, 54, 72, 108, 126, 144, 162, 180])
        let line = cells + [Box(x: 40, y: 18, width: 4, height: 4)]
        let border = try #require(TrailingDates.border(in: [line, line], em: 30))
        #expect((86..<108).contains(border))
    }

    @Test func `begin where most lines agree, though narrow figures leave wider gaps elsewhere`() throws {
        // The ones of 113.11 stand far apart.
        let narrow = figures([60, 100, 140, 160, 178, 220, 238, 256, 274, 292])
        let border = try #require(TrailingDates.border(in: [line, narrow, line], em: 30))
        #expect((193..<220).contains(border))
        // A speck lies in the gap of one line.
        let speck = line + figures([199])
        #expect(TrailingDates.border(in: [line, speck, line], em: 30) != nil)
    }

    @Test func `are none where numbers stand alone, or the lines do not agree`() {
        let alone = figures([100, 118, 136, 160, 178])
        #expect(TrailingDates.border(in: [alone, alone, line], em: 30) == nil)
        let shifted = line.map { Box(x: $0.left + 90, y: 0, width: $0.width, height: $0.height) }
        #expect(TrailingDates.border(in: [line, shifted], em: 30) == nil)
        #expect(TrailingDates.border(in: [], em: 30) == nil)
    }

    @Test(arguments: [
        ("02/06", true), ("12-31", true), ("2024.02.06", true), ("13/06", false), ("02/32", false),
        ("104.28", false), ("0206", false), ("", false),
    ])
    func `are a month and a day`(text: String, isDay: Bool) {
        #expect(TrailingDates.isDay(text) == isDay)
    }

    @Test func `stand behind an amount, as a price does not stand before one`() {
        #expect(TrailingDates.areApart("104.28", "02/06") && TrailingDates.areApart("104.28", "0206"))
        #expect(!TrailingDates.areApart("104.28", "208.56") && !TrailingDates.areApart("104", "28"))
    }
}
