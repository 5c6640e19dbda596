import Slips
import Testing

@testable import Extraction

@Suite struct `A proven identity number` {
    /// Of a woman born on 31 December 1949.
    private func fields(age: String, sex: String) -> [SlipField: Reading<String>] {
        func certain(_ value: String) -> Reading<String> {
            Reading(value: value, confidence: 0.99, needsReview: false)
        }
        var fields: [SlipField: Reading<String>] = [
            .idNumber: certain("11010519491231002X"), .admissionDate: certain("2024-03-01"),
            .age: certain(age),
            .sex: certain(sex),
        ]
        PersonEvidence.apply(to: &fields)
        return fields
    }

    @Test(arguments: ["74", "75", "76"])
    func `leaves an age alone that agrees with it`(age: String) {
        #expect(fields(age: age, sex: "女").values.allSatisfy { !$0.needsReview })
    }

    @Test func `puts an age and a sex in doubt that do not agree with it`() {
        let found = fields(age: "14", sex: "男")
        #expect(found[.age]?.needsReview == true && found[.age]?.value == "14")
        #expect(found[.sex]?.needsReview == true && found[.sex]?.value == "男")
        #expect(found[.idNumber]?.needsReview == false)
    }
}
