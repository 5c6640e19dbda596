import Layout
import Testing

@testable import Recognition

@Suite struct `What stands before a number` {
    private let digits = [Box(x: 30, y: 0, width: 18, height: 32), Box(x: 56, y: 0, width: 18, height: 32)]

    @Test(arguments: [1, 3, 6, 8])
    func `is dust where it is no longer than a quarter of a digit's height`(size: Int) {
        let speck = Box(x: 2, y: 14, width: size, height: size)
        #expect(LeadingSpeck.begins(digits + [speck], height: 32))
    }

    @Test func `is a sign where it is longer`() {
        #expect(!LeadingSpeck.begins([Box(x: 2, y: 14, width: 11, height: 3)] + digits, height: 32))
    }

    @Test func `is a sign where it is made of dots`() {
        let dots = [2, 7, 12].map { Box(x: $0, y: 14, width: 3, height: 3) }
        #expect(!LeadingSpeck.begins(dots + digits, height: 32))
    }

    @Test func `is a digit where nothing else stands there`() {
        #expect(!LeadingSpeck.begins(digits, height: 32))
        #expect(!LeadingSpeck.begins([], height: 32))
    }
}
