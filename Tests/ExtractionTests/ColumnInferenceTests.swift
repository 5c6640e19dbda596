import Layout
import Testing

@testable import Extraction

@Suite struct `Columns without headings` {
    private func kinds(_ kinds: [ColumnKind], _ rows: [[String]]) -> [ColumnKind] {
        ColumnInference.completed(MadePrint.table(kinds, rows)).columns.map(\.kind)
    }

    private let rows = [
        ["阿莫西林胶囊", "盒", "2", "12.50", "25.00"], ["血常规检查", "次", "3", "20.00", "60.00"],
        ["静脉输液", "组", "4", "8.00", "32.00"],
    ]

    @Test func `are named by what closes in them`() {
        #expect(
            kinds([.other, .other, .other, .other, .other], rows)
                == [.name, .unit, .quantity, .unitPrice, .amount])
    }

    @Test(arguments: [[2, 3, 4], [2, 4, 3], [3, 2, 4], [3, 4, 2], [4, 2, 3], [4, 3, 2]])
    func `are named in any order of the numbers`(order: [Int]) {
        let turned = rows.map { row in [row[0], row[1]] + order.map { row[$0] } }
        let found = kinds([.name, .unit, .other, .other, .other], turned)
        #expect(Array(found[2...]) == order.map { [.quantity, .unitPrice, .amount][$0 - 2] })
    }

    private let alike = [
        ["阿莫西林胶囊", "盒", "2.00", "12.00", "24.00"], ["血常规检查", "次", "3.00", "20.00", "60.00"],
        ["静脉输液", "组", "4.00", "8.00", "32.00"],
    ]

    @Test func `are no quantities and prices where nothing tells the two apart`() {
        #expect(
            kinds([.name, .unit, .other, .other, .other], alike)
                == [.name, .unit, .other, .other, .amount])
    }

    @Test(arguments: [[ColumnKind.quantity, .unitPrice], [.unitPrice, .quantity]])
    func `keep the order of the page before where nothing else tells it`(order: [ColumnKind]) {
        let before = MadePrint.table([.name, .unit] + order + [.amount], alike)
        let table = MadePrint.table([.name, .unit, .other, .other, .other], alike)
        #expect(
            ColumnInference.completed(table, after: before).columns.map(\.kind)
                == [.name, .unit] + order + [.amount])
    }

    private let counted = [
        ["奥硝唑阴道栓", "1.00/枚", "119.60", "丙类"], ["罗沙司他胶囊", "2/盒", "57.18", "乙类"],
        ["乌蛇止痒丸", "1.00/", "4.60", "乙类"],
    ]

    @Test func `are quantities with their units beside amounts, where no prices are printed`() {
        var table = MadePrint.table([.other, .other, .other, .other], counted)
        table.hasHeadings = false
        let kinds = ColumnInference.completed(table).columns.map(\.kind)
        #expect(Array(kinds.prefix(3)) == [.name, .quantityAndUnit, .amount])
        // Under headings the unknown column may be anything where no slash tells it.
        let unslashed = counted.map { row in row.map { $0.replacing("/", with: "") } }
        #expect(self.kinds([.name, .other, .amount, .other], unslashed)[1] != .quantityAndUnit)
    }

    @Test func `are amounts where they are the one column of money, under a heading that was not read`() {
        let rows = [["保妇康栓", "5", "787.45"], ["蜡疗", "1", "45.21"]]
        var table = MadePrint.table([.name, .quantity, .other], rows)
        table.columns[2].heading = "色客"
        #expect(ColumnInference.completed(table).columns.map(\.kind) == [.name, .quantity, .amount])
        table.columns[2].heading = "自付金额"
        #expect(ColumnInference.completed(table).columns[2].kind == .other)
    }

    @Test func `are quantities with units where 数量/单位 was read as two headings`() {
        let rows = [
            ["水牛角", "", "1.0/g", "97.33"], ["红参", "", "6.0/g", "1.92"], ["止咳糖浆", "", "2.0/瓶", "45.46"],
        ]
        let found = kinds([.name, .quantity, .unit, .amount], rows)
        #expect(found[2] == .quantityAndUnit && found[3] == .amount && found[1] != .quantity)
        let apart = rows.map { [$0[0], "2", "瓶", $0[3]] }
        #expect(kinds([.name, .quantity, .unit, .amount], apart) == [.name, .quantity, .unit, .amount])
    }

    @Test func `are quantities with their units under a heading that was not read`() {
        let rows = [["酒苁蓉", "10.00/g", "12.40"], ["面神经肌电图检查", "1.00/次", "213.69"]]
        var table = MadePrint.table([.name, .other, .amount], rows)
        table.columns[1].heading = "量"
        #expect(ColumnInference.completed(table).columns.map(\.kind) == [.name, .quantityAndUnit, .amount])
    }

    @Test(arguments: [["2.00支", "1.00盒"], ["2次", "1盒"]])
    func `are quantities with their units where nothing else is counted so`(counts: [String]) {
        var table = MadePrint.table(
            [.name, .other, .amount], [["肿瘤标志物测定", counts[0], "162.46"], ["泰它西普", counts[1], "51.20"]])
        table.columns[1].heading = "曜"
        #expect(ColumnInference.completed(table).columns[1].kind == .quantityAndUnit)
        let packs = [["罗沙司他胶囊", "20片", "57.18"], ["乌蛇止痒丸", "6丸", "4.60"]]
        #expect(kinds([.name, .other, .amount], packs)[1] != .quantityAndUnit)
    }

    @Test func `are no quantities where two columns hold numbers with units`() {
        var table = MadePrint.table(
            [.other, .other, .other, .other], counted.map { [$0[0], "20片", $0[1], $0[2]] })
        table.hasHeadings = false
        #expect(!ColumnInference.completed(table).columns.contains { $0.kind == .quantityAndUnit })
    }

    @Test func `complete the headings that were read`() {
        #expect(
            kinds([.name, .unit, .quantity, .other, .amount], rows)
                == [.name, .unit, .quantity, .unitPrice, .amount])
    }

    @Test func `are told by the lines that close where others lost a point`() {
        let rows = [
            ["氨基酸注射液", "1.00", "90.41", "90.41"], ["一般专项护理", "1.00", "11417", "114.17"],
            ["非吸收性缝线", "2.00", "74.23", "148.46"],
        ]
        #expect(kinds([.other, .other, .other, .other], rows) == [.name, .quantity, .unitPrice, .amount])
    }

    /// What is charged, and a tenth less in every second line, as where the fund pays a share.
    private var shares: [[String]] {
        (1...8).map { i in
            let cents = 300 * i * 2
            let amount = "\(cents / 100).00"
            let paid = i % 2 == 0 ? amount : "\(cents * 9 / 1000).\(cents * 9 / 100 % 10)0"
            return ["静脉输液", "2", "\(3 * i).00", amount, paid]
        }
    }

    @Test func `hold the amount where lines close with it, and not with what a heading was read over`() {
        #expect(
            kinds([.name, .quantity, .unitPrice, .other, .amount], shares)
                == [.name, .quantity, .unitPrice, .amount, .other])
    }

    @Test func `are no prices where their heading says that they are another sum`() {
        var table = MadePrint.table(
            [.other, .name, .quantity, .amount],
            [
                ["100.00", "血常规检查", "1", "100.00"], ["32.40", "静脉输液", "2", "36.00"],
                ["9.00", "尿常规检查", "1", "9.00"], ["20.00", "住院诊查费", "1", "20.00"],
            ])
        table.columns[0].heading = "可报金额"
        #expect(ColumnInference.completed(table).columns[0].kind == .other)
    }

    @Test func `hold no amount where their heading says that they are another sum`() {
        var table = MadePrint.table([.name, .quantity, .unitPrice, .other, .amount], shares)
        table.columns[3].heading = "应收金额"
        #expect(ColumnInference.completed(table).columns.map(\.kind) == table.columns.map(\.kind))
    }

    @Test func `stay unknown where nothing closes`() {
        let wrong = [
            ["阿莫西林胶囊", "盒", "2", "12.50", "31.00"], ["血常规检查", "次", "3", "20.00", "77.00"],
            ["静脉输液", "组", "4", "8.00", "15.00"],
        ]
        #expect(kinds([.name, .unit, .other, .other, .other], wrong)[2...] == [.other, .other, .other])
    }

    @Test func `hold quantities with their units where those close`() {
        let counted = rows.map { row in [row[0], row[2] + row[1], row[3], row[4]] }
        #expect(
            kinds([.other, .other, .other, .other], counted)
                == [.name, .quantityAndUnit, .unitPrice, .amount])
    }

    @Test func `are named by three lines that close among many that were misread`() {
        let misread = (1...12).map { i in ["检查项目", "次", "\(i + 1)", "2\(i).70", "9\(i).10"] }
        #expect(
            kinds([.name, .unit, .other, .unitPrice, .amount], misread + rows)
                == [.name, .unit, .quantity, .unitPrice, .amount])
        #expect(
            kinds([.name, .unit, .other, .unitPrice, .amount], misread + rows.prefix(2))[2] == .other)
    }

    @Test func `are not named by one line alone`() {
        #expect(
            kinds([.name, .unit, .other, .other, .other], [rows[0]])[2...] == [.other, .other, .other])
    }

    @Test func `hold the amount when it alone has two decimals`() {
        let rows = [["阿莫西林胶囊", "2/盒", "25.00"], ["血常规检查", "3/次", "60.00"]]
        #expect(kinds([.name, .quantityAndUnit, .other], rows) == [.name, .quantityAndUnit, .amount])
    }

    @Test func `hold the name where the most Chinese stands, then unit and spec`() {
        let rows = [
            ["甲", "阿莫西林胶囊", "0.25g粒", "盒", "2", "12.50", "25.00"],
            ["乙", "血常规检查项目", "10ml支", "次", "3", "20.00", "60.00"],
        ]
        let found = kinds([.insuranceClass, .other, .other, .other, .quantity, .unitPrice, .amount], rows)
        #expect(found[1] == .name)
        #expect(Set(found[2...3]) == [.unit, .spec])
    }

    @Test func `hold quantities where units stand behind the numbers, also behind the amounts`() {
        let rows = [["阿莫西林胶囊", "25.00", "2/盒"], ["血常规检查", "60.00", "13/次"], ["静脉输液", "64.00", "8/组"]]
        #expect(kinds([.name, .amount, .other], rows) == [.name, .amount, .quantityAndUnit])
    }

    @Test func `hold marks of classes before units, and departments are no specifications`() {
        let rows = [
            ["阿莫西林胶囊", "乙]", "盒", "内分泌科", "2", "12.50", "25.00"],
            ["血常规检查", "甲类", "次", "内分泌科", "3", "20.00", "60.00"],
            ["静脉输液", "自费", "组", "急诊科", "8", "8.00", "64.00"],
        ]
        let found = kinds([.name, .other, .other, .other, .quantity, .unitPrice, .amount], rows)
        #expect(found[1...3] == [.insuranceClass, .unit, .other])
    }

    @Test func `are left alone where every heading was read`() {
        let table = MadePrint.table([.name, .unit, .quantity, .unitPrice, .amount], rows)
        #expect(ColumnInference.completed(table) == table)
    }

    @Test func `are dates where month and day stand behind the amounts`() {
        let dated = rows.map { $0 + ["05/15"] }
        #expect(
            kinds([.name, .unit, .quantity, .unitPrice, .amount, .other], dated).last == .date)
    }

    @Test func `are dates, and numbers beside them, though dust was read as marks and signs`() {
        let rows = [
            ["坤宝丸", "-3.00", "66.49", "1纯臣", "04m2"], ["血液透析", "-1.00", "51.88", "51.88", "04/12:"],
            ["血清测定", "1.00", "48.56", "48.56", "04/12"],
        ]
        let found = kinds([.other, .other, .other, .other, .other], rows)
        #expect(found == [.name, .quantity, .unitPrice, .amount, .date])
    }

    @Test func `are sums where money stands alone beside names, and nothing is counted`() {
        var table = MadePrint.table([.name, .other], [["西药费", "104.28"], ["手术费", "832.40"]])
        table.hasHeadings = false
        #expect(ColumnInference.completed(table).columns.map(\.kind) == [.name, .amount])
    }

    @Test func `hold quantities where they are the only whole numbers between names and amounts`() {
        func lone(
            _ counts: [String], amounts: [String] = ["21.99", "752.08", "152.16", "10.87"]
        ) -> [ColumnKind] {
            let rows = zip(counts, amounts).map { ["静脉输液", $0, $1] }
            var table = MadePrint.table([.name, .other, .amount], rows)
            table.columns[1].heading = ""
            return ColumnInference.completed(table).columns.map(\.kind)
        }
        #expect(lone(["1.0000", "4.0000", "6.0000", "1.0000"]) == [.name, .quantity, .amount])
        // Refunds and halves are counted, too.
        let more = ["21.99", "-752.08", "152.16", "10.87", "3.20"]
        #expect(
            lone(["1.00", "-4.00", "6.00", "0.50", "2.00"], amounts: more) == [.name, .quantity, .amount])
        #expect(lone(["1.00", "4.00", "-6.00", "5.00", "2.00"], amounts: more) == [.name, .other, .amount])
        // Prices have fen, and two lines tell nothing.
        #expect(lone(["1.50", "4.00", "6.00", "1.00"]) == [.name, .other, .amount])
        #expect(lone(["1", "4"]) == [.name, .other, .amount])
    }

    @Test func `hold quantities that hardly close where amounts are several times the prices beside them`() {
        func quantities(_ amounts: [String]) -> [ColumnKind] {
            let prices = ["86.04", "9.00", "2.60", "37.00", "1.64", "62.87"]
            let counts = ["3", "224", "4", "", "3", "94"]
            let rows = zip(zip(counts, prices), amounts).map { ["他达拉非片", $0.0, $0.1, $1] }
            var table = MadePrint.table([.name, .other, .unitPrice, .amount], rows)
            table.columns[1].heading = "远歼最人"
            return ColumnInference.completed(table).columns.map(\.kind)
        }
        #expect(
            quantities(["258.09", "181.88", "36.40", "90.96", "4.92", "125.74"])
                == [.name, .quantity, .unitPrice, .amount])
        // Each is charged once: numbers that are no factor may be anything.
        #expect(
            quantities(["86.04", "9.00", "2.60", "37.00", "1.64", "62.87"])
                == [.name, .other, .unitPrice, .amount])
    }
}
