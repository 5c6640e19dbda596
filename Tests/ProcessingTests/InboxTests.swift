import Foundation
import Processing
import Testing

@Suite struct `A scanner's inbox` {
    private let folder: ScratchFolder
    private let start = ContinuousClock.now

    init() throws { folder = try ScratchFolder() }

    private func names(_ steps: [InputWalk.Step]) -> [String] {
        steps.compactMap { step in
            guard case .input(let input) = step else { return nil }
            return URL(fileURLWithPath: input.path).lastPathComponent
        }
    }

    @Test func `gives a file once it was left alone, and again only when it has changed`() throws {
        var inbox = InboxWatch(folder: folder.path, settling: .seconds(5))
        try folder.write("half", to: "a.tif")
        #expect(names(inbox.look(now: start)) == [])
        try folder.write("half and half", to: "a.tif")
        #expect(names(inbox.look(now: start + .seconds(6))) == [], "it was written to")
        #expect(!inbox.isSettled)
        #expect(names(inbox.look(now: start + .seconds(11))) == ["a.tif"])
        #expect(names(inbox.look(now: start + .seconds(20))) == [])
        #expect(inbox.isSettled)
        try folder.write("another page", to: "a.tif")
        _ = inbox.look(now: start + .seconds(21))
        #expect(names(inbox.look(now: start + .seconds(30))) == ["a.tif"])
    }

    @Test func `tells once of a claim file that is broken, and again when it has changed`() throws {
        var inbox = InboxWatch(folder: folder.path, settling: .seconds(5))
        try folder.write("{", to: "claim.json")
        func faults(after seconds: Int) -> Int {
            inbox.look(now: start + .seconds(seconds)).count {
                if case .unreadable = $0 { true } else { false }
            }
        }
        #expect(faults(after: 0) == 0, "it may still be written")
        #expect(faults(after: 6) == 1)
        #expect(faults(after: 7) == 0 && faults(after: 20) == 0)
        try folder.write("{ }}", to: "claim.json")
        #expect(faults(after: 21) == 0 && faults(after: 30) == 1)
    }

    @Test func `gives files again whose claim is named after they were given out`() throws {
        var inbox = InboxWatch(folder: folder.path, settling: .seconds(5))
        try folder.write("x", to: "a.tif")
        _ = inbox.look(now: start)
        #expect(names(inbox.look(now: start + .seconds(6))) == ["a.tif"])
        try folder.write(#"{"claim_id": "C-1"}"#, to: "claim.json")
        _ = inbox.look(now: start + .seconds(7))
        #expect(names(inbox.look(now: start + .seconds(13))) == ["a.tif"])
        #expect(names(inbox.look(now: start + .seconds(30))) == [])
    }

    @Test func `leaves empty files and folders of done files alone`() throws {
        var inbox = InboxWatch(folder: folder.path, settling: .seconds(5))
        try folder.write("", to: "begun.tif")
        try folder.write("x", to: "done/old.tif")
        try folder.write("x", to: "sub/new.tif")
        let passed = ["\(folder.path)/done"]
        _ = inbox.look(passing: passed, now: start)
        #expect(names(inbox.look(passing: passed, now: start + .seconds(9))) == ["new.tif"])
        #expect(inbox.isSettled)
    }

    @Test func `folders of done files are passed over however their path is written`() throws {
        try folder.write("x", to: "done/old.tif")
        try folder.write("x", to: "new.tif")
        let walk = InputWalk([folder.path], passing: ["\(folder.path)/./done/"])
        #expect(names(Array(walk)) == ["new.tif"])
    }

    @Test func `files are moved out of it without one replacing another`() throws {
        let mover = SourceMover(to: "\(folder.path)/done")
        for content in ["first", "second", "third"] {
            try mover.move(try folder.write(content, to: "a.tif"))
        }
        try mover.move(try folder.write("bare", to: "a"))
        let done = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/done").sorted()
        #expect(done == ["a", "a-2.tif", "a-3.tif", "a.tif"])
        #expect(try String(contentsOfFile: "\(folder.path)/done/a-3.tif", encoding: .utf8) == "third")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/a.tif"))
        #expect(throws: SourceMover.Failure.self) { try mover.move("\(folder.path)/absent.tif") }
        // A run that was killed left both names of one file.
        let begun = try folder.write("begun", to: "b.tif")
        try FileManager.default.linkItem(atPath: begun, toPath: "\(folder.path)/done/b.tif")
        #expect(try mover.move(begun) == "\(folder.path)/done/b.tif")
        #expect(!FileManager.default.fileExists(atPath: begun))
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/done/b-2.tif"))
        // The only name of a file is never taken away, by whatever way it is reached.
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/alias", withDestinationPath: "\(folder.path)/done")
        let moved = try mover.move("\(folder.path)/alias/b.tif")
        #expect(try String(contentsOfFile: moved, encoding: .utf8) == "begun")
        // A name that begins with a mark which combines with the stroke before it.
        let marked = "\(folder.path)/\u{301}b.tif"
        #expect(FileManager.default.createFile(atPath: marked, contents: Data([1])))
        let target = try mover.move(marked)
        #expect(Array(target.utf8) == Array("\(folder.path)/done/\u{301}b.tif".utf8))
    }
}
