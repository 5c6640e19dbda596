/// A place on a page of a slip.
public struct Place: Hashable, Codable, Sendable {
    /// The page's number within the slip, from 1.
    public var page: Int
    /// Left edge in pixels of the page as archived: upright and deskewed, origin at the top left.
    public var x: Int
    /// Top edge in the same pixels.
    public var y: Int
    public var width: Int
    public var height: Int

    public init(page: Int, x: Int, y: Int, width: Int, height: Int) {
        self.page = page
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The smallest place that holds both; the first alone when they lie on different pages.
    public func union(_ other: Place) -> Place {
        guard page == other.page else { return self }
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Place(
            page: page, x: left, y: top,
            width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - top)
    }
}

/// A value read from a page: what it is, what was seen, where, and how sure the reading is.
public struct Reading<Value: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    /// What the reading means, or nil when nothing could be made of it.
    public var value: Value?
    /// The text as the engine saw it, or nil when there is nothing on the page.
    public var raw: String?
    /// How likely the value is right, 0…1.
    public var confidence: Double
    /// Where it was read; nil when it was not found on the page.
    public var place: Place?
    /// Whether the value is neither proven by an identity nor certain enough to act on.
    public var needsReview: Bool
    /// How sure the engine was of each character of ``raw``, 0…1; empty where it did not say.
    public var characterConfidences: [Double]

    public init(
        value: Value?, raw: String? = nil, confidence: Double, place: Place? = nil, needsReview: Bool,
        characterConfidences: [Double] = []
    ) {
        self.value = value
        self.raw = raw
        self.confidence = confidence
        self.place = place
        self.needsReview = needsReview
        self.characterConfidences = characterConfidences
    }

    /// The same reading with its value changed to another kind.
    public func map<Other>(_ transform: (Value) -> Other?) -> Reading<Other> {
        let changed = value.flatMap(transform)
        return Reading<Other>(
            value: changed, raw: raw, confidence: changed == nil ? 0 : confidence, place: place,
            needsReview: needsReview || (value != nil && changed == nil),
            characterConfidences: characterConfidences)
    }
}
