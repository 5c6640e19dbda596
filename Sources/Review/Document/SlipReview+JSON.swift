public import Foundation

extension SlipReview {
    /// Reads a review from its JSON.
    ///
    /// - Throws: `DecodingError` when it is not of the contract's form.
    public init(json: Data) throws {
        self = try JSONDecoder().decode(SlipReview.self, from: json)
    }

    /// The review as one line of JSON with sorted keys: equal reviews give equal bytes.
    ///
    /// - Throws: `EncodingError`, which no review of finite numbers causes.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
