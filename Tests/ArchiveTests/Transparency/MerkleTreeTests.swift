import Archive
import Testing

@Suite struct `A Merkle tree` {
    /// The leaves and roots of RFC 6962's reference implementation (certificate-transparency, merkletree tests).
    private static let inputs: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Array(0x60...0x6F),
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private static func tree(_ size: Int) -> MerkleTree {
        MerkleTree(leaves: (0..<size).map { TreeHash.leaf([UInt8($0 & 0xFF), UInt8($0 >> 8)]) })
    }

    private static func hexadecimal(_ hash: TreeHash) -> String {
        hash.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `has the roots of the reference implementation`() {
        var tree = MerkleTree()
        #expect(
            Self.hexadecimal(tree.root())
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (input, root) in zip(Self.inputs, Self.roots) {
            tree.append(.leaf(input))
            #expect(Self.hexadecimal(tree.root()) == root)
        }
        #expect(Self.hexadecimal(tree.root(of: 5)) == Self.roots[4])
    }

    @Test func `proves every leaf in every size, and no other leaf in its place`() {
        let whole = Self.tree(70)
        for size in 1...70 {
            let root = whole.root(of: size)
            for index in 0..<size {
                let proof = whole.inclusionProof(of: index, in: size)
                func includes(_ leaf: Int, at place: Int, _ proof: [TreeHash]) -> Bool {
                    MerkleProof.includes(
                        proof, leaf: whole.leaves[leaf], at: UInt64(place), size: UInt64(size), root: root)
                }
                #expect(includes(index, at: index, proof))
                let other = (index + 1) % 70
                #expect(!includes(other, at: index, proof))
                #expect(!includes(index, at: index, proof + [root]))
                if !proof.isEmpty {
                    #expect(!includes(index, at: index, Array(proof.dropLast())))
                    #expect(!includes(index, at: (index + 1) % size, proof))
                }
                #expect(!includes(index, at: size, proof))
            }
        }
    }

    @Test func `proves that every size continues every smaller one, and no other tree`() {
        let whole = Self.tree(40)
        let other = MerkleTree(leaves: (0..<40).map { TreeHash.leaf([UInt8($0), 0xEE]) })
        for newer in 1...40 {
            for older in 1...newer {
                let proof = whole.consistencyProof(from: older, to: newer)
                func continues(_ old: TreeHash, _ new: TreeHash, _ proof: [TreeHash]) -> Bool {
                    MerkleProof.continues(
                        proof, from: (UInt64(older), old), to: (UInt64(newer), new))
                }
                #expect(continues(whole.root(of: older), whole.root(of: newer), proof))
                #expect(!continues(other.root(of: older), whole.root(of: newer), proof))
                #expect(!continues(whole.root(of: older), other.root(of: newer), proof))
                #expect(!continues(whole.root(of: older), whole.root(of: newer), proof + [whole.root()]))
            }
        }
    }
}
