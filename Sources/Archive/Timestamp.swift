import Foundation
public import Slips

/// A moment in UTC to the second, written as RFC 3339: `2026-11-22T03:55:00Z`.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The moment at which this is called.
    public static var now: Timestamp {
        Timestamp(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.seconds < b.seconds }
}

extension Timestamp: CodableText {
    /// Reads `2026-11-22T03:55:00Z`, the only form that the archive writes; nil for anything else.
    public init?(_ description: String) {
        let style = Date.ISO8601FormatStyle()
        guard let date = try? style.parse(description) else { return nil }
        let moment = Timestamp(seconds: Int64(date.timeIntervalSince1970))
        guard moment.description == description else { return nil }
        self = moment
    }

    public var description: String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle())
    }
}
