import Testing

@testable import Layout

@Suite struct `Column headings` {
    /// Every heading of the vocabulary with its kind.
    static let vocabulary = HeadingWords.byKind.flatMap { kind, words in words.map { (kind, $0) } }

    private func matches(_ text: String) -> [ColumnHeadings.Match] {
        ColumnHeadings.matches(in: text.map(String.init))
    }

    private func kinds(_ text: String) -> [ColumnKind] { matches(text).map(\.kind) }

    /// The kinds of all headings that may become this text by one misread character.
    private func kindsOneCharacterFrom(_ text: [Character]) -> Set<ColumnKind> {
        Set(
            Self.vocabulary.filter { _, word in
                let letters = Array(ColumnHeadings.normalised(word))
                return letters.count == text.count && zip(letters, text).count { $0 != $1 } == 1
            }
            .map(\.0))
    }

    @Test(arguments: vocabulary)
    func `are told as what they are`(kind: ColumnKind, word: String) {
        let found = matches(word)
        #expect(found.map(\.kind) == [kind])
        #expect(found.first?.likeness == 1)
        let last = word.lastIndex { $0 != ")" }
        #expect(found.first?.characters.lowerBound == 0)
        #expect(found.first?.characters.upperBound == last.map { word[...$0].count })
    }

    @Test func `name no word twice`() {
        let words = Self.vocabulary.map(\.1)
        #expect(Set(words).count == words.count)
    }

    /// A short heading within a misread one may fit better: `金额` in `×金额`.
    @Test(arguments: vocabulary)
    func `are told with any one character misread`(kind: ColumnKind, word: String) {
        let letters = Array(ColumnHeadings.normalised(word))
        guard letters.count >= 2 else { return }
        for i in letters.indices {
            var misread = letters
            misread[i] = "囧"
            let possible = kindsOneCharacterFrom(misread)
            let found = Set(kinds(String(misread)))
            #expect(!found.isEmpty && found.isSubset(of: possible), "\(String(misread)): \(found)")
        }
    }

    @Test(arguments: [
        ("计价单位次数", [ColumnKind.unit, .quantity]),
        ("收费项目规格单位数量单价金额", [.name, .spec, .unit, .quantity, .unitPrice, .amount]),
        ("日期项目编码项目名称", [.date, .code, .name]),
        ("数量/单位金额(元)备注", [.quantityAndUnit, .amount, .remark]),
        ("序号收费项目规格型号", [.serial, .name, .spec]),
        ("收费项目编囧单价金囧", [.code, .unitPrice, .amount]),
        ("医保类别自付比例金额", [.insuranceClass, .selfPayRatio, .amount]),
    ])
    func `that touch are parted`(text: String, expected: [ColumnKind]) {
        #expect(kinds(text) == expected)
    }

    @Test func `that touch keep their own characters`() {
        #expect(matches("计价单位次数").map(\.characters) == [0..<4, 4..<6])
        #expect(matches("单价(元)|金额(元)").map(\.characters) == [0..<4, 6..<10])
    }

    @Test func `keep their place among marks and blanks`() {
        #expect(matches("·单 价·").map(\.characters) == [1..<4])
    }

    @Test(arguments: ["一二三", "请您妥善保管此凭条", "阿莫西林胶囊", "0.25g*24粒", "张三丰", "", "()/-"])
    func `are not seen for certain in other print`(text: String) {
        #expect(matches(text).filter { $0.likeness >= 0.66 }.isEmpty)
    }

    @Test func `are not searched in print longer than any row of headings`() {
        #expect(matches(String(repeating: "项目名称", count: 10)).count == 10)
        #expect(matches(String(repeating: "项目名称", count: 11)).isEmpty)
    }

    @Test(arguments: [("金额", "金额", 1), ("金颜", "金额", 0.5), ("金", "金额", 0.5), ("总金额", "金额", 2.0 / 3)])
    func `are as like as the characters that fit`(read: String, word: String, likeness: Double) {
        #expect(abs(ColumnHeadings.likeness(of: Array(read), to: Array(word)) - likeness) < 1e-9)
    }
}
