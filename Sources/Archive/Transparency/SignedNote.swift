internal import Foundation

/// A text with signatures under it, in C2SP's signed-note format.
///
/// The text ends in a newline; an empty line follows, then a line `— name base64(key ID ‖ signature)` for each
/// signature.
public struct SignedNote: Hashable, Sendable {
    /// One signature line.
    struct Signature: Hashable, Sendable {
        var name: String
        var keyID: [UInt8]
        var bytes: [UInt8]
    }

    /// What is signed, its last newline included.
    public let text: String
    let signatures: [Signature]

    init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note; nil where it is not of the format.
    public init?(_ note: String) {
        let isPlain = note.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) }
        guard isPlain, note.hasSuffix("\n"),
            let border = note.range(of: "\n\n", options: [.backwards, .literal])
        else { return nil }
        let lines = note[border.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast()
        let signatures = lines.compactMap(Signature.init(line:))
        guard !lines.isEmpty, lines.count <= 100, signatures.count == lines.count else { return nil }
        self.init(text: String(note[..<border.lowerBound]) + "\n", signatures: signatures)
    }

    /// The note as written.
    public var note: String {
        text + "\n" + signatures.map { "\u{2014} \($0.name) \(Base64.text($0.keyID + $0.bytes))\n" }.joined()
    }

    /// Whether the note carries a signature by this key, and none that claims to be by it and is not.
    public func isSigned(by key: VerifierKey) -> Bool {
        !claimed(by: key).isEmpty && !isForged(by: key)
    }

    /// Whether the note carries a signature that claims to be by this key and is not.
    public func isForged(by key: VerifierKey) -> Bool {
        !claimed(by: key).allSatisfy { key.signs(text, $0.bytes) }
    }

    private func claimed(by key: VerifierKey) -> [Signature] {
        signatures.filter { $0.name == key.name && $0.keyID == key.keyID }
    }
}

extension SignedNote.Signature {
    fileprivate init?(line: Substring) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", VerifierKey.isName(String(parts[1])),
            let bytes = Base64.bytes(String(parts[2])), bytes.count > 4
        else { return nil }
        self.init(name: String(parts[1]), keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
    }
}
