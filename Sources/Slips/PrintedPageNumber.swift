/// A page's number as the page prints it: 第2页 共3页.
public struct PrintedPageNumber: Hashable, Codable, Sendable {
    /// From 1.
    public var number: Int
    /// Of how many; nil where the page does not say.
    public var count: Int?

    public init(number: Int, count: Int?) {
        self.number = number
        self.count = count
    }

    /// Reads the number out of a line of print; nil where the line has none.
    ///
    /// 第2页 共3页, 第2页/共3页, 共3页第2页, 页码：2/3, 第2/3页. What says more than it can (第4页 共3页) is none.
    public init?(printed line: String) {
        let text = line.filter { !$0.isWhitespace }.replacing("／", with: "/").replacing("：", with: ":")
        var number = text.firstMatch(of: /第(\d{1,3})页/).flatMap { Int($0.1) }
        var count = text.firstMatch(of: /共(\d{1,3})页/).flatMap { Int($0.1) }
        if let found = text.firstMatch(of: /(?:页码:?|页次:?|第)(\d{1,3})\/(\d{1,3})/) {
            number = Int(found.1)
            count = Int(found.2)
        }
        guard let number, number > 0, count.map({ $0 >= number }) ?? true else { return nil }
        self.number = number
        self.count = count
    }

    /// What is wrong with the numbers of a slip's pages.
    ///
    /// - Parameter numbers: In the order of the pages; nil where a page prints none or it is not certain.
    /// - Returns: A sentence in Chinese and one in English; nil where nothing is wrong.
    public static func fault(in numbers: [PrintedPageNumber?]) -> String? {
        let known = numbers.enumerated().compactMap { index, number in number.map { (page: index + 1, $0) } }
        guard !known.isEmpty else { return nil }
        let printed = known.map(\.1.number)
        let list = printed.map(String.init)
        if Set(printed).count < printed.count {
            return "页码重复：依次为\(list.joined(separator: "、"))。"
                + "A page number stands there twice: the pages print \(list.joined(separator: ", "))."
        }
        if printed != printed.sorted() {
            return "页序有误：依次为\(list.joined(separator: "、"))。"
                + "The pages are out of order: they print \(list.joined(separator: ", "))."
        }
        // Pages without a number may be those between.
        let counts = Set(known.compactMap(\.1.count))
        if counts.count == 1, let count = counts.first, count > numbers.count {
            return "缺页：共\(count)页，仅有\(numbers.count)页。"
                + "Pages are missing: there are \(count) by their own numbers, and \(numbers.count) are here."
        }
        if known.count == numbers.count, let first = printed.first, let last = printed.last,
            last - first >= printed.count
        {
            return "缺页：页码依次为\(list.joined(separator: "、"))。"
                + "A page is missing: the pages print \(list.joined(separator: ", "))."
        }
        return nil
    }
}
