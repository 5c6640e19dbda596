import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The kind of a slip` {
    @Test(arguments: [
        (["云帆市人民医院住院费用明细清单", "住院号:001"], SlipKind.feeList),
        (["云帆省医疗门诊收费票据(电子)", "票据代码:1", "校验码:a"], .eReceipt),
        (["云帆市医疗机构门诊收费票据", "个人账户支付:3"], .receipt),
        (["云帆大药房", "销售单", "找零:0.5"], .pharmacy),
        (["挫收疆", "现侈支付:121.27", "个人账卢支付:0.00"], .receipt), (["今日天气晴"], .other),
    ])
    func `is told by its words`(lines: [String], kind: SlipKind) {
        let page = MadePrint.page(lines.enumerated().map { MadePrint.line([$1], y: 100 * $0) })
        #expect(SlipKindClassifier.kind(of: [page]) == kind)
    }

    @Test func `is an e-receipt by its code alone`() {
        let code = "01,06,11060124,0012345678,128.50,20240310,a1b2c3"
        #expect(SlipKindClassifier.kind(of: [MadePrint.page(barcodes: [code])]) == .eReceipt)
        #expect(SlipKindClassifier.kind(of: [MadePrint.page(barcodes: ["6901234567892"])]) == .other)
    }

    @Test func `is a fee list where there is a table and no word tells`() {
        let page = MadePrint.page(tables: [MadePrint.table([.name, .amount], [["血常规检查", "20.00"]])])
        #expect(SlipKindClassifier.kind(of: [page]) == .feeList)
    }
}
