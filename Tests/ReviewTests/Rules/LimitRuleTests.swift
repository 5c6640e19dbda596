import Slips
import Testing

@testable import Review

@Suite struct `Rules that limit who is paid for an entry` {
    private static let drug = "XN05CDM084X001010102000"
    private static let service = "003402000320000"
    private static let consumable = "C1234567890123456789"

    /// What a class finds on a slip of one line.
    private func find<Rule: RuleClass>(
        _ rule: Rule.Type, _ cells: [String: String] = [:], code: String = drug,
        fields: [String: String] = [:],
        kind: SlipKind = .feeList
    ) throws -> [String] {
        let point = cells.merging(["code": String(code.prefix(14))]) { $1 }
        let review = JudgedSample.review([SampleLine(code: code)], fields: fields, kind: kind)
        return try JudgedSample.judge(rule, [point], review).found(by: rule)
    }

    @Test func `DrugForWorkInjury: another insurance is definite, none is a question, the right one is paid`()
        throws
    {
        let rule = DrugForWorkInjury.self
        #expect(try find(rule, fields: ["insurance_type": "城乡居民医保"]) == ["1 wrong_insurance definite"])
        #expect(try find(rule) == ["1 limit_unproved suspect"])
        #expect(try find(rule, fields: ["insurance_type": "工伤保险"]).isEmpty)
    }

    @Test func `ServiceForWorkInjury: as for drugs`() throws {
        let rule = ServiceForWorkInjury.self
        let insurance = ["insurance_type": "职工医保"]
        #expect(try find(rule, code: Self.service, fields: insurance) == ["1 wrong_insurance definite"])
        #expect(try find(rule, code: Self.service, fields: ["insurance_type": "工伤"]).isEmpty)
    }

