import Testing

@testable import Slips

@Suite struct `The number that a page prints` {
    @Test(
        arguments: [
            ("第2页 共3页", 2, 3), ("第 2 页 / 共 3 页", 2, 3), ("共3页第2页", 2, 3), ("页码：2/3", 2, 3), ("第2/3页", 2, 3),
            ("打印日期 2024-05-06 第12页", 12, nil),
        ] as [(String, Int, Int?)])
    func `is read in its forms`(line: String, number: Int, count: Int?) {
        #expect(PrintedPageNumber(printed: line) == PrintedPageNumber(number: number, count: count))
    }

    @Test(arguments: ["第4页 共3页", "第页", "2024/05", "1/3", "第0页", "本页小计 12.00"])
    func `is not taken for one where it is none`(line: String) {
        #expect(PrintedPageNumber(printed: line) == nil)
    }

    private func fault(_ numbers: [Int?], of count: Int? = nil) -> String? {
        PrintedPageNumber.fault(in: numbers.map { $0.map { PrintedPageNumber(number: $0, count: count) } })
    }

    @Test func `tells pages that are out of order, twice or missing`() {
        #expect(fault([2, 1])?.hasPrefix("页序有误") == true)
        #expect(fault([1, 1])?.hasPrefix("页码重复") == true)
        #expect(fault([1, 3])?.hasPrefix("缺页") == true)
        #expect(fault([1, 2], of: 3)?.hasPrefix("缺页") == true)
    }

    @Test func `says nothing of pages in order, and of those between that print none`() {
        #expect(fault([]) == nil && fault([nil, nil]) == nil)
        #expect(fault([1, 2, 3], of: 3) == nil)
        #expect(fault([1, nil, 3], of: 3) == nil)
        #expect(fault([4, 5]) == nil, "a part of a longer list")
    }
}
