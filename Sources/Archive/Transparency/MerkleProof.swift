/// Checks of proofs, for those who hold no more than a root.
///
/// Source: RFC 9162, sections 2.1.3.2 and 2.1.4.2.
public enum MerkleProof {
    /// Whether a proof shows that a leaf is in a tree.
    ///
    /// - Parameters:
    ///   - proof: The hashes beside the leaf's way to the root, from its sibling up.
    ///   - leaf: The leaf's hash.
    ///   - index: The leaf's place from 0.
    ///   - size: How many leaves the tree has.
    ///   - root: The tree's root.
    /// - Returns: Whether hash and proof lead to the root.
    public static func includes(
        _ proof: [TreeHash], leaf: TreeHash, at index: UInt64, size: UInt64, root: TreeHash
    ) -> Bool {
        guard index < size else { return false }
        var (node, first, last) = (leaf, index, size - 1)
        for hash in proof {
            guard last > 0 else { return false }
            if first & 1 == 1 || first == last {
                node = .node(hash, node)
                while first & 1 == 0, first != 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                node = .node(node, hash)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && node == root
    }

    /// Whether a proof shows that a tree only continues an older one.
    ///
    /// - Parameters:
    ///   - proof: The hashes of the proof, from the lowest up.
    ///   - older: The size and root of the older tree.
    ///   - newer: The size and root of the tree that continues it.
    /// - Returns: Whether the proof leads to both roots.
    public static func continues(
        _ proof: [TreeHash], from older: (size: UInt64, root: TreeHash),
        to newer: (size: UInt64, root: TreeHash)
    ) -> Bool {
        guard older.size <= newer.size else { return false }
        if older.size == newer.size { return proof.isEmpty && older.root == newer.root }
        // Every tree continues the one without leaves; there is nothing to prove.
        if older.size == 0 { return proof.isEmpty && older.root == .empty }
        var path = proof[...]
        if older.size & (older.size - 1) == 0 { path = [older.root] + path }
        guard let start = path.first else { return false }
        var (first, last) = (older.size - 1, newer.size - 1)
        while first & 1 == 1 {
            first >>= 1
            last >>= 1
        }
        var (old, new) = (start, start)
        for hash in path.dropFirst() {
            guard last > 0 else { return false }
            if first & 1 == 1 || first == last {
                old = .node(hash, old)
                new = .node(hash, new)
                while first & 1 == 0, first != 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, hash)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && old == older.root && new == newer.root
    }
}
