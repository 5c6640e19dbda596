import Layout
import Testing

@testable import Extraction

@Suite struct `Tables side by side without headings` {
    private func parted(_ rows: [[String]]) -> [Table] {
        var table = MadePrint.table(rows[0].map { _ in .other }, rows)
        table.hasHeadings = false
        return SideBySideTables.parted(table)
    }

    @Test func `are parted before each column of names with numbers behind it`() {
        let tables = parted([
            ["血常规检查", "1.00", "次", "20.00", "甲类", "静脉输液治疗", "2.00", "组", "16.00"],
            ["阿莫西林胶囊", "2.00", "盒", "25.00", "乙类", "砂仁配方", "3.00", "g", "1.80"],
            ["心电图检查", "1.00", "次", "30.00", "甲类", "", "", "", ""],
        ])
        #expect(tables.map(\.columns.count) == [5, 4])
        #expect(tables.map(\.rows.count) == [3, 2])
        #expect(tables.last?.rows.first?.cells.first??.text == "静脉输液治疗")
    }

    @Test func `are three where the last has one line only`() {
        let tables = parted([
            ["空调费(自费)", "5", "469.70", "西罗莫司凝胶", "7", "175.13", "益母草膏(国产)", "0.5", "43.84"],
            ["一次性使用输液器", "3", "174.12", "扁桃体烙法治疗", "1", "113.83", "", "", ""],
            ["甲磺酸吉米沙星片", "1", "46.38", "益母草膏(国产)", "0.5", "43.84", "", "", ""],
        ])
        #expect(tables.map(\.rows.count) == [3, 3, 1] && tables.map(\.columns.count) == [3, 3, 3])
        let named = SideBySideTables.completed(tables.map { ColumnInference.completed($0) })
        #expect(named.allSatisfy { $0.columns.map(\.kind) == [.name, .quantity, .amount] })
    }

    @Test func `are one where a name was cut in two, and where departments repeat`() {
        let cut = [
            ["血常规检查", "静脉采血部分", "1.00", "20.00"], ["阿莫西林胶囊", "国产分装制剂", "2.00", "25.00"],
            ["心电图检查", "十二导联通道", "1.00", "30.00"],
        ]
        #expect(parted(cut).count == 1)
        let departments = [
            ["呼吸内科", "20.00", "血常规检查", "1.00"], ["呼吸内科", "25.00", "阿莫西林胶囊", "2.00"],
            ["呼吸内科", "30.00", "心电图检查", "1.00"],
        ]
        #expect(parted(departments).count == 1)
    }

    private let halves: [[String]] = [
        ["病历复印费", "3/份", "162.57", "自费", "保妇康栓", "5/盒", "787.45", "甲类"],
        ["拔罐疗法", "1/次", "5.21", "甲类", "注射用葛根素", "7/支", "348.32", "乙类"],
        ["血清铁蛋白测定", "1/项", "77.49", "甲类", "", "", "", ""],
    ]

    @Test func `are parted, and named alike, where a seal lies over the headings of the right one`() {
        let kinds: [ColumnKind] = [.name, .quantityAndUnit, .amount, .remark, .other, .other, .other, .other]
        let tables = SideBySideTables.completed(SideBySideTables.parted(MadePrint.table(kinds, halves)))
        #expect(tables.map { $0.columns.map(\.kind) } == [Array(kinds[..<4]), Array(kinds[..<4])])
        #expect(tables.map(\.rows.count) == [3, 2])
    }

    @Test
    func `are parted, and named alike, where of the right one only the heading of the names was not read`() {
        let whole: [ColumnKind] = [.name, .quantityAndUnit, .amount, .remark]
        var table = MadePrint.table(whole + [.other, .quantityAndUnit, .other, .other], halves)
        table.columns[6].heading = "金额(元"
        let tables = SideBySideTables.completed(SideBySideTables.parted(table))
        #expect(tables.map { $0.columns.map(\.kind) } == [whole, whole])
        table.columns[6].heading = "单价"
        #expect(SideBySideTables.parted(table).count == 1)
    }

    @Test func `are named alike up to the amount where one has its last column in two`() {
        var left = MadePrint.table(
            [.other, .other, .other, .other, .other], [["保妇康栓", "])登", "787.45", "甲", "类"]])
        left.hasHeadings = false
        var right = MadePrint.table(
            [.name, .quantityAndUnit, .amount, .remark], [["蜡疗", "1/次", "5.21", "甲类"]])
        right.box.x += 1100
        let tables = SideBySideTables.completed([left, right])
        #expect(tables[0].columns.map(\.kind).prefix(3) == [.name, .quantityAndUnit, .amount])
    }

    @Test func `are one where the columns behind the amounts are headed as something else`() {
        var table = MadePrint.table(
            [.name, .quantityAndUnit, .amount, .remark, .other, .other, .other, .other], halves)
        table.columns[4].heading = "开单医生"
        #expect(SideBySideTables.parted(table).count == 1)
    }
}
