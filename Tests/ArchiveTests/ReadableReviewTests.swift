import Archive
import Foundation
import Testing

@Suite struct `A review as text` {
    @Test func `marks a line that a rule asks about otherwise than one that was not read for certain`() throws
    {
        let slip = try archived(
            """
            {"schema":"slipway.review.v1","id":"ab12","source":"in/a.jpg","kind":"fee_list",
            "catalog":{"id":"starter","edition":"2024","sha256":"0"},
            "pages":[{"number":1,"width":1,"height":1,"sha256":"0"}],"fields":{},
            "items":[
            {"line":1,"name":{"value":"多拉米替片"},"quantity":{"value":"2"},"amount":{"value":"19.00"},
            "needs_review":false,"match":{"status":"matched","code":"X1","name":"多拉米替片"},
            "split":{"self_paid":"19.00","over_cap":"0.00","first_self_paid":"0.00","in_scope":"0.00"},
            "flags":[{"code":"limit_unproved","severity":"suspect","message":"限定适应症"}]}],
            "flags":[],
            "totals":{"items":"19.00","printed":"19.00","closed":true,"self_paid":"19.00","over_cap":"0.00",
            "first_self_paid":"0.00","in_scope":"0.00"},
            "decision":"needs_review"}
            """)
        let text = try ReadableReview(slip).text
        #expect(text.contains("19.00  X1 多拉米替片!\n"), "\(text)")
        #expect(text.contains("（! 待证明或核准，见“发现” to be proved or approved: see the findings）"))
        #expect(!text.contains("？ 需核对") && !text.contains("多拉米替片?"))
    }

