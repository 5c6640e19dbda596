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
}
