import Foundation

/// A review as it is archived and handed out: the bytes of one JSON object of the contract.
///
/// The bytes are kept as they are given, so that a digest of them holds for ever; ``RecordSummary`` reads
/// from them what is searched for.
public struct ReviewDocument: Hashable, Sendable {
    /// UTF-8, one JSON object, no line break.
    public let json: [UInt8]

    /// A review that is JSON already.
    public init(json: [UInt8]) {
        self.json = json
    }

    /// A review written with sorted keys, so that equal reviews give equal bytes.
    ///
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when it cannot be written as JSON.
    public init(_ review: some Encodable) throws(ArchiveError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            json = Array(try encoder.encode(review))
        } catch {
            throw .unfitReview(reason: "it cannot be written as JSON: \(error)")
        }
    }

    public var digest: ContentDigest { ContentDigest(of: json) }

    /// The JSON as text.
    public var text: String { String(decoding: json, as: UTF8.self) }

    /// The review as a value.
    ///
    /// - Throws: ``ArchiveError/unfitReview(reason:)`` when the JSON does not hold such a value.
    public func decoded<Review: Decodable>(as type: Review.Type) throws(ArchiveError) -> Review {
        do {
            return try JSONDecoder().decode(type, from: Data(json))
        } catch {
            throw .unfitReview(reason: "its JSON has not the form of the contract: \(error)")
        }
    }
}
