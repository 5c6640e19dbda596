import Archive
import Testing

@Suite struct `Signed notes` {
    /// The example of Go's note package (golang.org/x/mod/sumdb/note).
    private static let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let note = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test func `of another program are read, checked and written again as they were`() throws {
        let key = try #require(VerifierKey(Self.key))
        let note = try #require(SignedNote(Self.note))
        #expect(note.isSigned(by: key))
        #expect(note.note == Self.note)
        #expect(key.description == Self.key)
    }

    @Test func `are refused when a letter of the text or of the signature is another`() throws {
        let key = try #require(VerifierKey(Self.key))
        let altered = [
            Self.note.replacing("problem,", with: "problem."), Self.note.replacing("x08go", with: "x08gp"),
            Self.note.replacing("BwJnAM", with: "BwJnBM"), Self.note.replacing("Peter", with: "Petra"),
        ]
        for text in altered { #expect(SignedNote(text).map { $0.isSigned(by: key) } != true, "\(text)") }
    }

    @Test(arguments: [
        "", "\n", "text\n", "text\n\n", "text\n\n\u{2014} name\n", "text\n\n- name AAAAAAAA\n",
        "text\u{7}\n\n\u{2014} name AAAAAAAA\n", "text\n\n\u{2014} name AAAA AAAA\n",
    ])
    func `of no such form are none`(_ text: String) {
        #expect(SignedNote(text) == nil)
    }

    @Test(arguments: [
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+ARpc",
        "PeterNeumann", "",
    ])
    func `are checked with no key that is damaged`(_ text: String) {
        #expect(VerifierKey(text) == nil)
    }

    @Test func `keep their key in a line that is read again, and not when it was altered`() throws {
        let key = try #require(SigningKey(newFor: "slipway/test"))
        #expect(SigningKey(key.line)?.verifier == key.verifier)
        let line = Array(key.line)
        for place in line.indices {
            var altered = line
            altered[place] = altered[place] == "A" ? "B" : "A"
            #expect(SigningKey(String(altered)) == nil, "character \(place)")
        }
        #expect(SigningKey(newFor: "with space") == nil)
    }
}

@Suite struct `Checkpoints` {
    private let text = "slipway/test\n12\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"

    @Test func `are read and written in three lines`() throws {
        let checkpoint = try #require(Checkpoint(text))
        #expect(checkpoint.origin == "slipway/test")
        #expect(checkpoint.size == 12)
        #expect(checkpoint.text == text)
    }

    @Test(arguments: [
        "", "slipway/test\n12\n", "slipway/test\n012\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
        "slipway/test\n-1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n", "slipway/test\n12\nXcna\n",
        "\n12\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
        "slipway/test\n12\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
    ])
    func `of no such form are none`(_ text: String) {
        #expect(Checkpoint(text) == nil)
    }
}