    @Test func `has every part, Chinese first, in columns`() throws {
        let slip = try archived(
            """
            {"schema":"slipway.review.v1","id":"ab12","source":"in/a.jpg","kind":"fee_list",
            "catalog":{"id":"starter","edition":"2024","sha256":"0"},
            "pages":[{"number":1,"width":1,"height":1,"sha256":"0"}],
            "fields":{"patient":{"value":"施敏秀","needs_review":false},
            "hospital":{"value":"青云市人民医院","raw":"青去市人民医院","needs_review":false},
            "issue_date":{"value":null,"raw":"2O24","needs_review":true}},
            "items":[
            {"line":1,"name":{"value":"阿莫西林胶囊"},"spec":{"value":"0.25g"},"quantity":{"value":"2"},
            "unit_price":{"value":"9.50"},"amount":{"value":"19.00"},"needs_review":false,
            "match":{"status":"matched","code":"X1","name":"阿莫西林"},
            "split":{"self_paid":"0.00","over_cap":"1.00","first_self_paid":"1.80","in_scope":"16.20"},
            "flags":[{"code":"over_cap","severity":"definite","message":"超限价1.00；over the cap","amount":"1.00"}]},
            {"line":2,"name":{"value":"CT平扫"},"quantity":{"value":null},"amount":{"value":"120.00"},
            "match":{"status":"ambiguous","code":null},"needs_review":true,"flags":[]}],
            "flags":[{"code":"total_mismatch","severity":"suspect","message":"合计不符"}],
            "totals":{"items":"139.00","printed":null,"closed":false,"self_paid":"0.00","over_cap":"1.00",
            "first_self_paid":"1.80","in_scope":"16.20"},
            "decision":"needs_review"}
            """)
        let text = try ReadableReview(slip).text
        #expect(
            text == """
                编号 ID              ab12
                来源 Source          in/a.jpg
                种类 Kind            费用清单 fee list
                医院 Hospital        青云市人民医院（票面读作 read as “青去市人民医院”）
                姓名 Patient         施敏秀
                开票日期 Issue date  2O24?
                结论 Decision        待核对 needs review

                项目 Items: 2
                行  名称          规格   数量  单价    金额  超限价  先行自付  范围内  目录
                 1  阿莫西林胶囊  0.25g     2  9.50   19.00    1.00      1.80   16.20  X1 阿莫西林
                 2  CT平扫                 –?        120.00                            不确定 ambiguous?
                （? 需核对：识读、匹配或付费条件不确定 to be checked: reading, match or payment is not certain）

                发现 Findings: 2
                - 合计不符 total_mismatch [可疑 suspect]: 合计不符
                - 第1行 超限价 over_cap [确定 definite] ¥1.00: 超限价1.00；over the cap

                明细合计 Lines            139.00
                票面合计 Printed total    –
                各项勾稽 Closed           不符或不全 no
                全自费 Self-paid          0.00
                超限价自付 Over cap       1.00
                先行自付 First self-paid  1.80
                符合政策范围 In scope     16.20

                历史 History
                - 2026-11-22T03:55:00Z 提交 submitted: in/a.jpg (C-1)
                - 2026-11-22T03:55:00Z 审核 reviewed: 待核对 needs review, 目录 catalog starter 2024 0
                """)
    }

    @Test func `lets nothing through that a terminal would obey`() throws {
        let slip = try archived(
            #"""
            {"schema":"slipway.review.v1","id":"ab12","source":"a\u001b[2Jb","kind":"\u0007","flags":[
            {"code":"c\u001b","message":"m\u202e"}],
            "catalog":{"id":"i\u001b","edition":"e","sha256":"0"},"pages":[],
            "fields":{"patient":{"value":"p\u009b"},"x\u001b":{"value":"v\u0000"}},
            "items":[{"line":1,"name":{"value":"n\u001b]0;t\u0007"},"quantity":{"value":"1\r"},
            "amount":{"value":"2\u2028"},"match":{"status":"matched","code":"c\u001b","name":"\u001b"},
            "flags":[],"needs_review":false}],
            "totals":{"items":"\u001b","printed":"\u001b","closed":true,"in_scope":"\u001b"},"decision":"\u001b"}
            """#)
        let text = try ReadableReview(slip).text
        let obeyed = text.unicodeScalars.filter {
            $0 != "\n" && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
        }
        #expect(obeyed.isEmpty)
        #expect(text.contains("a\u{FFFD}[2Jb"))
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("血糖", 4), ("（甲）", 6), ("★℃Ⅲ", 3), ("e\u{301}", 1), ("𠮷", 2), ("０．５", 6),
        ("、。", 4),
        ("¥", 1), ("￥", 2),
    ])
    func `takes as many columns as a terminal gives it`(text: String, columns: Int) {
        #expect(TerminalText.width(text) == columns)
    }

    @Test func `fits every text into every number of columns exactly`() {
        for text in ["", "a", "血", "血糖测定", "a血b糖c", "0.25g*24粒"] {
            for columns in 1...14 {
                for alignedRight in [false, true] {
                    let fitted = TerminalText.fitted(text, to: columns, alignedRight: alignedRight)
                    #expect(TerminalText.width(fitted) == columns, "‘\(text)’ in \(columns)")
                    if TerminalText.width(text) <= columns {
                        #expect(fitted.trimmingCharacters(in: .whitespaces) == text)
                    } else {
                        #expect(fitted.contains("…"))
                    }
                }
            }
        }
    }

    @Test func `an entry of the quarantine is written as the contract says`() throws {
        func json(page: Int?) throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let entry = QuarantineEntry(
                number: 7,
                input: QuarantinedInput(
                    source: "a/b.tif", page: page, failureClass: "crash:SIGSEGV", reason: "原因", attempts: 2,
                    original: ContentDigest(of: [1]), claim: "C"),
                at: Timestamp(seconds: 0))
            return String(decoding: try encoder.encode(entry), as: UTF8.self)
        }
        let rest = #""reason":"原因","source":"a/b.tif"}"#
        let start = #"{"at":"1970-01-01T00:00:00Z","attempts":2,"class":"crash:SIGSEGV","page":"#
        #expect(try json(page: 3) == start + "3," + rest)
        #expect(try json(page: nil) == start + "null," + rest)
    }

    private func archived(_ json: String) throws -> ArchivedSlip {
        let review = ReviewDocument(json: Array(json.utf8))
        let summary = try RecordSummary(of: review)
        let at = Timestamp(seconds: 1_795_319_700)
        return ArchivedSlip(
            id: summary.id, original: ContentDigest(of: [1]), review: review, summary: summary,
            submissions: [RecordedSubmission(sequence: 1, at: at, source: summary.source, claim: "C-1")],
            reviews: [
                RecordedReview(
                    at: at, document: review.digest, catalog: summary.catalog, decision: summary.decision,
                    pages: [], sequence: 2, correction: nil)
            ], stage: .clerk)
    }
}
