import Crypto
import Foundation
import Glibc

/// Compiled catalogs, kept in a folder so that a large one is ready at once.
///
/// A compiled catalog is found by the content of the files that it was made of, and checked as a whole before it is used;
/// one that is damaged, of another version or another user's is passed over and made anew. It is written beside its
/// name, synchronised and then named. Nothing is lost when the folder is deleted.
public struct CatalogCache: Sendable {
    private let folder: URL

    /// - Parameter folder: Where compiled catalogs are kept; it is made when it is first needed.
    public init(folder: String) {
        self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    }

    /// The cache that the environment names: `SLIPWAY_CACHE`, else `slipway` in `XDG_CACHE_HOME`, else in `~/.cache`.
    ///
    /// - Parameter environment: The variables of the process.
    /// - Returns: The cache; nil when there is no home either.
    public static func named(by environment: [String: String]) -> CatalogCache? {
        func path(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
        if let folder = path("SLIPWAY_CACHE") { return CatalogCache(folder: folder) }
        if let folder = path("XDG_CACHE_HOME") { return CatalogCache(folder: folder + "/slipway") }
        return path("HOME").map { CatalogCache(folder: $0 + "/.cache/slipway") }
    }

    /// The catalog of a folder: from its compiled form, which is made when there is none for just these files.
    ///
    /// - Parameters:
    ///   - path: The folder of the catalog.
    ///   - report: Is told when a compiled catalog cannot be used or kept; the catalog is loaded all the same.
    /// - Returns: The catalog.
    /// - Throws: ``CatalogError`` as loading the folder does.
    public func catalog(
        folder path: String, report: (String) -> Void = { _ in }
    ) throws(CatalogError) -> Catalog {
        try catalog(folder: path, at: Date(), report: report)
    }

    /// The same at a moment: files that were written just before it are read again the next time.
    func catalog(
        folder path: String, at moment: Date, report: (String) -> Void
    ) throws(CatalogError) -> Catalog {
        try CatalogFiles.checkNames(in: path)
        let stamp = FolderStamp(folder: path)
        let absolute = URL(filePath: path).standardizedFileURL.path
        let known = noted(noteFile(of: absolute), stamp)
        let key: Key
        if let known {
            key = known
        } else {
            var files = try CatalogFiles(folder: path)
            try files.readAll()
            key = Key(files)
        }
        if let catalog = compiled(key, report) {
            if known == nil { keep(absolute, stamp, key, moment, report) }
            return catalog
        }
        let loaded = try Catalog(folder: path)
        // The files may have changed since they were looked at: what was loaded counts.
        let loadedKey = Key(
            folderName: URL(filePath: path).standardizedFileURL.lastPathComponent,
            sum: loaded.identity.sha256)
        let file = IndexFile(loaded.index.file, key: loadedKey.bytes)
        guard write(file.data, to: self.file(of: loadedKey), report) else { return loaded }
        if loadedKey == key, FolderStamp(folder: path) == stamp { keep(absolute, stamp, key, moment, report) }
        return compiled(loadedKey, report) ?? loaded
    }

    /// Of what a compiled catalog was made: the sum of the files, and the folder's name, which may be the catalog's id.
    private struct Key: Hashable {
        let bytes: [UInt8]

        init(_ files: CatalogFiles) {
            self.init(folderName: files.folderName, sum: files.sha256)
        }

        init(folderName: String, sum: String) {
            bytes = Array(SHA256.hash(data: Data("\(sum)  \(folderName)\n".utf8)))
        }

        init?(text: String) {
            let bytes = Array(text.utf8)
            guard bytes.count == 64 else { return nil }
            var read: [UInt8] = []
            for place in stride(from: 0, to: 64, by: 2) {
                guard let byte = UInt8(String(decoding: bytes[place..<place + 2], as: UTF8.self), radix: 16)
                else { return nil }
                read.append(byte)
            }
            self.bytes = read
        }

        var text: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
    }

    /// What is known of a catalog's folder from the last time.
    private struct Note: Codable {
        var folder: String
        var key: String
        var stamp: FolderStamp
    }

    private func file(of key: Key) -> URL { folder.appending(path: "\(key.text).catalog") }

    /// Where it is noted what the folder of a whole path has.
    private func noteFile(of path: String) -> URL {
        let name = SHA256.hash(data: Data(path.utf8)).hexadecimal
        return folder.appending(path: "\(name).folder")
    }

    /// The key that was noted for a folder, when its files are the same as then.
    private func noted(_ file: URL, _ stamp: FolderStamp) -> Key? {
        guard isOwn(file), let note = note(file), note.stamp == stamp else { return nil }
        return Key(text: note.key)
    }

    /// A compiled catalog that may be used; nil when there is none.
    private func compiled(_ key: Key, _ report: (String) -> Void) -> Catalog? {
        let file = file(of: key)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            guard isOwn(file) else {
                throw IndexFile.Refusal(description: "others than its owner may write to it, or own it")
            }
            let data = try Data(contentsOf: file, options: .alwaysMapped)
            return Catalog(try CatalogIndex(try IndexFile(data, key: key.bytes)))
        } catch {
            report("the compiled catalog \(file.path) is made anew: \(error)")
            return nil
        }
    }

