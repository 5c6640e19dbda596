import Testing

@testable import BagIt

@Suite struct `The path in a bag` {
    @Test(arguments: [
        "../a", "a/../../b", "a/..", "/a", "~a", "\\a", "C:a", "", "a\0b", "./../a",
        // A mark that combines with the stroke hides it from Swift's characters, not from the system.
        "../\u{300}a", "a/../\u{301}../b", "./../\u{302}",
    ])
    func `is refused where it leads out`(path: String) {
        #expect(throws: BagError.self) { try BagPath.decoded(path, in: "manifest.txt", line: 1) }
    }

    @Test(arguments: ["a", "50% \r\n.txt", "%25", "a\u{300}%\u{301}", "甲/乙\n", "..a", "a/..b", "\r\n"])
    func `is read as it was written`(path: String) throws {
        #expect(try BagPath.decoded(BagPath.encoded(path), in: "manifest.txt", line: 1) == path)
    }
}
