import Layout
import Testing

@testable import Recognition

@Suite struct `A row of headings` {
    private func kinds(_ texts: [String]) -> [ColumnKind] {
        HeadingFinder.headings(in: runs(texts)).map(\.kind)
    }

    private func runs(_ texts: [String]) -> [TextRun] {
        var x = 0
        return texts.map { text in
            defer { x += MadePrint.em * text.count + 100 }
            return MadePrint.text(text, x: x)
        }
    }

    @Test(arguments: [
        (
            ["项目名称", "规格", "单位", "数量", "单价", "金额"],
            [ColumnKind.name, .spec, .unit, .quantity, .unitPrice, .amount]
        ),
        (["项目名称", "金额"], [.name, .amount]),
        (["计价单位次数", "单价(元)", "金额(元)"], [.unit, .quantity, .unitPrice, .amount]),
        (["项囧名称", "数囧", "单价", "金额"], [.name, .quantity, .unitPrice, .amount]),
        (["项目名称", "适应症状", "数量", "金额"], [.name, .other, .quantity, .amount]),
        (["瑟名", "数星", "单价", "全烙"], [.name, .quantity, .unitPrice, .other]),
        (["项目挂号", "金额(元)", "项目/规格", "数量"], [.name, .amount, .name, .quantity]),
        (["拄号", "金额(元)", "项目/规格", "数量"], [.name, .amount, .name, .quantity]),
        (["No", "项目名称", "数量", "金额"], [.serial, .name, .quantity, .amount]),
    ])
    func `is told, with headings that it does not know`(texts: [String], expected: [ColumnKind]) {
        #expect(kinds(texts) == expected)
    }

    @Test(arguments: [
        ["姓名:王小明", "性别:女", "年龄:34"], ["阿莫西林胶囊", "0.25g*24粒", "2", "12.50", "25.00"], ["合计", "128.50"],
        ["瑟名", "数星", "单囧", "全烙"], ["单价", "数星", "瑟名"], ["数量", "金烙", "姓名"],
        ["云帆市人民医院住院费用明细清单"], ["以上金额为参考金额,具体费用以结算单为准"], ["项目名称", "规格"], ["日期"], [],
    ])
    func `is no sentence, no title and no line of data`(texts: [String]) {
        #expect(kinds(texts).isEmpty)
    }

    @Test func `has the headings of two words that the table beside has, also where they were read as two`() {
        func kinds(_ texts: [String], gap: Int) -> [ColumnKind] {
            var x = 0
            let runs = texts.map { text in
                defer { x += MadePrint.em * text.count + (["数量", "药品名称"].contains(text) ? gap : 200) }
                return MadePrint.text(text, x: x)
            }
            return HeadingFinder.headings(in: runs).map(\.kind)
        }
        let beside = ["项目名称/规格", "数量/单位", "金额"]
        let cut = ["药品名称", "规格", "数量", "单位", "金额"]
        let whole: [ColumnKind] = [.name, .quantityAndUnit, .amount]
        #expect(kinds(beside + cut, gap: 20) == whole + whole)
        // They stand apart, or nothing beside them says that they are one.
        let apart: [ColumnKind] = [.name, .spec, .quantity, .unit, .amount]
        #expect(kinds(beside + cut, gap: 200) == whole + apart)
        #expect(kinds(cut, gap: 20) == apart)
    }

    @Test func `has no running numbers where 项目 stands directly before 名称`() {
        let runs = [
            MadePrint.text("项次", x: 0), MadePrint.text("名称/规格", x: 2 * MadePrint.em + 8),
            MadePrint.text("数量", x: 500), MadePrint.text("金额", x: 800),
        ]
        #expect(HeadingFinder.headings(in: runs).map(\.kind) == [.name, .quantity, .amount])
        let apart = [MadePrint.text("项次", x: 0), MadePrint.text("名称/规格", x: 3 * MadePrint.em)] + runs[2...]
        #expect(HeadingFinder.headings(in: apart).map(\.kind) == [.serial, .name, .quantity, .amount])
    }

    @Test func `is no line that says what a receipt was paid with`() {
        #expect(kinds(["实收:515.60", "医保统筹支付:0.00", "个人账户支付:0.00"]).isEmpty)
        #expect(kinds(["实收", "医保统筹支付", "个人账户支付", "现金支付"]).isEmpty)
        #expect(!kinds(["项目名称", "金额", "统筹支付", "个人支付"]).isEmpty)
    }

    @Test func `is trusted less for words that hardly fit`() {
        let whole = HeadingFinder.headings(in: runs(["项目名称", "数量/单位", "金额", "备注"]))
        let doubtful = whole.map { heading in
            var heading = heading
            if heading.kind == .remark { heading.likeness = 0.5 }
            return heading
        }
        #expect(HeadingFinder.trust(whole) > HeadingFinder.trust(Array(whole.prefix(3))))
        #expect(HeadingFinder.trust(doubtful) < HeadingFinder.trust(Array(whole.prefix(3))))
    }