    /// Whether a file is a plain one of this user's, to which nobody else may write.
    private func isOwn(_ file: URL) -> Bool {
        var status = stat()
        // Unsafe only in that the system writes into the structure for the length of the call.
        guard unsafe lstat(file.path, &status) == 0 else { return false }
        return status.st_uid == geteuid() && status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o022 == 0
    }

    /// Notes what a folder's files are, and removes the compiled form of what they were before.
    private func keep(
        _ path: String, _ stamp: FolderStamp, _ key: Key, _ moment: Date, _ report: (String) -> Void
    ) {
        guard stamp.isSettled(before: moment) else { return }
        let file = noteFile(of: path)
        let before = note(file)
        let note = Note(folder: path, key: key.text, stamp: stamp)
        guard let data = try? JSONEncoder().encode(note), write(data, to: file, report) else { return }
        guard let before, before.key != key.text, let old = Key(text: before.key) else { return }
        if !notedKeys().contains(before.key) { try? FileManager.default.removeItem(at: self.file(of: old)) }
    }

    /// The keys that are noted for folders that are still there; notes of others are removed.
    private func notedKeys() -> Set<String> {
        var keys = Set<String>()
        for name in names(endingIn: ".folder") {
            let file = folder.appending(path: name)
            guard let note = note(file) else { continue }
            if FileManager.default.fileExists(atPath: note.folder) {
                keys.insert(note.key)
            } else {
                try? FileManager.default.removeItem(at: file)
            }
        }
        return keys
    }

    private func note(_ file: URL) -> Note? {
        (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Note.self, from: $0) }
    }

    private func names(endingIn ending: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(ending) }
    }

    /// Writes a file so that its name never stands for less than the whole.
    ///
    /// - Returns: Whether it could be written.
    private func write(_ data: Data, to file: URL, _ report: (String) -> Void) -> Bool {
        let manager = FileManager.default
        let draft = folder.appending(path: "\(file.lastPathComponent).\(UUID().uuidString).draft")
        do {
            try manager.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            removeLeftovers()
            guard
                manager.createFile(
                    atPath: draft.path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            let handle = try FileHandle(forWritingTo: draft)
            try handle.write(contentsOf: data)
            try handle.synchronize()
            try handle.close()
            guard unsafe rename(draft.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            return true
        } catch {
            try? manager.removeItem(at: draft)
            report("the compiled catalog cannot be kept in \(folder.path): \(error.systemReason)")
            return false
        }
    }

    /// Removes what killed runs left behind, and compiled catalogs that no folder has had for a day.
    private func removeLeftovers() {
        let noted = notedKeys()
        let catalogs = names(endingIn: ".catalog").filter { !noted.contains(String($0.prefix(64))) }
        for (name, most) in catalogs.map({ ($0, 86_400.0) }) + names(endingIn: ".draft").map({ ($0, 3600.0) })
        {
            let file = folder.appending(path: name)
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
            let age = (attributes?[.modificationDate] as? Date).map { Date().timeIntervalSince($0) } ?? 0
            if age > most { try? FileManager.default.removeItem(at: file) }
        }
    }
}
