import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `Names behind running numbers` {
    private func table(_ numbers: [String]) -> Table {
        MadePrint.table(
            [.serial, .name, .quantity, .unitPrice, .amount],
            numbers.map { [$0, "简易定位", "2", "144.19", "288.38"] })
    }

    @Test func `are whole where the numbers run`() {
        #expect(!CutFronts.mayCutNames(of: table(["1", "2", "3", "4"])))
        #expect(!CutFronts.mayCutNames(of: table(["7", "B", "9", "10", "11"])))
        #expect(!CutFronts.mayCutNames(of: table(["1"])))
        #expect(!CutFronts.mayCutNames(of: table(["", "", ""])))
    }

    @Test func `may lack what was read as numbers that do not run`() throws {
        #expect(CutFronts.mayCutNames(of: table(["2", "4", "X", "0"])))
        let page = MadePrint.page([], tables: [table(["2", "4", "X", "0"])])
        let items = SlipExtractor().slip(from: [page], pages: []).items
        #expect(items.count == 4 && items.allSatisfy(\.needsReview))
    }
}
