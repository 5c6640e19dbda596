import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `A slip` {
    private let kinds: [ColumnKind] = [.date, .name, .unit, .quantity, .unitPrice, .amount]

    private var firstPage: PageLayout {
        MadePrint.page(
            [
                MadePrint.line(["云帆市人民医院住院费用明细清单"], y: 60),
                MadePrint.line(["姓名:王小明", "住院号:0012345", "入院日期:2024-03-01"], y: 160),
            ],
            tables: [
                MadePrint.table(
                    kinds,
                    [
                        ["03-02", "阿莫西林胶囊", "盒", "2", "12.50", "25.00"],
                        ["03-02", "血常规检查", "次", "1", "20.00", "20.00"],
                        ["", "本页小计", "", "", "", "45.00"],
                    ])
            ])
    }

    private func lastPage(total: String) -> PageLayout {
        MadePrint.page(
            [MadePrint.line(["合计(大写):壹佰零玖元整", "合计:\(total)"], y: 1800)],
            tables: [MadePrint.table(kinds, [["03-03", "静脉输液", "组", "8", "8.00", "64.00"]])])
    }

    private func slip(_ pages: [PageLayout]) -> Slip {
        SlipExtractor().slip(from: pages, pages: pages.indices.map { MadePrint.slipPage($0 + 1) })
    }

    @Test func `of two pages closes from its lines to its capitals`() {
        let slip = slip([firstPage, lastPage(total: "109.00")])
        #expect(slip.kind == .feeList)
        #expect(slip.pages.map(\.number) == [1, 2])
        #expect(slip.fields[.hospital]?.value == "云帆市人民医院")
        #expect(slip.fields[.patient]?.value == "王小明")
        #expect(slip.fields[.recordNumber]?.value == "0012345")
        #expect(slip.items.map(\.line) == [1, 2, 3])
        #expect(slip.items.map(\.place.page) == [1, 1, 2])
        #expect(slip.items.map(\.date?.value?.description) == ["2024-03-02", "2024-03-02", "2024-03-03"])
        #expect(slip.items.allSatisfy { $0.closes && !$0.needsReview })
        #expect(slip.subtotals.map(\.lines) == [[1, 2]])
        #expect(slip.total?.value == MadeItems.money("109") && slip.total?.needsReview == false)
        #expect(slip.totalInCapitals?.value == MadeItems.money("109"))
        #expect(slip.totalInCapitals?.needsReview == false)
        #expect(!slip.hasUnreadLines)
    }

    @Test func `whose printed total is another than the sum keeps both as printed`() {
        let slip = slip([firstPage, lastPage(total: "199.00")])
        #expect(slip.items.map(\.amount.value) == ["25", "20", "64"].map { MadeItems.money($0) })
        #expect(slip.total?.value == MadeItems.money("199"))
        #expect(slip.totalInCapitals?.value == MadeItems.money("109"))
    }

    @Test func `without print is blank`() {
        let slip = slip([MadePrint.page()])
        #expect(slip == Slip(kind: .blank, pages: [MadePrint.slipPage()]))
    }

    @Test func `takes no items from a summary beside the detailed table`() {
        var page = firstPage
        page.tables.append(
            MadePrint.table([.name, .amount], [["西药费", "25.00"], ["化验费", "20.00"]], top: 900))
        #expect(slip([page]).items.map(\.name.value) == ["阿莫西林胶囊", "血常规检查"])
    }

    @Test func `takes its items from the categories where no table is more detailed`() {
        let page = MadePrint.page(tables: [
            MadePrint.table([.name, .amount], [["西药费", "25.00"], ["化验费", "20.00"]])
        ])
        #expect(slip([page]).items.map(\.name.value) == ["西药费", "化验费"])
        #expect(slip([page]).items.map(\.amount.value) == [MadeItems.money("25"), MadeItems.money("20")])
    }

    @Test func `counts each line of a registration receipt once`() {
        let page = MadePrint.page(
            [MadePrint.line(["医疗门诊挂号票据"], y: 40), MadePrint.line(["合计:", "19.27"], y: 900)],
            tables: [MadePrint.table([.name, .amount], [["挂号费", "1.00"], ["诊查费", "18.27"]])])
        let slip = slip([page])
        #expect(slip.kind == .receipt)
        #expect(slip.items.map(\.quantity.value) == [Quantity(1), Quantity(1)] && !slip.hasUnreadLines)
        // No quantity is printed: a person confirms it.
        #expect(slip.items.allSatisfy { $0.quantity.needsReview && $0.quantity.place == nil })
    }

    @Test func `is one of registration where it charges nothing else, whatever its title`() {
        let table = MadePrint.table([.name, .amount], [["挂号费", "1.00"], ["普通门诊诊查费", "18.27"]])
        let page = MadePrint.page(
            [MadePrint.line(["收费收据"], y: 40), MadePrint.line(["合计:", "19.27"], y: 900)], tables: [table])
        #expect(slip([page]).items.map(\.quantity.value) == [Quantity(1), Quantity(1)])
    }

    @Test func `that sums up less than a form says may lack lines, category 挂号费 or not`() {
        let details = MadePrint.table(
            [.name, .quantity, .unitPrice, .amount], [["血常规检查", "1", "20.00", "20.00"]])
        let sums = MadePrint.table([.name, .amount], [["挂号费", "1.00"], ["化验费", "20.00"]], top: 900)
        let title = MadePrint.line(["门诊医疗收费收据"], y: 40)
        let total = MadePrint.line(["合计:", "21.00"], y: 1200)
        #expect(slip([MadePrint.page([title, total], tables: [sums, details])]).hasUnreadLines)
        #expect(slip([MadePrint.page([title, total], tables: [sums])]).hasUnreadLines)
    }

    @Test func `asks where a page after the first holds lines like items and no table was found on it`() {
        let first = MadePrint.page(
            [MadePrint.line(["费用明细清单"], y: 40)],
            tables: [
                MadePrint.table(
                    [.name, .quantity, .unitPrice, .amount], [["血常规检查", "1", "20.00", "20.00"]])
            ])
        let second = MadePrint.page([MadePrint.line(["女金胶囊", "盒", "10", "44.35", "443.50"], y: 100)])
        let foot = MadePrint.page([MadePrint.line(["合计:", "20.00"], y: 100)])
        #expect(slip([first, second]).hasUnreadLines)
        #expect(!slip([first, foot]).hasUnreadLines)
    }

    private func page(patient: String, id: String, hospital: String = "云帆市人民医院") -> PageLayout {
        MadePrint.page([
            MadePrint.line(["\(hospital)住院费用明细清单"], y: 60),
            MadePrint.line(["姓名:\(patient)", "身份证号:\(id)"], y: 160),
        ])
    }

    @Test func `says where its pages certainly name different patients, hospitals or identity numbers`() {
        let first = page(patient: "王小明", id: "11010519491231002X")
        func conflict(_ other: PageLayout) -> PageConflict? { slip([first, first, other]).pageConflict }
        #expect(conflict(first) == nil)
        // A name misread in one character, and a hospital of which the beginning was not read, are the same.
        #expect(conflict(page(patient: "王小朋", id: "11010519491231002X", hospital: "市人民医院")) == nil)
        #expect(
            conflict(page(patient: "王小明", id: "449981199710136120"))
                == PageConflict(
                    field: .idNumber, page: 1, value: "11010519491231002X", otherPage: 3,
                    otherValue: "449981199710136120"))
        #expect(conflict(page(patient: "陈丽华", id: "11010519491231002X"))?.field == .patient)
        let elsewhere = page(patient: "王小明", id: "11010519491231002X", hospital: "望星市妇幼保健院")
        #expect(conflict(elsewhere)?.field == .hospital)
    }
}
