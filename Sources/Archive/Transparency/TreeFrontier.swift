/// The complete subtrees of which a log's tree is made: enough to add leaves and to tell the root, at most 64 hashes.
///
/// Source: RFC 9162, section 2.1.2 (the stack of its algorithm for verifying a tree head).
public struct TreeFrontier: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64 = 0
    /// The roots of the complete subtrees, the largest first: one for each bit that is set in the size.
    private var subtrees: [TreeHash] = []

    /// The tree without leaves.
    public init() {}

    /// Reads what ``bytes`` gave for a tree of this size; nil where it is none.
    public init?(size: UInt64, bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == size.nonzeroBitCount * 32 else { return nil }
        self.size = size
        for start in stride(from: 0, to: bytes.count, by: 32) {
            guard let hash = TreeHash(bytes: bytes[start..<(start + 32)]) else { return nil }
            subtrees.append(hash)
        }
    }

    /// The hashes of the subtrees, the largest first, 32 bytes each.
    public var bytes: [UInt8] { subtrees.flatMap(\.bytes) }

    /// Adds a leaf, given by its hash.
    public mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        // Each trailing bit that is set is a subtree of the size of what is added.
        for _ in 0..<(~size).trailingZeroBitCount { hash = .node(subtrees.removeLast(), hash) }
        subtrees.append(hash)
        size += 1
    }

    /// The root of the tree.
    public var root: TreeHash {
        guard let last = subtrees.last else { return .empty }
        return subtrees.dropLast().reversed().reduce(last) { right, left in .node(left, right) }
    }
}
