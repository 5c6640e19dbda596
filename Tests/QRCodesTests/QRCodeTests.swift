import Testing

@testable import QRCodes

@Suite struct `A QR code` {
    /// Source: the worked example “HELLO WORLD”, version 1-M, of the tutorial at thonky.com.
    @Test func `is protected by Reed–Solomon codewords`() {
        let data: [UInt8] = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
        #expect(
            ReedSolomon.correction(of: data, count: 10) == [196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
    }

    @Test(arguments: [
        (1, 21), (17, 21), (18, 25), (32, 25), (33, 29), (53, 29), (54, 33), (78, 33), (106, 37),
    ])
    func `takes the smallest version that holds the text`(length: Int, size: Int) {
        #expect(QRCode(String(repeating: "a", count: length))?.size == size)
    }

    @Test func `is refused for a text that no version holds`() {
        #expect(QRCode(String(repeating: "a", count: 107)) == nil)
    }

    @Test func `has its three finders and the dark module`() throws {
        let code = try #require(QRCode("01,06,90060124,1204824828"))
        let last = code.size - 1
        for (row, column) in [(0, 0), (0, last - 6), (last - 6, 0)] {
            #expect((0...6).allSatisfy { code.isDark(row: row, column: column + $0) })
            #expect((1...5).allSatisfy { !code.isDark(row: row + 1, column: column + $0) })
            #expect(code.isDark(row: row + 3, column: column + 3))
        }
        #expect(code.isDark(row: code.size - 8, column: 8))
    }
}
