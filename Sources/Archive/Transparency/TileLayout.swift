/// Where the hashes of a log's tree lie: tiles of 256 hashes of one level, in C2SP's tlog-tiles layout.
///
/// Tile `tile/<level>/<index>` holds the roots of 256 subtrees of 256^level leaves; the last tile of a level may be
/// partial, `….p/<width>`.
public enum TileLayout {
    /// How many hashes a whole tile holds.
    static let width = 256

    /// One tile.
    public struct Tile: Hashable, Sendable {
        /// Its path below the log's folder.
        public let path: String
        /// Its hashes, 32 bytes each.
        public let bytes: [UInt8]
    }

    /// The tiles of a tree of the first `size` leaves, lowest level first.
    ///
    /// - Parameters:
    ///   - tree: The tree.
    ///   - size: At most the tree's own.
    ///   - older: Leaves whose whole tiles need not be given again.
    /// - Returns: The tiles that the leaves after `older` change or add.
    public static func tiles(of tree: MerkleTree, size: Int, after older: Int = 0) -> [Tile] {
        var tiles: [Tile] = []
        var level = 0
        var (count, done) = (size, older)
        while count > 0 {
            for index in (done / width)..<((count + width - 1) / width) {
                let range = (index * width)..<min(count, (index + 1) * width)
                let bytes = range.flatMap { tree.subtree(level: level * 8, at: $0).bytes }
                tiles.append(Tile(path: path(level: level, index: index, width: range.count), bytes: bytes))
            }
            level += 1
            count /= width
            done /= width
        }
        return tiles
    }

    /// The hashes that the tile with this path must hold; nil for a path of no tile of the tree.
    public static func bytes(of path: String, in tree: MerkleTree) -> [UInt8]? {
        var parts = path.split(separator: "/").map(String.init)
        var width = Self.width
        if parts.count > 3, parts[parts.count - 2].hasSuffix(".p"), let partial = Int(parts[parts.count - 1])
        {
            width = partial
            parts.removeLast()
            parts[parts.count - 1].removeLast(2)
        }
        guard parts.count >= 3, parts[0] == "tile", let level = Int(parts[1]), (0..<8).contains(level),
            (1...Self.width).contains(width)
        else { return nil }
        var index = 0
        for group in parts[2...] {
            guard let digits = Int(group.drop { $0 == "x" }), index < 1 << 40 else { return nil }
            index = index * 1000 + digits
        }
        let count = tree.size >> (level * 8)
        guard self.path(level: level, index: index, width: width) == path, index * Self.width + width <= count
        else { return nil }
        return (0..<width).flatMap { tree.subtree(level: level * 8, at: index * Self.width + $0).bytes }
    }

    /// The path of a tile below the log's folder.
    public static func path(level: Int, index: Int, width: Int) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            let group = String(repeating: "0", count: 3 - digits.count) + digits
            groups.insert(groups.isEmpty ? group : "x" + group, at: 0)
            rest /= 1000
        } while rest > 0
        let whole = "tile/\(level)/" + groups.joined(separator: "/")
        return width == self.width ? whole : "\(whole).p/\(width)"
    }
}
