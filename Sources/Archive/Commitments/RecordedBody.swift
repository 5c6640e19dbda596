/// The body of an event as the log holds it: commitments in the place of what may name a person.
///
/// A commitment is written `{"commitment":"<64 hexadecimal digits>"}`. Events of formats before 6 hold the values
/// themselves: no event is ever changed.
public struct RecordedBody: Hashable, Sendable {
    /// The bytes that the tree commits to, as text.
    public let text: String
    /// What the event commits to, by the members in whose place the commitments stand.
    public let commitments: [String: ContentDigest]
    /// The members that hold values that may name a person, as formats before 6 recorded them.
    public let clear: [String]
    private let type: String

    /// Reads a body.
    ///
    /// - Throws: ``ArchiveError/database(reason:)`` when it is none of an event.
    public init(type: String, text: String) throws(ArchiveError) {
        self.type = type
        self.text = text
        let personal = PersonalValues.fields(of: type).map(\.name)
        guard let members = JSONMembers(text)?.members else {
            throw .database(
                reason: "an event of the type ‘\(type)’ is damaged: its body is not in canonical form")
        }
        var (found, plain): ([String: ContentDigest], [String]) = ([:], [])
        for (name, value) in members where personal.contains(name) {
            if value.hasPrefix("{") {
                guard let digest = Self.commitment(value) else {
                    throw .database(
                        reason: "an event of the type ‘\(type)’ is damaged: its ‘\(name)’ is no commitment")
                }
                found[name] = digest
            } else if !Self.isVoid(value) {
                plain.append(name)
            }
        }
        (commitments, clear) = (found, plain)
    }

    /// The body with its values in the commitments' places.
    ///
    /// - Parameter openings: Those that are kept; each must be what the event commits to.
    /// - Returns: The body as ``ArchiveEvent/body()`` writes it. In the place of a value that is kept no more stands a
    ///   text that says so and tells it from others.
    /// - Throws: ``ArchiveError/database(reason:)`` for an opening that is not what the event commits to.
    public func opened(with openings: [Opening]) throws(ArchiveError) -> String {
        guard !commitments.isEmpty, var members = JSONMembers(text) else { return text }
        for opening in openings where commitments[opening.field] != opening.commitment {
            throw .database(
                reason:
                    "‘\(opening.field)’ of an event of the type ‘\(type)’ is not what the event commits to")
        }
        let values = Dictionary(
            openings.map { ($0.field, $0.value) }, uniquingKeysWith: { first, _ in first })
        let lists = Set(PersonalValues.fields(of: type).filter(\.isList).map(\.name))
        members.replace { name, _ in
            guard let commitment = commitments[name] else { return nil }
            let rest = "\"\(Self.erased(commitment))\""
            return values[name] ?? (lists.contains(name) ? "[\(rest)]" : rest)
        }
        return members.text
    }

    /// What is shown in the place of a value that was destroyed.
    static func erased(_ commitment: ContentDigest) -> String {
        "（已销毁 destroyed \(commitment.hex.prefix(12))）"
    }

    /// Whether a value says nothing: it is not committed to.
    static func isVoid(_ value: String) -> Bool { value == "\"\"" || value == "[]" || value == "null" }

    /// A commitment as it is written.
    static func written(_ commitment: ContentDigest) -> String { "{\"commitment\":\"\(commitment.hex)\"}" }

    private static func commitment(_ value: String) -> ContentDigest? {
        guard let member = JSONMembers(value)?.members.first, member.name == "commitment" else { return nil }
        let digest = ContentDigest(String(member.value.dropFirst().dropLast()))
        return digest.map(written) == value ? digest : nil
    }
}

extension ArchiveEvent {
    /// The event as it is recorded, and what opens the commitments in it; with salts that nobody can guess.
    ///
    /// - Throws: ``ArchiveError/database(reason:)`` when it cannot be written as JSON.
    public func committed() throws(ArchiveError) -> (body: String, openings: [Opening]) {
        let plain = try body()
        let personal = Set(PersonalValues.fields(of: type).map(\.name))
        guard var members = JSONMembers(plain) else { return (plain, []) }
        var openings: [Opening] = []
        members.replace { name, value in
            guard personal.contains(name), !RecordedBody.isVoid(value) else { return nil }
            let opening = Opening(of: value, in: name)
            openings.append(opening)
            return RecordedBody.written(opening.commitment)
        }
        return (members.text, openings)
    }

    /// The event that was recorded so.
    ///
    /// - Parameters:
    ///   - type: ``type``.
    ///   - body: The body as recorded.
    ///   - openings: What opens its commitments, as far as it is kept.
    /// - Throws: ``ArchiveError/database(reason:)`` when there is no such event.
    public init(type: String, body: RecordedBody, openings: [Opening]) throws(ArchiveError) {
        try self.init(type: type, body: body.opened(with: openings))
    }
}
