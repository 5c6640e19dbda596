import Foundation

/// A bag as one file to send: an uncompressed tar of its folder.
///
/// Source: RFC 8493, 4 (a serialized bag is one folder), and POSIX.1-1988 (ustar), which every tar reads.
public enum BagTar {
    private static let block = 512

    /// Packs a bag.
    ///
    /// - Parameters:
    ///   - path: The bag's folder, which becomes the one folder of the file.
    ///   - seconds: The time that the files have in it, in seconds since 1970.
    /// - Returns: The bytes of the tar.
    /// - Throws: ``BagError`` for a file that cannot be read, or whose path is too long.
    public static func bytes(of path: String, at seconds: Int64) throws(BagError) -> [UInt8] {
        let root = URL(filePath: path, directoryHint: .isDirectory)
        let name = root.lastPathComponent
        var tar: [UInt8] = []
        for file in try files(below: root) {
            let content: Data
            do {
                content = try Data(contentsOf: root.appending(path: file))
            } catch {
                throw BagError(path: file, reason: "it cannot be read: \(BagError.reason(of: error))")
            }
            tar += try head(of: "\(name)/\(file)", size: content.count, at: seconds)
            tar += content
            tar += [UInt8](repeating: 0, count: (block - content.count % block) % block)
        }
        // Two empty blocks end it.
        return tar + [UInt8](repeating: 0, count: 2 * block)
    }

    private static func files(below root: URL) throws(BagError) -> [String] {
        let prefix = root.resolvingSymlinksInPath().path
        guard let walk = FileManager.default.enumerator(atPath: prefix) else {
            throw BagError(path: prefix, reason: "there is no such folder")
        }
        var files: [String] = []
        for case let file as String in walk {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(prefix)/\(file)", isDirectory: &isFolder) else {
                throw BagError(path: file, reason: "it cannot be read")
            }
            if !isFolder.boolValue { files.append(file) }
        }
        return files.sorted()
    }

    /// The block before a file.
    private static func head(
        of path: String, size: Int, at seconds: Int64
    ) throws(BagError) -> [UInt8] {
        let (prefix, name) = try parted(path)
        var head = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at place: Int) {
            for (offset, byte) in text.utf8.enumerated() { head[place + offset] = byte }
        }
        func octal(_ number: Int64, width: Int) -> String {
            let digits = String(number, radix: 8)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        put(name, at: 0)
        put(octal(0o640, width: 7), at: 100)
        put(octal(0, width: 7), at: 108)
        put(octal(0, width: 7), at: 116)
        put(octal(Int64(size), width: 11), at: 124)
        put(octal(seconds, width: 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(prefix, at: 345)
        let sum = head.reduce(Int64(0)) { $0 + Int64($1) }
        put(octal(sum, width: 6) + "\u{0} ", at: 148)
        return head
    }

    /// A path as the two fields that hold it: 155 bytes of folders, 100 of the name.
    private static func parted(_ path: String) throws(BagError) -> (prefix: String, name: String) {
        guard path.utf8.count > 100 else { return ("", path) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for count in 1..<max(2, parts.count) {
            let name = parts[count...].joined(separator: "/")
            let prefix = parts[..<count].joined(separator: "/")
            if name.utf8.count <= 100, prefix.utf8.count <= 155, !name.isEmpty { return (prefix, name) }
        }
        throw BagError(path: path, reason: "its path is too long for a tar")
    }
}