    @Test func `begins no second table with the other half of one name`() {
        let texts = ["计费时间", "费用分类", "收费项目/药品名称", "数量", "单价", "金额"]
        let groups = HeadingFinder.groups(HeadingFinder.headings(in: runs(texts)))
        #expect(groups.count == 1)
        let twice = ["项目名称", "数量", "金额", "项目名称", "数量", "金额"]
        #expect(HeadingFinder.groups(HeadingFinder.headings(in: runs(twice))).count == 2)
    }

    @Test func `is worth more whole than its upper half, whose words are headings too`() {
        let whole = HeadingFinder.headings(
            in: runs(["序号", "费用分类", "费用名称", "单位", "总量", "价格", "费用(元)", "自付比例"]))
        let half = HeadingFinder.headings(in: runs(["序号", "费用", "费用", "单位", "总量", "价格", "费用", "自付"]))
        #expect(HeadingFinder.worth(whole) > HeadingFinder.worth(half))
    }

    @Test func `gives touching headings their own places`() throws {
        let found = HeadingFinder.headings(in: runs(["项目名称", "单位次数单价", "金额"]))
        #expect(found.map(\.kind) == [.name, .unit, .quantity, .unitPrice, .amount])
        let boxes = found.map(\.box)
        for (left, right) in zip(boxes, boxes.dropFirst()) { #expect(left.right <= right.left) }
        #expect(found[1].box == Box(x: 220, y: 0, width: 60, height: 30))
    }

    @Test func `scores better the more it names`() {
        let few = HeadingFinder.headings(in: runs(["项目名称", "数量", "金额"]))
        let many = HeadingFinder.headings(in: runs(["项目名称", "数量", "单价", "金额"]))
        let misread = HeadingFinder.headings(in: runs(["项目囧称", "数量", "单价", "金额"]))
        #expect(HeadingFinder.score(many) > HeadingFinder.score(misread))
        #expect(HeadingFinder.score(misread) > HeadingFinder.score(few))
    }
}

@Suite struct `Tables side by side` {
    private func headings(_ kinds: [ColumnKind], likeness: [Double]? = nil) -> [Heading] {
        kinds.enumerated().map { i, kind in
            Heading(
                kind: kind, text: kind.rawValue, box: Box(x: 150 * i, y: 0, width: 100, height: 30),
                likeness: likeness?[i] ?? 1)
        }
    }

    private func groups(_ kinds: [ColumnKind], likeness: [Double]? = nil) -> [[ColumnKind]] {
        HeadingFinder.groups(headings(kinds, likeness: likeness)).map { $0.headings.map(\.kind) }
    }

    @Test(arguments: [
        ([ColumnKind.name, .quantity, .amount], 1), ([.name, .quantityAndUnit, .amount, .remark], 2),
        ([.date, .code, .name, .quantity, .amount], 2), ([.serial, .name, .amount], 3),
        ([.code, .name, .spec, .unit, .quantity, .unitPrice, .amount], 2),
    ])
    func `are parted before what leads to each name`(kinds: [ColumnKind], count: Int) {
        let all = Array(repeating: kinds, count: count)
        #expect(groups(all.flatMap { $0 }) == all)
    }

    @Test func `are one where the name is headed twice in a row`() {
        #expect(groups([.name, .name, .quantity, .amount]).count == 1)
        #expect(groups([.code, .name, .spec, .date, .amount]).count == 1)
    }

    @Test func `hold no kind twice: the heading that fits worse is unknown`() {
        #expect(
            groups([.name, .amount, .quantity, .amount], likeness: [1, 0.6, 1, 1])
                == [[.name, .other, .quantity, .amount]])
        #expect(
            groups([.name, .amount, .quantity, .amount], likeness: [1, 1, 1, 0.6])
                == [[.name, .amount, .quantity, .other]])
    }

    @Test(arguments: [
        [ColumnKind.amount, .quantity, .unitPrice, .unit, .name], [.insuranceClass, .amount, .name],
    ])
    func `are parted where their first heading comes again, wherever the name stands`(kinds: [ColumnKind]) {
        #expect(groups(kinds + kinds) == [kinds, kinds])
        #expect(groups(kinds + kinds + kinds) == [kinds, kinds, kinds])
    }

    @Test func `stay with what stands before the names where a list differs from the one beside it`() {
        let summary: [ColumnKind] = [.name, .amount]
        let list: [ColumnKind] = [.code, .name, .spec, .quantity, .unitPrice, .amount]
        #expect(groups(summary + list) == [summary, list])
    }

    @Test func `are none without headings`() {
        #expect(HeadingFinder.groups([]).isEmpty)
    }
}
