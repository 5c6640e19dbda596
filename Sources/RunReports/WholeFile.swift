internal import Foundation

/// Files that others read while they are written anew.
public enum WholeFile {
    /// Writes a file beside its place and then puts it there; everybody may read it whom the umask lets.
    ///
    /// - Throws: What the file system says; then what was there stays.
    public static func write(_ text: String, to path: String) throws {
        let place = URL(filePath: path)
        let beside = place.deletingLastPathComponent().appending(
            path: ".\(place.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try Data(text.utf8).write(to: beside)
            guard rename(beside.path, place.path) == 0 else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
            }
        } catch {
            try? FileManager.default.removeItem(at: beside)
            throw error
        }
    }
}
