import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Names that a narrow column cuts off` {
    private func doubted(_ names: [String]) -> [Bool] {
        let rows = names.map { [$0, "2", "1.50", "3.00"] }
        let page = MadePrint.page(
            [MadePrint.line(["医疗电子票据", "校验码:a1b2c3"], y: 40)],
            tables: [MadePrint.table([.name, .quantity, .unitPrice, .amount], rows)])
        return SlipExtractor().slip(from: [page], pages: [MadePrint.slipPage()]).items.map(\.needsReview)
    }

    @Test func `may go on where most of them end at one place`() {
        #expect(
            doubted(["[丙]他", "拓培非", "醋酸钙", "注射用", "恩曲替", "珊瑚"]) == [true, true, true, true, true, false])
        #expect(doubted(["醋酸钙胶囊", "拓培非格司", "注射用人生", "恩曲替尼胶", "珊瑚"]) == [true, true, true, true, false])
    }

    @Test func `may go on where those of the tables side by side end at one place`() {
        let names = [["健康体检套", "马来酸阿伐", "门冬氨酸钾"], ["小儿咽扁颗", "金锁固精丸"]]
        var tables = names.map { names in
            MadePrint.table(
                [.name, .quantity, .unitPrice, .amount], names.map { [$0, "2", "1.50", "3.00"] })
        }
        for row in tables[1].rows.indices {
            tables[1].rows[row].box = tables[1].rows[row].box.moved(dx: 1000)
            for column in tables[1].rows[row].cells.indices {
                guard let box = tables[1].rows[row].cells[column]?.box else { continue }
                tables[1].rows[row].cells[column]?.box = box.moved(dx: 1000)
            }
        }
        let page = MadePrint.page([MadePrint.line(["医疗电子票据", "校验码:a1b2c3"], y: 40)], tables: tables)
        let items = SlipExtractor().slip(from: [page], pages: [MadePrint.slipPage()]).items
        #expect(items.count == 5 && items.allSatisfy { $0.isNameCutOff && $0.needsReview })
    }

    @Test(arguments: [
        ["醋酸钙", "注射用人生长激素", "恩曲替尼胶囊", "血常规检查", "床位费"], ["醋酸钙片", "恩曲替片", "珊瑚"],
        ["静脉输液", "静脉输液", "静脉输液", "静脉输液", "静脉输液"],
    ])
    func `are whole where they end anywhere`(names: [String]) {
        #expect(doubted(names).allSatisfy { !$0 })
    }
}
