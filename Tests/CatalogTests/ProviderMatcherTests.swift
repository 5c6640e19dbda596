import Catalog
import Slips
import Testing

@Suite struct `A hospital's name among the designated providers` {
    private static let providers = [
        provider("H1", "青云市人民医院", level: 3), provider("H2", "雁湖市第一人民医院", level: 2),
        provider("H3", "雁湖市第二人民医院", level: 3),
        provider("H4", "长岭大学附属第一医院", aliases: ["长大一院"], level: 3),
        provider("H5", "同名中医院", level: 1), provider("H6", "同名中医院", level: 2),
        provider("H7", "已撤销人民医院", level: 1, to: "2023-12-31"),
    ]

    private static func provider(
        _ code: String, _ name: String, aliases: [String] = [], level: Int, to: String? = nil
    ) -> Provider {
        Provider(
            code: code, name: name, aliases: aliases, level: level, kind: .hospital, region: nil,
            validFrom: nil, validTo: to.flatMap { CalendarDate($0) })
    }

    private static let matcher = ProviderMatcher(providers)
    private static let day = CalendarDate("2024-05-01")

    private func code(_ text: String, certain: Bool, sure: Double = 0.99, doubtful: String = "") -> String {
        let confidences = text.map { doubtful.contains($0) ? 0.4 : sure }
        let reading = Reading(
            value: text, raw: text, confidence: sure, needsReview: !certain, characterConfidences: confidences
        )
        return switch Self.matcher.match(reading, on: Self.day) {
        case .provider(let provider): provider.code
        case .doubtful: "doubtful"
        case .unlisted: "unlisted"
        }
    }

    @Test(arguments: [("青云市人民医院", "H1"), ("长大一院", "H4"), ("长岭大学 附属第一医院", "H4"), ("雁湖市第二人民医院", "H3")])
    func `is found as it stands there or as an alias`(text: String, expected: String) {
        #expect(code(text, certain: true) == expected)
    }

    @Test func `is settled by the list where one character was read badly and one provider is near`() {
        #expect(code("青去市人民医院", certain: false, doubtful: "去") == "H1")
        #expect(code("长岭大学附属第一匹院", certain: false, doubtful: "匹") == "H4")
    }

    @Test func `is never settled between two that a numeral tells apart`() {
        #expect(code("雁湖市第人民医院", certain: false) == "doubtful")
        #expect(code("雁湖市第三人民医院", certain: false, doubtful: "三") == "doubtful")
        #expect(code("雁湖市第一人民医院", certain: false, doubtful: "一") == "doubtful")
    }

    @Test func `is what was read where that is certain, whatever stands in the list`() {
        #expect(code("青石市人民医院", certain: true) == "unlisted")
        #expect(code("别处医院", certain: true) == "unlisted")
    }

    @Test func `is in doubt where two providers have it, and unlisted on days that no period holds`() {
        #expect(code("同名中医院", certain: true) == "doubtful")
        #expect(code("已撤销人民医院", certain: true) == "unlisted")
    }

    @Test func `is one provider where all of the name are paid alike`() {
        let branches = ["H8", "H9"].map { Self.provider($0, "两院区中心医院", level: 2) }
        let matcher = ProviderMatcher(branches)
        let reading = Reading(value: "两院区中心医院", confidence: 1, needsReview: false)
        #expect(matcher.match(reading, on: Self.day) == .provider(branches[0]))
    }

    @Test func `has a nearest name where the list does not have it`() {
        #expect(Self.matcher.nearest(to: "青石市人民医院", on: Self.day)?.provider.code == "H1")
        let former = Self.matcher.nearest(to: "已撤销人民医院", on: Self.day)
        #expect(former?.provider.code == "H7" && former?.isDesignated == false)
        #expect(Self.matcher.nearest(to: "凤鸣口腔诊所", on: Self.day) == nil)
    }

    @Test func `is settled to nobody where the reading is like no name`() {
        #expect(code("凤鸣口腔诊所", certain: false) == "doubtful")
    }

    @Test func `means nothing where there is no list`() {
        let none = ProviderMatcher([])
        #expect(none.isEmpty)
        #expect(
            none.match(Reading(value: "青云市人民医院", confidence: 1, needsReview: false), on: nil) == .unlisted)
    }
}
