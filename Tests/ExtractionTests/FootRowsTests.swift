import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Lines below a table that were read as its rows` {
    private func page(_ rows: [[String]]) -> PageLayout {
        MadePrint.page(tables: [MadePrint.table([.name, .spec, .quantity, .unitPrice, .amount], rows)])
    }

    private let items = [["禁水试验", "", "3", "10.00", "30.00"], ["尿妊娠试验", "", "1", "98.50", "98.50"]]

    @Test func `are lines of the page, their total read`() {
        let page = page(
            items + [["小计:128.50 合计:128.50", "", "", "", ""], ["打印日期:2024-03-28", "", "", "", ""]])
        let moved = FootRows.moved(page)
        #expect(moved.tables[0].rows.count == 2 && moved.lines.count == 2)
        let slip = SlipExtractor().slip(from: [page], pages: [MadePrint.slipPage()])
        #expect(slip.items.count == 2 && slip.total?.value == MadeItems.money("128.50"))
        #expect(slip.fields[.issueDate]?.value == "2024-03-28")
    }

    @Test(
        arguments: [
            [["", "", "", "总费用:¥", "128.50"]], [["", "总费用", "", "", ":半128.50"]],
            [["药费合计:128.50元人民币大写:壹佰贰拾捌元伍角", "", "", "", ""], ["医师:毛仪药师:叶平", "", "", "", ""]],
        ])
    func `are so wherever label and sum fall, and above who signed`(foot: [[String]]) {
        let slip = SlipExtractor().slip(from: [page(items + foot)], pages: [MadePrint.slipPage()])
        #expect(slip.items.count == 2 && slip.total?.value == MadeItems.money("128.50"))
    }

    @Test func `stay rows where they say no label or are items`() {
        for last in [
            ["胶囊", "", "", "", ""], ["费用合计", "", "", "", "128.50"], ["妊娠:试验", "", "1", "2.00", "2.00"],
        ] {
            let page = page(items + [last])
            #expect(FootRows.moved(page) == page)
        }
    }
}

@Suite struct `The last row of a table` {
    private func slip(_ last: [String]) -> Slip {
        let rows = [["禁水试验", "3", "10.00", "30.00"], ["尿妊娠试验", "1", "98.50", "98.50"], last]
        return SlipExtractor().slip(
            from: [
                MadePrint.page(tables: [MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)])
            ], pages: [MadePrint.slipPage()])
    }

    @Test func `is the total where all others make it and nothing is counted`() {
        // 合计 misread, and 总计 that was read as a price.
        for last in [["合守", "", "", "128.50"], ["", "", "2.00", "128.50"]] {
            let slip = slip(last)
            #expect(slip.items.count == 2 && slip.total?.value == MadeItems.money("128.50"))
        }
    }

    @Test func `is the total where it alone says the sum of several days`() {
        let rows = [
            ["禁水试验", "3", "10.00", "30.00"], ["日小计", "", "", "30.00"], ["尿妊娠试验", "1", "98.50", "98.50"],
            ["日小计", "", "", "98.50"], ["", "", ".", "128.50"],
        ]
        let table = MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)
        let slip = SlipExtractor().slip(
            from: [MadePrint.page(tables: [table])], pages: [MadePrint.slipPage()])
        #expect(slip.items.count == 2 && slip.total?.value == MadeItems.money("128.50"))
        #expect(slip.total?.needsReview == false)
    }

    @Test func `is an item with another amount or a quantity`() {
        #expect(slip(["平衡试验", "", "", "128.60"]).items.count == 3)
        #expect(slip(["平衡试验", "1", "128.50", "128.50"]).items.count == 3)
    }
}