    @Test func `DrugForMaternity: definite for a man, a question under the insurance that covers both`()
        throws
    {
        let rule = DrugForMaternity.self
        let man = ["insurance_type": "职工医保", "sex": "男"]
        #expect(try find(rule, fields: man) == ["1 wrong_insurance definite"])
        #expect(
            try find(rule, fields: ["insurance_type": "职工医保", "sex": "女"]) == ["1 limit_unproved suspect"])
        #expect(try find(rule, fields: ["insurance_type": "生育保险"]).isEmpty)
    }

    @Test func `ServiceForMaternity: as for drugs`() throws {
        let man = ["insurance_type": "居民医保", "sex": "男"]
        let rule = ServiceForMaternity.self
        #expect(try find(rule, code: Self.service, fields: man) == ["1 wrong_insurance definite"])
        #expect(try find(rule, code: Self.service, fields: ["insurance_type": "生育"]).isEmpty)
    }

    @Test func `UnpaidSlice: never paid`() throws {
        #expect(try find(UnpaidSlice.self, code: "T001700233") == ["1 out_of_scope definite"])
    }

    @Test func `SecondLineDrug: a question, self-paid until it is proved`() throws {
        let review = JudgedSample.review([SampleLine(code: Self.drug)])
        let judged = try JudgedSample.judge(SecondLineDrug.self, [["code": "XN05CDM084X001"]], review)
        #expect(judged.found(by: SecondLineDrug.self) == ["1 limit_unproved suspect"])
        #expect(judged.items.first?.split == AmountSplit(selfPaid: Sample.money("10")))
        // The line is read and matched for certain: only the slip waits for a person.
        #expect(judged.items.first?.needsReview == false)
        #expect(judged.doubts.map(\.subject).contains("规则 rule"))
        #expect(judged.decision == .needsReview)
        #expect(judged.totals.split.selfPaid == Sample.money("10"))
    }

    @Test func `DrugForIndications: a question`() throws {
        #expect(try find(DrugForIndications.self) == ["1 limit_unproved suspect"])
    }

    @Test func `ServiceForIndications: a question`() throws {
        #expect(try find(ServiceForIndications.self, code: Self.service) == ["1 limit_unproved suspect"])
    }

    @Test func `DrugForNewborns: definite past 28 days, a question where the days are not known`() throws {
        let rule = DrugForNewborns.self
        let limit = ["max_days": "28"]
        #expect(try find(rule, limit, fields: ["age": "29天"]) == ["1 wrong_age definite"])
        #expect(try find(rule, limit, fields: ["age": "3岁"]) == ["1 wrong_age definite"])
        #expect(try find(rule, limit, fields: ["age": "0"]) == ["1 limit_unproved suspect"])
        #expect(try find(rule, limit, fields: ["age": "28天"]).isEmpty)
    }

    @Test func `ServiceForNewborns: as for drugs`() throws {
        let rule = ServiceForNewborns.self
        #expect(
            try find(rule, ["max_days": "28"], code: Self.service, fields: ["age": "40"]) == [
                "1 wrong_age definite"
            ])
    }

    @Test func `ConsumableForNewborns: as for drugs`() throws {
        let rule = ConsumableForNewborns.self
        let limit = ["max_days": "28"]
        #expect(
            try find(rule, limit, code: Self.consumable, fields: ["age": "40"]) == ["1 wrong_age definite"])
        #expect(try find(rule, limit, code: Self.consumable, fields: ["age": "5天"]).isEmpty)
    }

    @Test func `DrugForChildren: by the identity number, else as printed, and a question between`() throws {
        let rule = DrugForChildren.self
        let limit = ["max_years": "17", "ask_above": "14"]
        #expect(try find(rule, limit, fields: ["age": "18"]) == ["1 wrong_age definite"])
        #expect(try find(rule, limit, fields: ["age": "16岁"]) == ["1 limit_unproved suspect"])
        #expect(try find(rule, limit, fields: ["age": "3岁5月"]).isEmpty)
        #expect(try find(rule, limit) == ["1 limit_unproved suspect"])
        // Born on 1949-12-31.
        #expect(
            try find(rule, limit, fields: ["id_number": "11010519491231002X"]) == ["1 wrong_age definite"])
        // The two contradict each other: neither is believed.
        let both = ["id_number": "11010519491231002X", "age": "5"]
        #expect(try find(rule, limit, fields: both) == ["1 limit_unproved suspect"])
    }

    @Test func `ServiceForChildren: as for drugs`() throws {
        let rule = ServiceForChildren.self
        #expect(
            try find(rule, ["max_years": "17"], code: Self.service, fields: ["age": "30"]) == [
                "1 wrong_age definite"
            ])
    }

    @Test func `ConsumableForChildren: as for drugs`() throws {
        let rule = ConsumableForChildren.self
        let limit = ["max_years": "17"]
        #expect(
            try find(rule, limit, code: Self.consumable, fields: ["age": "30"]) == ["1 wrong_age definite"])
    }

    @Test func `ServiceAge: outside the working ages`() throws {
        let rule = ServiceAge.self
        let limit = ["min_years": "16", "max_years": "63"]
        #expect(try find(rule, limit, code: Self.service, fields: ["age": "70"]) == ["1 wrong_age definite"])
        #expect(try find(rule, limit, code: Self.service, fields: ["age": "15"]) == ["1 wrong_age definite"])
        #expect(try find(rule, limit, code: Self.service, fields: ["age": "40"]).isEmpty)
    }

    @Test func `ChildrensDrug: asks for an adult, and says nothing without an age`() throws {
        #expect(
            try find(ChildrensDrug.self, ["max_years": "17"], fields: ["age": "30"]) == [
                "1 wrong_age suspect"
            ])
        #expect(try find(ChildrensDrug.self, ["max_years": "17"]).isEmpty)
    }

    @Test func `DrugNotForChildren: asks below the age`() throws {
        #expect(
            try find(DrugNotForChildren.self, ["min_years": "18"], fields: ["age": "12"]) == [
                "1 wrong_age suspect"
            ])
        #expect(try find(DrugNotForChildren.self, ["min_years": "18"], fields: ["age": "18"]).isEmpty)
    }

    @Test func `DrugForTheOld: asks above the age`() throws {
        #expect(
            try find(DrugForTheOld.self, ["max_years": "64"], fields: ["age": "80"]) == [
                "1 wrong_age suspect"
            ])
    }

    @Test func `ChildrensService: asks for an adult`() throws {
        let rule = ChildrensService.self
        #expect(
            try find(rule, ["max_years": "17"], code: Self.service, fields: ["age": "30"]) == [
                "1 wrong_age suspect"
            ])
    }

    @Test func `DrugBySex: asks for the other sex, and says nothing where the sex is not known`() throws {
        let rule = DrugBySex.self
        #expect(try find(rule, ["sex": "female"], fields: JudgedSample.male) == ["1 wrong_sex suspect"])
        #expect(try find(rule, ["sex": "female"], fields: JudgedSample.female).isEmpty)
        #expect(try find(rule, ["sex": "female"]).isEmpty)
        // The identity number is a woman's.
        #expect(
            try find(rule, ["sex": "female"], fields: ["id_number": "11010519491231002X", "sex": "男"]).isEmpty
        )
    }

    @Test func `ServiceBySex: asks for the other sex`() throws {
        let rule = ServiceBySex.self
        let service = "003313040040000"
        #expect(
            try find(rule, ["sex": "female"], code: service, fields: JudgedSample.male) == [
                "1 wrong_sex suspect"
            ])
        #expect(try find(rule, ["sex": "female"], code: service, fields: JudgedSample.female).isEmpty)
    }

    @Test func `ConsumableBySex: asks for the other sex`() throws {
        let rule = ConsumableBySex.self
        let man = JudgedSample.male
        #expect(
            try find(rule, ["sex": "female"], code: Self.consumable, fields: man) == ["1 wrong_sex suspect"])
    }

    @Test func `DrugHospitalLevel: definite in a lower hospital, a question in an unknown one`() throws {
        let rule = DrugHospitalLevel.self
        let limit = ["min_level": "2"]
        #expect(try find(rule, limit, fields: ["hospital": "长岭镇卫生院"]) == ["1 wrong_hospital_level definite"])
        #expect(try find(rule, limit, fields: ["hospital": "无名医院"]) == ["1 limit_unproved suspect"])
        #expect(try find(rule, limit, fields: ["hospital": "长岭市中心医院"]).isEmpty)
    }

    @Test func `ServiceHospitalLevel: as for drugs`() throws {
        let rule = ServiceHospitalLevel.self
        let fields = ["hospital": "长岭镇卫生院"]
        #expect(
            try find(rule, ["min_level": "3"], code: Self.service, fields: fields)
                == ["1 wrong_hospital_level definite"])
    }

    @Test func `DrugCareType: definite for outpatients, a question where an emergency would count`() throws {
        let rule = DrugCareType.self
        let strict = ["care": "inpatient", "emergency": "no"]
        let urgent = ["care": "inpatient", "emergency": "yes"]
        let outpatient = ["receipt_code": "31060124"]
        #expect(try find(rule, strict, fields: outpatient, kind: .eReceipt) == ["1 wrong_care_type definite"])
        #expect(try find(rule, strict, kind: .pharmacy) == ["1 wrong_care_type definite"])
        #expect(try find(rule, urgent, fields: outpatient, kind: .eReceipt) == ["1 limit_unproved suspect"])
        #expect(try find(rule, strict) == ["1 limit_unproved suspect"])
        #expect(try find(rule, strict, fields: JudgedSample.stay).isEmpty)
    }

    @Test func `ServiceCareType: as for drugs`() throws {
        let rule = ServiceCareType.self
        let limit = ["care": "outpatient", "emergency": "no"]
        #expect(
            try find(rule, limit, code: Self.service, fields: JudgedSample.stay) == [
                "1 wrong_care_type definite"
            ])
    }

    @Test func `InternetHospitalDrug: asks where the hospital is one of the internet`() throws {
        let rule = InternetHospitalDrug.self
        #expect(try find(rule, fields: ["hospital": "长岭互联网医院"]) == ["1 out_of_scope suspect"])
        #expect(try find(rule, fields: ["hospital": "长岭市中心医院"]).isEmpty)
    }

    @Test func `a line whose match is not certain is never judged`() throws {
        let lines = [SampleLine(code: "T001700233", isCertain: false)]
        let judged = try JudgedSample.judge(
            UnpaidSlice.self, [["code": "T001700233"]], JudgedSample.review(lines))
        #expect(judged.found(by: UnpaidSlice.self).isEmpty)
    }

    @Test func `what is taken back as a whole is not judged, and a refund is self-paid with its charge`()
        throws
    {
        let point = [["code": "T001700233"]]
        let whole = [SampleLine(code: "T001700233"), SampleLine(code: "T001700233", quantity: "-1")]
        #expect(
            try JudgedSample.judge(UnpaidSlice.self, point, JudgedSample.review(whole)).found(
                by: UnpaidSlice.self
            ).isEmpty)
        let part = [
            SampleLine(code: "T001700233", quantity: "3"), SampleLine(code: "T001700233", quantity: "-1"),
        ]
        let judged = try JudgedSample.judge(UnpaidSlice.self, point, JudgedSample.review(part))
        #expect(judged.found(by: UnpaidSlice.self) == ["1 out_of_scope definite"])
        #expect(judged.totals.split == AmountSplit(selfPaid: Sample.money("20")))
    }

    @Test func `a finding names class, basis, amount and what clears it`() throws {
        let point = ["code": "T001700233", "basis": "某清单2025版", "limit": "不予支付"]
        let review = JudgedSample.review([SampleLine(code: "T001700233")])
        let flag = try #require(
            JudgedSample.judge(UnpaidSlice.self, [point], review).items.first?.flags.first)
        #expect(flag.rule == "GZ10000101003000")
        #expect(flag.basis == "某清单2025版；两库规则分类2025版")
        #expect(flag.amount == Sample.money("10"))
        #expect(flag.clearedBy != nil)
        #expect(flag.message.hasPrefix("中药饮片单复方均不予支付：不予支付。"))
    }

    @Test func `a point holds in its period only`() throws {
        let point = ["code": "T001700233", "valid_to": "2023-12-31"]
        let review = JudgedSample.review([SampleLine(code: "T001700233")])
        #expect(try JudgedSample.judge(UnpaidSlice.self, [point], review).found(by: UnpaidSlice.self).isEmpty)
    }
}
