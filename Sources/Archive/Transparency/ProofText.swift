/// The form that proofs have in C2SP's texts: lines of their own, hashes in base64, an empty line, the signed checkpoint.
enum ProofText {
    /// The longest way to the root of a tree whose size is a 64-bit number.
    private static let mostHashes = 63

    /// The lines before the checkpoint, and the checkpoint; nil where the text has not this form.
    static func parts(of text: String) -> (lines: ArraySlice<Substring>, checkpoint: SignedCheckpoint)? {
        guard let border = text.firstRange(of: "\n\n"),
            let checkpoint = SignedCheckpoint(String(text[border.upperBound...]))
        else { return nil }
        let lines = text[..<border.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
        return (lines[...], checkpoint)
    }

    /// The decimal number of a line that begins with a word; nil for any other spelling of it.
    static func number(of line: Substring?, after word: String) -> UInt64? {
        guard let line, line.hasPrefix(word), let number = UInt64(line.dropFirst(word.count)),
            String(number) == line.dropFirst(word.count)
        else { return nil }
        return number
    }

    /// The hashes of all lines; nil where one is none, or where there are too many.
    static func hashes(_ lines: ArraySlice<Substring>) -> [TreeHash]? {
        let hashes = lines.compactMap { TreeHash(String($0)) }
        return hashes.count == lines.count && hashes.count <= mostHashes ? hashes : nil
    }

    static func text(_ head: [String], _ hashes: [TreeHash], _ checkpoint: SignedCheckpoint) -> String {
        (head + hashes.map(\.description)).joined(separator: "\n") + "\n\n" + checkpoint.note
    }
}
