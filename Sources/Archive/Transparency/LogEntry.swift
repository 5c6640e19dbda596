/// An event as the log commits to it: the bytes of a leaf.
///
/// One JSON object, `{"at":"…","body":{…},"sequence":n,"type":"…"}`, keys in this order and no white space, the body as
/// it was recorded: whoever holds the bytes reads the event with any JSON parser, and its leaf hash is
/// SHA-256(0x00 ‖ bytes).
public struct LogEntry: Hashable, Sendable {
    /// The event's place in the log, from 1; its leaf's index is one less.
    public let sequence: Int64
    /// The canonical bytes.
    public let bytes: [UInt8]

    /// - Parameters:
    ///   - sequence: The event's place in the log, from 1.
    ///   - type: ``ArchiveEvent/type``.
    ///   - at: When it was recorded, RFC 3339 in UTC.
    ///   - body: ``ArchiveEvent/body()``.
    public init(sequence: Int64, type: String, at: String, body: String) {
        self.sequence = sequence
        bytes = Array(#"{"at":"\#(at)","body":\#(body),"sequence":\#(sequence),"type":"\#(type)"}"#.utf8)
    }

    /// The hash of the entry's leaf.
    public var leaf: TreeHash { .leaf(bytes) }
}
