import Archive
import Testing

@Suite struct `The frontier of a tree` {
    @Test func `gives the root of every size, as the tree does, also when it is read again`() {
        var tree = MerkleTree()
        var frontier = TreeFrontier()
        #expect(frontier.root == tree.root())
        for number in 0..<600 {
            let leaf = TreeHash.leaf("\(number)".utf8)
            tree.append(leaf)
            frontier.append(leaf)
            #expect(frontier.size == UInt64(tree.size) && frontier.root == tree.root())
            #expect(TreeFrontier(size: frontier.size, bytes: frontier.bytes) == frontier)
            #expect(TreeFrontier(size: frontier.size, bytes: frontier.bytes.dropLast()) == nil)
        }
    }
}
