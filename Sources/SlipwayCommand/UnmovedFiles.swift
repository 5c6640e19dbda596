import Glibc
import Synchronization

/// Files that are archived, were to be moved, and could not be: they would be handed in anew if their batch ended.
final class UnmovedFiles: Sendable {
    private let paths = Mutex(Set<String>())

    /// Notes a file that could not be moved.
    func note(_ path: String) {
        paths.withLock { _ = $0.insert(path) }
    }

    /// How many of them still lie where they lay.
    var count: Int {
        paths.withLock { paths in
            paths = paths.filter { access($0, F_OK) == 0 }
            return paths.count
        }
    }
}
