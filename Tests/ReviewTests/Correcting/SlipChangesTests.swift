import Foundation
import Review
import Slips
import Testing

@Suite struct `A file of changes` {
    private static let whole = """
        {"schema": "slipway.changes.v1", "changes": [
          {"line": 3, "field": "amount", "value": "12.50"},
          {"line": 3, "field": "spec", "value": null},
          {"field": "patient", "value": "施\\"敏}秀"},
          {"line": 4, "entry": "X1"},
          {"line": 5, "out_of_catalog": true},
          {"line": 6, "confirm": true},
          {"line": 7, "remove": true},
          {"add": {"name": "床位费", "quantity": "1", "amount": "30"}, "page": 2},
          {"line": 8, "approve": "limit_unproved", "rule": "A01", "reason": "有证明"},
          {"uphold": "outside_stay", "reason": "属实"},
          {"complete": true}
        ]}
        """

    @Test func `gives its changes in their order, and is written as it is read`() throws {
        let changes = try SlipChanges(json: Data(Self.whole.utf8))
        #expect(changes.changes.count == 11)
        #expect(changes.changes[0] == .column(line: 3, .amount, "12.50"))
        #expect(changes.changes[1] == .column(line: 3, .spec, nil))
        #expect(changes.changes[7] == .add(page: 2, [.name: "床位费", .quantity: "1", .amount: "30"]))
        #expect(try SlipChanges(json: JSONEncoder().encode(changes)) == changes)
        #expect(SlipChanges.line(ofChange: 7, in: Data(Self.whole.utf8)) == 9)
        #expect(SlipChanges.line(ofChange: 8, in: Data(Self.whole.utf8)) == 10)
        #expect(SlipChanges.line(ofChange: 11, in: Data(Self.whole.utf8)) == nil)
    }

    @Test(arguments: [
        (#"{"line": 1, "field": "price", "value": "1"}"#, "a line has no field ‘price’"),
        (#"{"field": "amount", "value": "1"}"#, "a slip has no field ‘amount’"),
        (#"{"line": 1, "field": "amount", "value": 12.5}"#, "‘value’: a String is wanted here"),
        (#"{"line": 1, "field": "amount"}"#, "the key ‘value’ is missing"),
        (#"{"line": 1, "feild": "amount", "value": "1"}"#, "a change has no key ‘feild’"),
        (#"{"line": 1, "entry": "X1", "value": "1"}"#, "the key ‘value’ does not go with ‘entry’"),
        (#"{"entry": "X1"}"#, "the key ‘line’ is missing"),
        (#"{"line": 1, "confirm": false}"#, "‘confirm’ can only be true"),
        (#"{"line": 1, "approve": "limit_unproved"}"#, "the key ‘reason’ is missing"),
        (
            #"{"field": "total", "value": "1", "v\u0061lue": "2"}"#,
            "the key ‘value’ stands twice in one object: leave out one"
        ),
    ])
    func `is refused with the line and the reason of what is wrong in it`(
        change: String, reason: String
    ) {
        let text = """
            {"schema": "slipway.changes.v1",
             "changes": [{"complete": true},
             \(change)]}
            """
        let error = #expect(throws: SlipChangesError.self) { try SlipChanges(json: Data(text.utf8)) }
        #expect(error?.line == 3)
        #expect(error?.reason == reason)
    }

    @Test func `that is no JSON, of no schema or empty is refused`() {
        for (text, line) in [
            ("{\"schema\": \"slipway.changes.v1\",\n\n oops}", 3),
            ("{\"schema\": \"v0\", \"changes\": []}", nil),
            ("{\"schema\": \"slipway.changes.v1\", \"changes\": []}", nil),
        ] {
            let error = #expect(throws: SlipChangesError.self) { try SlipChanges(json: Data(text.utf8)) }
            #expect(error?.line == line, "\(text): \(error?.description ?? "")")
        }
    }
}
