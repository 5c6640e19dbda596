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

    @Test(arguments: [
        (106, 37), (107, 41), (134, 41), (154, 45), (192, 49), (230, 53), (271, 57), (321, 61), (367, 65),
        (425, 69),
    ])
    func `takes larger versions where they are allowed`(length: Int, size: Int) {
        let text = String(repeating: "a", count: length)
        #expect(QRCode(text, upTo: QRCode.largest)?.size == size)
        if length == 425 { #expect(QRCode(text + "a", upTo: QRCode.largest) == nil) }
    }

    /// Source: version 7's information, 000111110010010100, of ISO/IEC 18004:2015, annex D.
    @Test func `says from version 7 on which one it is`() throws {
        let code = try #require(QRCode(String(repeating: "a", count: 154), upTo: QRCode.largest))
        let bits = "000111110010010100".reversed().map { $0 == "1" }
        for (bit, isDark) in bits.enumerated() {
            #expect(code.isDark(row: bit / 3, column: code.size - 11 + bit % 3) == isDark)
            #expect(code.isDark(row: code.size - 11 + bit % 3, column: bit / 3) == isDark)
        }
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
