import BagIt
import Foundation
import Testing

/// The conformance suite of the Library of Congress, where it lies beside the project.
@Suite(.enabled(if: ForeignBags.arePresent, "../shared/vectors/bagit is absent"))
struct `Bags of the conformance suite` {
    @Test(arguments: ForeignBags.named("valid") + ForeignBags.named("warning"))
    func `that are valid have no faults`(path: String) throws {
        // SHA-224 is in no library that this program uses: such a bag is refused by name.
        if path.hasSuffix("uncommon-metadata-separators") {
            #expect(throws: BagError.self) { _ = try Bag(at: ForeignBags.folder + path) }
            return
        }
        let faults = try Bag(at: ForeignBags.folder + path).faults()
        // What the suite lists and cannot hold: a name that differs in case only, a file that git leaves out.
        let absent: Set = ["data/HELLO.txt", "data/.DS_Store"]
        #expect(faults.filter { !absent.contains($0.path) } == [])
    }

    @Test(
        arguments: ForeignBags.named("invalid") + ForeignBags.named("linux-only")
            + ForeignBags.named("windows-only"))
    func `that are invalid have some`(path: String) throws {
        let faults = (try? Bag(at: ForeignBags.folder + path))?.faults()
        #expect(faults != [], "\(path)")
    }
}

enum ForeignBags {
    static let folder =
        URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/vectors/bagit").standardizedFileURL.path + "/"

    static var arePresent: Bool { FileManager.default.fileExists(atPath: folder) }

    static func named(_ kind: String) -> [String] {
        ["v0.97", "v1.0"].flatMap { version -> [String] in
            let inner = "\(version)/\(kind)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + inner)) ?? []
            return names.filter { FileManager.default.fileExists(atPath: "\(folder)\(inner)/\($0)/data") }
                .map { "\(inner)/\($0)" }.sorted()
        }
    }
}
