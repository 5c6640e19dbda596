import Foundation
import Testing

@testable import Processing

@Suite struct `Walking files and folders` {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    /// What is met, paths written from the folder on.
    private func steps(_ paths: String...) -> [String] {
        InputWalk(paths).map { step in
            switch step {
            case .input(let input): name(input.source) + (input.claim.map { " of \(name($0))" } ?? "")
            case .skipped(let path, _): "skipped \(name(path))"
            case .unreadable(let input, _): "unreadable \(name(input.source))"
            case .claimFile(let input): "\(name(input.source)) is \(input.claim.map(name) ?? "")"
            }
        }
    }

    private func name(_ path: String) -> String {
        path.hasPrefix(folder.path) ? String(path.dropFirst(folder.path.count + 1)) : path
    }

    @Test func `every file of a folder is an input, in the order of names`() throws {
        for name in ["b.png", "a/2.pdf", "a/10.tif", "a/deep/x", "处方.jpg", "B.png"] {
            try folder.write("", to: name)
        }
        #expect(steps(folder.path) == ["B.png", "a/10.tif", "a/2.pdf", "a/deep/x", "b.png", "处方.jpg"])
        #expect(steps(folder.path + "/").first == "/B.png".dropFirst().description)
    }

    @Test func `what is no slip is passed over in folders and said`() throws {
        for name in [".DS_Store", "README.md", "Thumbs.db", "a.png", "a.review.json", ".hidden/b.png"] {
            try folder.write("", to: name)
        }
        #expect(
            steps(folder.path) == [
                "skipped .DS_Store", "skipped .hidden", "skipped README.md", "skipped Thumbs.db", "a.png",
                "skipped a.review.json",
            ])
        #expect(steps("\(folder.path)/README.md") == ["README.md"], "given by name, it is an input")
    }

    @Test func `a claim's folder gives its inputs the claim`() throws {
        try folder.write(#"{"claim_id": "C-17"}"#, to: "one/claim.json")
        try folder.write("", to: "one/a.png")
        try folder.write("", to: "one/more/b.png")
        try folder.write("not JSON", to: "two/claim.json")
        try folder.write("", to: "two/c.png")
        try folder.write("", to: "z.png")
        #expect(
            steps(folder.path) == [
                "one/claim.json is C-17", "one/a.png of C-17", "skipped one/claim.json",
                "one/more/b.png of C-17",
                "unreadable two/claim.json", "two/c.png of two", "skipped two/claim.json", "z.png",
            ])
    }

    @Test func `a claim file without an ID leaves the folder's path, a wrong one is named`() throws {
        try folder.write("{}", to: "one/claim.json")
        try folder.write("", to: "one/a.png")
        try folder.write(#"{"claim_id": 17}"#, to: "two/claim.json")
        #expect(
            steps(folder.path) == [
                "one/claim.json is one", "one/a.png of one", "skipped one/claim.json",
                "unreadable two/claim.json",
                "skipped two/claim.json",
            ])
    }

    @Test func `a path with the sign of slips in a file gives a source without it, and is found again`() {
        for path in ["a#1.png", "a%23.png", "a%2525#%.png", "100%.png", "a.png"] {
            let input = ProcessingInput(path: path)
            #expect(!input.source.contains("#"))
            #expect(input.path == path)
            #expect(ProcessingInput(recorded: input.source, path: nil, claim: nil).path == path)
        }
        #expect(ProcessingInput(path: "a#1.png").source != ProcessingInput(path: "a%231.png").source)
    }

    @Test func `links in folders are not followed, links that were given are`() throws {
        try folder.write("", to: "in/a.png")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/in/out", withDestinationPath: "/etc")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/link", withDestinationPath: "\(folder.path)/in/a.png")
        #expect(steps("\(folder.path)/in") == ["in/a.png", "skipped in/out"])
        #expect(steps("\(folder.path)/link") == ["link"])
    }

    @Test func `what cannot be looked into is named and the rest is walked`() throws {
        let good = try folder.write("", to: "good.png")
        let broken =
            "\(folder.path)/".utf8CString.dropLast() + [0xB4, 0xA6].map { CChar(bitPattern: $0) } + [0]
        let file = try #require(fopen(Array(broken), "w"))
        fclose(file)
        let steps = steps("\(folder.path)/absent.png", folder.path, good)
        #expect(steps.count == 4)
        #expect(steps[0] == "unreadable absent.png")
        #expect(steps[1] == "good.png")
        #expect(steps[2].hasPrefix("unreadable "))
        #expect(steps[3] == "good.png")
    }
}
