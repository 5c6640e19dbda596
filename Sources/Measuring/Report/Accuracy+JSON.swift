internal import Foundation
internal import Slips

extension Accuracy: Encodable {
    private enum CodingKeys: String, CodingKey {
        case all, layouts, damages, resolutions, fields, findings, needless, reliability, silent
        case layoutFields = "fields_by_layout"
        case wrongInCertain = "wrong_in_certain"
        case needlessSlips = "needless_slips"
        case acceptedErrors = "accepted_errors"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(all, forKey: .all)
        try container.encode(layouts, forKey: .layouts)
        try container.encode(damages, forKey: .damages)
        try container.encode(resolutions, forKey: .resolutions)
        try container.encode(Self.named(fields), forKey: .fields)
        try container.encode(layoutFields.mapValues(Self.named), forKey: .layoutFields)
        try container.encode(findings, forKey: .findings)
        try container.encode(wrongInCertain, forKey: .wrongInCertain)
        try container.encode(needless, forKey: .needless)
        try container.encode(needlessSlips, forKey: .needlessSlips)
        try container.encode(reliability, forKey: .reliability)
        try container.encode(silent, forKey: .silent)
        try container.encode(acceptedErrors, forKey: .acceptedErrors)
    }

    private static func named(_ fields: [SlipField: FieldTally]) -> [String: FieldTally] {
        Dictionary(uniqueKeysWithValues: fields.map { ($0.key.rawValue, $0.value) })
    }

    /// All counts as one JSON object.
    ///
    /// - Throws: Never in practice: every value can be encoded.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
