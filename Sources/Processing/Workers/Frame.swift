internal import Foundation

/// One message between supervisor and worker: a head in JSON, and bytes.
///
/// On the wire: the head's length as 4 bytes big-endian, the content's as 8, the head, the content.
struct Frame: Hashable, Sendable {
    var head: [UInt8]
    var content: [UInt8]

    /// The most bytes that a head may have.
    static let headLimit = 1 << 20
    /// The most bytes that a page's layout and raster may have together: a hundred megapixels of noise in colour.
    static let contentLimit = 512 << 20
    static let prefixLength = 12

    init(head: [UInt8], content: [UInt8] = []) {
        self.head = head
        self.content = content
    }

    /// A frame with a message.
    init(_ message: some Encodable, content: [UInt8] = []) throws {
        self.init(head: Array(try JSONEncoder().encode(message)), content: content)
    }

    func message<Message: Decodable>(_ type: Message.Type) throws -> Message {
        try JSONDecoder().decode(type, from: Data(head))
    }

    /// What goes before the content.
    var prefixAndHead: [UInt8] {
        let headLength = (0..<4).reversed().map { UInt8(truncatingIfNeeded: head.count >> (8 * $0)) }
        let contentLength = (0..<8).reversed().map { UInt8(truncatingIfNeeded: content.count >> (8 * $0)) }
        return headLength + contentLength + head
    }
}

/// Takes frames out of bytes that come in pieces.
struct FrameParser {
    /// The bytes break the protocol: they announce more than may come.
    struct Overlong: Error {}

    private var buffer: [UInt8] = []

    mutating func append(_ bytes: some Sequence<UInt8>) {
        buffer.append(contentsOf: bytes)
    }

    /// The next whole frame; nil when more bytes are needed.
    mutating func next() throws(Overlong) -> Frame? {
        guard buffer.count >= Frame.prefixLength else { return nil }
        let headLength = number(at: 0..<4)
        let contentLength = number(at: 4..<12)
        guard headLength <= Frame.headLimit, contentLength <= Frame.contentLimit else { throw Overlong() }
        let contentStart = Frame.prefixLength + Int(headLength)
        let end = contentStart + Int(contentLength)
        guard buffer.count >= end else {
            buffer.reserveCapacity(end)
            return nil
        }
        let frame = Frame(
            head: Array(buffer[Frame.prefixLength..<contentStart]), content: Array(buffer[contentStart..<end])
        )
        buffer.removeSubrange(..<end)
        return frame
    }

    private func number(at range: Range<Int>) -> UInt64 {
        buffer[range].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
