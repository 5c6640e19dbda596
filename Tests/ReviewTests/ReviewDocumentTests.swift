import Foundation
import Review
import Slips
import Testing

@Suite struct `The review as JSON` {
    private static let slip: Slip = {
        var items = [
            Sample.item(1, "(乙)阿莫西林胶囊", "2", "15.00", "30.00", spec: "0.25g*24粒", date: "2024-04-30"),
            Sample.item(2, "陪护费", "1", nil, "80"), Sample.item(3, "阿西", "1", "1", "1", certain: false),
        ]
        items[2].amount.value = nil
        return Sample.slip(
            items, total: "111", capitals: "壹佰壹拾壹元整",
            fields: [
                .patient: Sample.reading("施敏秀"),
                .idNumber: Reading(value: nil, confidence: 0, needsReview: true),
            ])
    }()

    @Test func `equal reviews give equal bytes, and come back as they were`() throws {
        let review = Sample.review(Self.slip)
        let json = try review.json()
        #expect(try Sample.review(Self.slip).json() == json)
        #expect(try SlipReview(json: json) == review)
        #expect(!json.contains(0x0A))
    }

    @Test func `it has the form of the contract`() throws {
        let blank = Slip(kind: .blank)
        for slip in [Self.slip, blank, Sample.slip([], total: nil)] {
            let json = try Sample.review(slip).json()
            let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
            #expect(ReviewShape.faults(of: object) == [])
        }
    }

    @Test func `a value that was not read is null, not absent`() throws {
        let text = String(decoding: try Sample.review(Self.slip).json(), as: UTF8.self)
        #expect(
            text.contains(
                "\"id_number\":{\"confidence\":0,\"needs_review\":true,\"raw\":null,\"value\":null}"))
        #expect(text.contains("\"printed\":\"111.00\""))
    }

    @Test func `another schema is refused`() throws {
        let json = try Sample.review(Self.slip).json()
        let other = String(decoding: json, as: UTF8.self).replacingOccurrences(
            of: "review.v1", with: "review.v9")
        #expect(throws: DecodingError.self) { try SlipReview(json: Data(other.utf8)) }
    }
}

/// The shape that `review.schema.json` of the contract asks for.
private enum ReviewShape {
    static func faults(of review: [String: Any]) -> [String] {
        var faults: [String] = []
        func check(_ holds: Bool, _ fault: String) { if !holds { faults.append(fault) } }
        func isMoney(_ value: Any?) -> Bool {
            value is NSNull || (value as? String)?.wholeMatch(of: /-?\d+(\.\d+)?/) != nil
        }
        func isBox(_ value: Any?) -> Bool { value == nil || (value as? [Int])?.count == 4 }
        func checkRead(_ value: Any?, _ name: String) {
            guard let read = value as? [String: Any] else { return faults.append("\(name) is no object") }
            check(read["value"] is String || read["value"] is NSNull, "\(name).value")
            let confidence = read["confidence"] as? Double ?? -1
            check((0...1).contains(confidence), "\(name).confidence")
            check(isBox(read["box"]), "\(name).box")
            check(read["needs_review"] is Bool, "\(name).needs_review")
        }
        func checkFlags(_ value: Any?, _ name: String) {
            for flag in value as? [[String: Any]] ?? [["no": "flags"]] {
                check(flag["code"] is String && flag["message"] is String, "\(name).flags")
                check(
                    ["definite", "suspect", "slight"].contains(flag["severity"] as? String),
                    "\(name).severity")
                check(flag["amount"] == nil || isMoney(flag["amount"]), "\(name).amount")
                check(flag["related"] == nil || flag["related"] is [Int], "\(name).related")
            }
        }
        check(review["schema"] as? String == "slipway.review.v1", "schema")
        check(review["id"] is String && review["source"] is String, "id, source")
        check(SlipKind(rawValue: review["kind"] as? String ?? "") != nil, "kind")
        let catalog = review["catalog"] as? [String: Any] ?? [:]
        check(["id", "edition", "sha256"].allSatisfy { catalog[$0] is String }, "catalog")
        for page in review["pages"] as? [[String: Any]] ?? [["no": "pages"]] {
            check(["number", "width", "height"].allSatisfy { page[$0] is Int }, "pages")
            check(page["sha256"] is String && [0, 90, 180, 270].contains(page["rotation"] as? Int), "pages")
        }
        for (name, field) in review["fields"] as? [String: Any] ?? ["fields": 0] {
            check(SlipField(rawValue: name) != nil, "fields.\(name)")
            checkRead(field, "fields.\(name)")
        }
        for item in review["items"] as? [[String: Any]] ?? [["no": "items"]] {
            check(item["line"] is Int && item["needs_review"] is Bool && isBox(item["box"]), "item")
            for name in ["name", "quantity", "amount"] { checkRead(item[name], name) }
            for name in ["date", "code", "spec", "unit", "unit_price", "class"] where item[name] != nil {
                checkRead(item[name], name)
            }
            let match = item["match"] as? [String: Any] ?? [:]
            check(
                ["matched", "ambiguous", "out_of_catalog"].contains(match["status"] as? String),
                "match.status")
            check(match["code"] is String || match["code"] is NSNull, "match.code")
            for candidate in match["candidates"] as? [[String: Any]] ?? [] {
                check(
                    candidate["code"] is String && candidate["name"] is String
                        && candidate["score"] is Double, "candidate")
            }
            if let split = item["split"] as? [String: Any] { checkSplit(split, "split") }
            checkFlags(item["flags"], "item")
        }
        func checkSplit(_ split: [String: Any], _ name: String) {
            for part in ["self_paid", "over_cap", "first_self_paid", "in_scope"] {
                check(split[part] is String && isMoney(split[part]), "\(name).\(part)")
            }
        }
        let totals = review["totals"] as? [String: Any] ?? [:]
        checkSplit(totals, "totals")
        check(isMoney(totals["items"]) && isMoney(totals["printed"]) && totals["closed"] is Bool, "totals")
        checkFlags(review["flags"], "slip")
        check(["accepted", "needs_review", "unreadable"].contains(review["decision"] as? String), "decision")
        return faults
    }
}
