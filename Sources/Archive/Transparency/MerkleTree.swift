/// The hashes of an RFC 6962 Merkle tree of a log, as far as it has grown, and the proofs that it gives.
///
/// It keeps every complete node, two hashes a leaf: 64 MB for a million leaves.
///
/// Source: RFC 6962, section 2.1; RFC 9162, section 2.1.
public struct MerkleTree: Sendable {
    /// By level: the hashes of complete subtrees of 2^level leaves, left to right.
    private var levels: [[TreeHash]] = [[]]

    /// A tree of leaves, given by their hashes.
    public init(leaves: some Sequence<TreeHash> = []) {
        for leaf in leaves { append(leaf) }
    }

    /// How many leaves the tree has.
    public var size: Int { levels[0].count }

    /// The hashes of the leaves, in their order.
    public var leaves: [TreeHash] { levels[0] }

    /// Adds a leaf, given by its hash.
    public mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        var level = 0
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            let count = levels[level].count
            guard count.isMultiple(of: 2) else { return }
            hash = .node(levels[level][count - 2], hash)
            level += 1
        }
    }

    /// The root of the tree of the first `size` leaves.
    ///
    /// - Parameter size: From 0 to ``size``; nil for all leaves.
    /// - Returns: The root.
    public func root(of size: Int? = nil) -> TreeHash {
        let size = size ?? self.size
        precondition((0...self.size).contains(size), "the tree has \(self.size) leaves, not \(size)")
        return size == 0 ? .empty : hash(of: 0..<size)
    }

    /// The proof that a leaf is in the tree of the first `size` leaves: the hashes beside its way to the root, from
    /// its sibling up.
    ///
    /// - Parameters:
    ///   - index: The leaf's place from 0, below `size`.
    ///   - size: How many leaves the tree has, at most ``size``.
    /// - Returns: The hashes, none for a tree of one leaf.
    public func inclusionProof(of index: Int, in size: Int) -> [TreeHash] {
        precondition((0..<size).contains(index) && size <= self.size, "no leaf \(index) among \(size)")
        var proof: [TreeHash] = []
        var range = 0..<size
        while range.count > 1 {
            let middle = range.lowerBound + Self.split(range.count)
            if index < middle {
                proof.append(hash(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                proof.append(hash(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        return proof.reversed()
    }

    /// The proof that the tree of `size` leaves only continues the tree of the first `older` leaves.
    ///
    /// - Parameters:
    ///   - older: The older size, from 1 to `size`.
    ///   - size: At most ``size``.
    /// - Returns: The hashes, from the lowest up; none where the sizes are equal.
    public func consistencyProof(from older: Int, to size: Int) -> [TreeHash] {
        precondition(
            (1...size).contains(older) && size <= self.size, "no way from \(older) to \(size) leaves")
        var proof: [TreeHash] = []
        var range = 0..<size
        var isWholeOlderTree = true
        while older < range.upperBound {
            let middle = range.lowerBound + Self.split(range.count)
            if older <= middle {
                proof.append(hash(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                proof.append(hash(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
                isWholeOlderTree = false
            }
        }
        if !isWholeOlderTree { proof.append(hash(of: range)) }
        return proof.reversed()
    }

    /// The root of a complete subtree of 2^`level` leaves, the `place`-th of its level from 0.
    func subtree(level: Int, at place: Int) -> TreeHash { levels[level][place] }

    /// The largest power of two below a count of at least 2.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// The hash of the subtree of some leaves, which begins where a subtree of its size can.
    private func hash(of range: Range<Int>) -> TreeHash {
        let count = range.count
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return levels[level][range.lowerBound >> level]
        }
        let middle = range.lowerBound + Self.split(count)
        return .node(hash(of: range.lowerBound..<middle), hash(of: middle..<range.upperBound))
    }
}
