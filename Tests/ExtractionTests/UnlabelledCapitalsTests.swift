import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Capitals without their label` {
    private func capitals(_ lines: [TextLine], form: [TextLine] = []) -> Reading<String>? {
        var page = MadePrint.page(lines)
        page.formLines = form
        return FieldExtractor(layouts: [page], kind: .receipt).fields()[.totalCapitals]
    }

    @Test func `are known by their characters`() {
        let found = capitals([MadePrint.line(["和计", "大姑", "伍佰柒拾玖元玖角伍分"], y: 700)])
        #expect(found?.value == "伍佰柒拾玖元玖角伍分")
        #expect(found?.needsReview == true)
    }

    @Test func `may stand in several runs, and in the ink of the form`() {
        let found = capitals([], form: [MadePrint.line(["贰拾玖元", "柒角", "柒分"], y: 700)])
        #expect(found?.value == "贰拾玖元柒角柒分")
    }

    @Test func `stand behind those whose label was read`() {
        let found = capitals([
            MadePrint.line(["合计(大写):壹佰元整"], y: 700), MadePrint.line(["贰佰元整"], y: 760),
        ])
        #expect(found?.value?.contains("壹佰元整") == true)
    }

    @Test func `prove no total where their last character is lost`() {
        let slip = SlipExtractor().slip(
            from: [
                MadePrint.page([MadePrint.line(["大写:壹万零陆佰零陆元零壹", "(小写):¥10606.0l"], y: 700)])
            ], pages: [MadePrint.slipPage()])
        #expect(slip.total?.needsReview != false || slip.total?.value == Money("10606.01"))
        #expect(slip.totalInCapitals?.needsReview != false)
    }

    @Test func `are certain once figures say the same`() {
        let slip = SlipExtractor().slip(
            from: [
                MadePrint.page([
                    MadePrint.line(["和计", "贰拾玖元柒角柒分"], y: 700), MadePrint.line(["合计", "29.77"], y: 640),
                ])
            ], pages: [MadePrint.slipPage()])
        #expect(slip.totalInCapitals?.value == Money("29.77"))
        #expect(slip.totalInCapitals?.needsReview == false)
        #expect(slip.total?.needsReview == false)
    }

    @Test func `ask for a person where figures say another amount`() {
        let slip = SlipExtractor().slip(
            from: [
                MadePrint.page([
                    MadePrint.line(["和计", "贰拾玖元柒角柒分"], y: 700), MadePrint.line(["合计", "31.77"], y: 640),
                ])
            ], pages: [MadePrint.slipPage()])
        #expect(slip.totalInCapitals?.needsReview == true)
    }

    @Test func `may have become rows of a table that nothing heads`() {
        var table = MadePrint.table(
            [.other, .other], [["合计", "19.27"], ["合计(大写):", "壹拾玖元贰角柒分"]], top: 900)
        table.hasHeadings = false
        let page = MadePrint.page(tables: [table])
        let found = FieldExtractor(layouts: [page], kind: .receipt).fields()[.totalCapitals]
        #expect(found?.value == "壹拾玖元贰角柒分")
    }

    @Test func `with a character misread are certain only where figures say the same`() {
        func slip(_ total: String) -> Slip {
            SlipExtractor().slip(
                from: [
                    MadePrint.page([
                        MadePrint.line(["合计(大写关", "捌佰零捌元陆蕴柒分"], y: 700),
                        MadePrint.line(["(小写):", total], y: 760),
                    ])
                ], pages: [MadePrint.slipPage()])
        }
        #expect(slip("808.67").totalInCapitals?.value == Money("808.67"))
        #expect(slip("908.67").totalInCapitals?.needsReview == true)
        #expect(slip("908.67").total?.needsReview == true || slip("908.67").total?.value == Money("908.67"))
    }

    @Test func `stand behind a label in their run, whatever its mark was read as`() {
        let found = capitals([MadePrint.line(["人民击(太写六壹拾捌元柒角柒分"], y: 700)])
        #expect(found?.value == "壹拾捌元柒角柒分" && found?.needsReview == true)
    }

    @Test(arguments: ["壹元", "角分整正拾佰", "万元以上的项目分类"])
    func `are no few characters of theirs`(text: String) {
        #expect(capitals([MadePrint.line([text], y: 700)]) == nil)
    }
}
