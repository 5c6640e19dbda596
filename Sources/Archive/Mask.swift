public import Slips

/// Personal data as it is shown to those who need not know it.
public enum Mask {
    /// 施敏秀 becomes 施**.
    public static func name(_ name: String) -> String {
        guard let first = name.first else { return name }
        return String(first) + String(repeating: "*", count: max(1, name.count - 1))
    }

    /// The first three and the last four characters of a long number.
    public static func number(_ number: String) -> String {
        guard number.count > 8 else { return String(repeating: "*", count: number.count) }
        return number.prefix(3) + String(repeating: "*", count: number.count - 7) + number.suffix(4)
    }

    /// The value of a field that names a person.
    public static func value(_ value: String, of field: SlipField) -> String {
        field == .patient ? name(value) : number(value)
    }
}

extension ReviewDocument {
    /// The review with the values of fields masked, and without what was seen of them; all else stays as it is.
    ///
    /// - Parameter fields: Those that name a person.
    /// - Returns: The review as it may be listed.
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when the JSON has no fields.
    public func masking(_ fields: Set<SlipField>) throws(ArchiveError) -> ReviewDocument {
        var review = try members()
        guard case .object(var readings) = review["fields"] else {
            throw .unfitReview(reason: "it has no object ‘fields’")
        }
        for field in fields {
            guard case .object(var reading) = readings[field.rawValue] else { continue }
            if case .text(let value) = reading["value"] {
                reading["value"] = .text(Mask.value(value, of: field))
            }
            if reading["raw"] != nil { reading["raw"] = .null }
            readings[field.rawValue] = .object(reading)
        }
        review["fields"] = .object(readings)
        return try ReviewDocument(review)
    }
}
