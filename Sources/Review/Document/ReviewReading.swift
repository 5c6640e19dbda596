import Foundation
public import Slips

/// A read value as the review states it.
public struct ReviewReading: Hashable, Sendable {
    /// The value as text; nil when it was not read.
    public var value: String?
    /// What the engine saw.
    public var raw: String?
    /// 0…1, to three decimals.
    public var confidence: Double
    /// Where it stands; nil when it was not found on the page.
    public var place: Place?
    public var needsReview: Bool

    public init(value: String?, raw: String?, confidence: Double, place: Place?, needsReview: Bool) {
        self.value = value
        self.raw = raw
        self.confidence = (min(max(confidence, 0), 1) * 1000).rounded() / 1000
        self.place = place
        self.needsReview = needsReview
    }

    /// What the engine saw, where the value says something else, as a hospital's that the list of providers settled; blanks,
    /// punctuation and what stands around the value aside.
    ///
    /// - Parameters:
    ///   - raw: What was seen; nil for nothing.
    ///   - value: What it was taken for; nil for nothing.
    /// - Returns: What was seen; nil where it says the same, or one of them is missing.
    public static func seenOtherwise(_ raw: String?, than value: String?) -> String? {
        guard let raw, let value else { return nil }
        func letters(_ text: String) -> String {
            (text.applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? text)
                .filter { $0.isLetter || $0.isNumber }
        }
        let seen = letters(raw)
        return seen.isEmpty || seen.contains(letters(value)) ? nil : raw
    }

    /// A reading with its value as text.
    init<Value: LosslessStringConvertible>(_ reading: Reading<Value>) {
        self.init(
            value: reading.value?.description, raw: reading.raw, confidence: reading.confidence,
            place: reading.place, needsReview: reading.needsReview)
    }
}

extension ReviewReading: Codable {
    private enum CodingKeys: String, CodingKey {
        case value
        case raw
        case confidence
        case page
        case box
        case needsReview = "needs_review"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            value: try container.decode(String?.self, forKey: .value),
            raw: try container.decodeIfPresent(String.self, forKey: .raw),
            confidence: try container.decodeIfPresent(Double.self, forKey: .confidence) ?? 0,
            place: try Place(from: container, page: .page, box: .box),
            needsReview: try container.decodeIfPresent(Bool.self, forKey: .needsReview) ?? false)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(raw, forKey: .raw)
        try container.encode(confidence, forKey: .confidence)
        try container.encodeIfPresent(place?.page, forKey: .page)
        try container.encodeIfPresent(place?.box, forKey: .box)
        try container.encode(needsReview, forKey: .needsReview)
    }
}

extension Place {
    /// Left, top, width and height, as the contract writes a box.
    var box: [Int] { [x, y, width, height] }

    /// A place written as a page and a box; nil when either is absent.
    init?<Key: CodingKey>(from container: KeyedDecodingContainer<Key>, page: Key, box: Key) throws {
        guard let number = try container.decodeIfPresent(Int.self, forKey: page),
            let sides = try container.decodeIfPresent([Int].self, forKey: box)
        else { return nil }
        guard sides.count == 4 else {
            throw DecodingError.dataCorruptedError(
                forKey: box, in: container, debugDescription: "a box has four numbers, not \(sides.count)")
        }
        self.init(page: number, x: sides[0], y: sides[1], width: sides[2], height: sides[3])
    }
}
