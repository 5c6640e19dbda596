import Testing

@testable import Recognition

@Suite struct `Cells of a column without heading` {
    @Test(arguments: [
        (["12.50", "3.00", "小计:", "118.00"], CellReader.Content.number), (["了", "1", "丨"], .number),
        (["3/14", "03/15"], .date), (["2024-02-04", "2024-02-05"], .date), (["03-14", "03-15"], .date),
        (["ZD02AAP0023010301061", "002504030080000", "T001200797"], .code),
    ])
    func `are read as what they hold`(texts: [String], content: CellReader.Content) {
        #expect(UnknownCells.content(of: texts) == content)
    }

    @Test(arguments: [
        ["0.1g*24片", "15g*6袋", "200丸", "100ml"], ["14支", "10盒", "2支"], ["阿莫西林胶囊", "静脉输液"], ["盒", "次"],
        ["小计:", "合计"], [],
    ])
    func `stay as the Chinese model read them where they hold more than figures`(texts: [String]) {
        #expect(UnknownCells.content(of: texts) == nil)
    }

    @Test func `are labels where they are words without a figure`() {
        #expect(UnknownCells.isLabel("【手术费】") && UnknownCells.isLabel("小计:"))
        #expect(!UnknownCells.isLabel("2盒") && !UnknownCells.isLabel("三") && !UnknownCells.isLabel("12.50"))
    }
}
