import Slips
import Testing

@Suite struct `The mark of a sheet` {
    @Test(arguments: [
        SheetMark.separator, .cover(.init(claim: "C-17")), .cover(.init(claim: "C-17", pages: 12)),
        .cover(.init(claim: "张三 2024/3&x=1%", pages: 1, batch: "三月 #7")),
    ])
    func `is read back as it was written`(mark: SheetMark) {
        #expect(SheetMark(mark.text) == mark)
    }

    @Test func `is written as others can write it`() {
        let cover = SheetMark.Cover(claim: "C 17", pages: 12, batch: "b")
        #expect(SheetMark.cover(cover).text == "slipway:cover?claim=C%2017&pages=12&batch=b")
        #expect(SheetMark.separator.text == "slipway:separator")
    }

    @Test(arguments: [
        "", "slipway:", "slipway:separator ", "slipway:cover?", "slipway:cover?claim=",
        "slipway:cover?pages=3",
        "slipway:cover?claim=a&pages=0", "slipway:cover?claim=a&pages=-1", "slipway:cover?claim=a&pages=x",
        "slipway:cover?claim=a&claim=b", "slipway:cover?claim=%4", "slipway:cover?claim=%+4",
        "slipway:cover?claim=%FF", "01,06,33441541,0256398378,39.85,20240312,f4a5d6,2A3C,",
    ])
    func `is nothing else`(text: String) {
        #expect(SheetMark(text) == nil)
    }
}
