public import Foundation
import Slips

/// The changes of one correction: the JSON object of `docs/corrections.md`, `slipway.changes.v1`.
public struct SlipChanges: Hashable, Sendable {
    public static let schema = "slipway.changes.v1"

    /// The SHA-256 of the review's JSON on which the changes were made; nil for whichever is the newest.
    public var review: String?
    /// In the order in which they are made.
    public var changes: [SlipChange]

    public init(review: String?, changes: [SlipChange]) {
        self.review = review
        self.changes = changes
    }
}

/// What is wrong with a file of changes.
public struct SlipChangesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line of the file, from 1; nil where it is the file as a whole.
    public var line: Int?
    public var reason: String

    public var description: String { (line.map { "line \($0): " } ?? "") + reason }
}

extension SlipChanges: Codable {
    private enum CodingKeys: String, CodingKey {
        case schema, review, changes
        /// In changes that were archived: it says nothing, and keeps them from being guessed by their digest.
        case salt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let keys = try decoder.container(keyedBy: AnyCodingKey.self).allKeys.map(\.stringValue)
        if let unknown = keys.sorted().first(where: { CodingKeys(stringValue: $0) == nil }) {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "the file has no key ‘\(unknown)’"))
        }
        let schema = try container.decode(String.self, forKey: .schema)
        guard schema == Self.schema else {
            throw DecodingError.dataCorruptedError(
                forKey: .schema, in: container, debugDescription: "‘\(schema)’ is not \(Self.schema)")
        }
        review = try container.decodeIfPresent(String.self, forKey: .review)
        changes = try container.decode([SlipChange].self, forKey: .changes)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encodeIfPresent(review, forKey: .review)
        try container.encode(changes, forKey: .changes)
    }
}

extension SlipChanges {
    /// Reads a file of changes.
    ///
    /// - Parameter json: The file's bytes.
    /// - Throws: ``SlipChangesError`` with the line of the file; nothing is left out silently.
    public init(json: Data) throws(SlipChangesError) {
        do {
            self = try JSONDecoder().decode(SlipChanges.self, from: json)
        } catch let DecodingError.dataCorrupted(context) {
            throw Self.error(context, in: json)
        } catch let DecodingError.keyNotFound(key, context) {
            throw Self.error(context, reason: "the key ‘\(key.stringValue)’ is missing", in: json)
        } catch let DecodingError.typeMismatch(type, context) {
            throw Self.error(context, reason: "a \(type) is wanted here", in: json)
        } catch let DecodingError.valueNotFound(type, context) {
            throw Self.error(context, reason: "a \(type) is wanted here, not null", in: json)
        } catch {
            throw SlipChangesError(line: nil, reason: "it cannot be read: \(error)")
        }
        if let repeated = RepeatedKey(in: json) {
            throw SlipChangesError(
                line: repeated.line,
                reason:
                    "the key ‘\(repeated.name)’ stands twice in one object: leave out one")
        }
        guard !changes.isEmpty else { throw SlipChangesError(line: nil, reason: "it holds no change") }
    }

    /// The line of a file on which a change begins.
    ///
    /// - Parameters:
    ///   - index: Which change, from 0.
    ///   - json: The file's bytes.
    /// - Returns: From 1; nil where there is no such change.
    public static func line(ofChange index: Int, in json: Data) -> Int? {
        let bytes = Array(json)
        var depth = 0
        var count = 0
        for (place, part) in JSONParts(bytes) {
            switch part {
            case .mark("{"), .mark("["):
                // The file's object, its list, the change: nothing else of the form lies as deep.
                if depth == 2 {
                    guard count < index else { return 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") } }
                    count += 1
                }
                depth += 1
            case .mark("}"), .mark("]"): depth -= 1
            default: break
            }
        }
        return nil
    }

    private static func error(
        _ context: DecodingError.Context, reason: String? = nil, in json: Data
    ) -> SlipChangesError {
        if let error = syntaxError(in: json) { return error }
        let index = context.codingPath.lazy.compactMap(\.intValue).first
        let keys = context.codingPath.filter { $0.intValue == nil && $0.stringValue != "changes" }
            .map { "‘\($0.stringValue)’: " }.joined()
        return SlipChangesError(
            line: index.flatMap { line(ofChange: $0, in: json) },
            reason: keys + (reason ?? context.debugDescription))
    }

    /// Where a text stops to be JSON; nil where it is.
    private static func syntaxError(in json: Data) -> SlipChangesError? {
        do {
            _ = try JSONSerialization.jsonObject(with: json)
            return nil
        } catch {
            // Foundation says: “Invalid value around character 4.”
            let cause = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
            let place = cause.flatMap { $0.firstMatch(of: /character (\d+)/) }.flatMap { Int($0.1) }
            let line = place.map { place in 1 + json.prefix(place).count { $0 == UInt8(ascii: "\n") } }
            return SlipChangesError(line: line, reason: "it is no JSON: \(cause ?? "\(error)")")
        }
    }
}
