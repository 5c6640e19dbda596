import BagIt
import Foundation
import Testing

/// A folder of one test; removed with it.
final class BagFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "bag-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path).appending(path: name))
    }
}

@Suite struct `A bag` {
    private func made(in folder: BagFolder) throws -> String {
        let path = folder.path + "/bag"
        var writer = try BagWriter(to: path)
        try writer.add(Array("一".utf8), as: "a/original.jpg")
        try writer.add([], as: "a/50% \n.txt")
        try writer.finish([("Source-Organization", "slipway.test")], date: "2026-11-25")
        return path
    }

    @Test func `is sent as a tar of one folder`() throws {
        let folder = try BagFolder()
        let path = try made(in: folder)
        let long = String(repeating: "x", count: 64)
        var writer = try BagWriter(to: folder.path + "/long")
        try writer.add(Array("zwei".utf8), as: "\(long)/\(long)/page.json")
        try writer.finish([], date: "2026-11-25")
        for name in ["bag", "long"] {
            let tar = URL(filePath: folder.path).appending(path: "\(name).tar")
            try Data(BagTar.bytes(of: "\(folder.path)/\(name)", at: 1_795_319_700)).write(to: tar)
            let out = "\(folder.path)/out-\(name)"
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
            let process = Process()
            process.executableURL = URL(filePath: "/bin/tar")
            process.arguments = ["-xf", tar.path, "-C", out]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            #expect(try Bag(at: "\(out)/\(name)").faults() == [])
        }
        #expect(try BagTar.bytes(of: path, at: 0).count.isMultiple(of: 512))
        let deep = String(repeating: "y", count: 101)
        try folder.write("x", deep)
        #expect(throws: BagError.self) { try BagTar.bytes(of: folder.path, at: 0) }
    }

    @Test func `that was written is valid, and says what it holds`() throws {
        let folder = try BagFolder()
        let bag = try Bag(at: made(in: folder))
        #expect(bag.faults() == [])
        #expect(bag.version == "1.0")
        #expect(
            try bag.information().map { "\($0.label)=\($0.value)" } == [
                "Source-Organization=slipway.test", "Bagging-Date=2026-11-25", "Payload-Oxum=3.2",
            ])
    }

    @Test func `is made only where nothing is, and leaves nothing when it is given up`() throws {
        let folder = try BagFolder()
        let path = try made(in: folder)
        #expect(throws: BagError.self) { _ = try BagWriter(to: path) }
        var other = try BagWriter(to: folder.path + "/other")
        try other.add([1], as: "x")
        other.discard()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bag"])
    }

    @Test(arguments: ["data/a/original.jpg", "bag-info.txt", "bagit.txt", "manifest-sha256.txt"])
    func `is not valid when a byte of a file is another`(name: String) throws {
        let folder = try BagFolder()
        let path = try made(in: folder)
        let file = URL(filePath: path).appending(path: name)
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        let faults = (try? Bag(at: path))?.faults()
        #expect(faults != [])
    }

    @Test func `is not valid when a file lacks or was added`() throws {
        let folder = try BagFolder()
        let path = try made(in: folder)
        try folder.write("more", "bag/data/a/more")
        #expect(try Bag(at: path).faults().map(\.path) == ["data/a/more"])
        try FileManager.default.removeItem(atPath: path + "/data/a/more")
        try FileManager.default.removeItem(atPath: path + "/data/a/original.jpg")
        #expect(Set(try Bag(at: path).faults().map(\.path)) == ["data/a/original.jpg"])
    }
}
