import Archive
import Testing

@Suite struct `Tiles` {
    private func tree(_ size: Int) -> MerkleTree {
        MerkleTree(leaves: (0..<size).map { TreeHash.leaf([UInt8($0 & 0xFF), UInt8($0 >> 8)]) })
    }

    @Test(arguments: [
        (0, "000"), (7, "007"), (999, "999"), (1000, "x001/000"), (1_234_067, "x001/x234/067"),
    ])
    func `lie under their numbers in groups of three digits`(index: Int, path: String) {
        #expect(TileLayout.path(level: 2, index: index, width: 256) == "tile/2/\(path)")
        #expect(TileLayout.path(level: 0, index: index, width: 5) == "tile/0/\(path).p/5")
    }

    @Test func `hold the hashes of their level, the last one as many as there are`() {
        let tree = tree(600)
        let tiles = TileLayout.tiles(of: tree, size: 600)
        #expect(
            tiles.map(\.path) == ["tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"])
        #expect(tiles[2].bytes == tree.leaves[512...].flatMap(\.bytes))
        let first = MerkleTree(leaves: tree.leaves[..<256]).root()
        let second = MerkleTree(leaves: tree.leaves[256..<512]).root()
        #expect(tiles[3].bytes == first.bytes + second.bytes)
    }

    @Test func `of a grown tree are given from the first that changed`() {
        let tiles = TileLayout.tiles(of: tree(600), size: 600, after: 300)
        #expect(tiles.map(\.path) == ["tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"])
    }

    @Test func `are told by their paths, and foreign files are not`() {
        let tree = tree(600)
        for tile in TileLayout.tiles(of: tree, size: 600) + TileLayout.tiles(of: tree, size: 300) {
            #expect(TileLayout.bytes(of: tile.path, in: tree) == tile.bytes, "\(tile.path)")
        }
        for path in [
            "tile/0/003", "tile/0/002", "tile/0/2", "tile/9/000", "tile/0/000.p/0", "tile/x",
            "tile/0/000.p/257",
        ] {
            #expect(TileLayout.bytes(of: path, in: tree) == nil, "\(path)")
        }
    }
}
