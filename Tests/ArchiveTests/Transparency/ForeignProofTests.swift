import Archive
import Foundation
import Testing

/// The proofs of a public conformance suite (transparency-dev/merkle), good and tampered.
@Suite(
    .enabled(
        if: ForeignVectors.folder != nil, "the foreign vectors are not beside the package (../shared/vectors)"
    ))
struct `Foreign proofs` {
    private struct Inclusion: Decodable {
        var leafIdx: UInt64
        var treeSize: UInt64
        var root: String?
        var leafHash: String?
        var proof: [String]?
        var desc: String
        var wantErr: Bool
    }

    private struct Consistency: Decodable {
        var size1: UInt64
        var size2: UInt64
        var root1: String?
        var root2: String?
        var proof: [String]?
        var desc: String
        var wantErr: Bool
    }

    @Test func `of inclusion are taken or refused as their authors say`() throws {
        let cases: [Inclusion] = try ForeignVectors.all("inclusion")
        #expect(cases.count > 90)
        for one in cases {
            let hashes = one.proof?.compactMap { TreeHash($0) } ?? []
            let isWhole = hashes.count == one.proof?.count ?? 0
            let leaf = one.leafHash.flatMap { TreeHash($0) }
            let root = one.root.flatMap { TreeHash($0) }
            var isTaken = false
            if isWhole, let leaf, let root {
                isTaken = MerkleProof.includes(
                    hashes, leaf: leaf, at: one.leafIdx, size: one.treeSize, root: root)
            }
            #expect(isTaken == !one.wantErr, "\(one.desc), leaf \(one.leafIdx) of \(one.treeSize)")
        }
    }

    @Test func `of consistency are taken or refused as their authors say`() throws {
        let cases: [Consistency] = try ForeignVectors.all("consistency")
        #expect(cases.count > 90)
        for one in cases {
            let hashes = one.proof?.compactMap { TreeHash($0) } ?? []
            let isWhole = hashes.count == one.proof?.count ?? 0
            var isTaken = false
            if isWhole, let root1 = one.root1.flatMap({ TreeHash($0) }),
                let root2 = one.root2.flatMap({ TreeHash($0) })
            {
                isTaken = MerkleProof.continues(hashes, from: (one.size1, root1), to: (one.size2, root2))
            }
            // One case has words in place of roots, which are no hashes here.
            let hasRoots = one.root1.flatMap { TreeHash($0) } != nil
            #expect(isTaken == (!one.wantErr && hasRoots), "\(one.desc), \(one.size1) to \(one.size2)")
        }
    }
}

private enum ForeignVectors {
    /// The suite's folder; nil where it is not beside the package.
    static let folder: String? = [
        "../shared/vectors/merkle/testdata", "../../shared/vectors/merkle/testdata",
    ]
    .first { FileManager.default.fileExists(atPath: $0) }

    static func all<Case: Decodable>(_ kind: String) throws -> [Case] {
        let root = try #require(folder) + "/" + kind
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            let data = try #require(FileManager.default.contents(atPath: "\(root)/\(name)"))
            return try JSONDecoder().decode(Case.self, from: data)
        }
    }
}
