internal import Foundation
internal import Glibc

/// Walks files and folders, one input at a time, a folder's entries in the order of their names.
///
/// Holds the names of the folders on the way alone, however many files there are.
public struct InputWalk: Sequence, IteratorProtocol, Sendable {
    /// What is met on the way.
    public enum Step: Hashable, Sendable {
        case input(ProcessingInput)
        /// Something in a folder that is no slip.
        case skipped(path: String, reason: String)
        /// A path that could not be looked into.
        case unreadable(ProcessingInput, reason: String)
        /// A folder's `claim.json` that is as it should be.
        case claimFile(ProcessingInput)
    }

    private struct Folder {
        var path: String
        /// Still to visit, the next one last.
        var names: [FolderListing.Name]
        var claim: String?
    }

    private var given: [String]
    private var open: [Folder] = []
    /// Folders that are not entered, without links and detours.
    private let passed: Set<String>

    /// - Parameters:
    ///   - paths: As given: files, and folders that are walked wholly.
    ///   - passed: Folders that are passed over where they are met, such as those that files are moved to.
    public init(_ paths: [String], passing passed: [String] = []) {
        given = paths.reversed()
        self.passed = Set(passed.map(RealPath.of))
    }

    public mutating func next() -> Step? {
        while let index = open.indices.last {
            guard let name = open[index].names.popLast() else {
                open.removeLast()
                continue
            }
            let folder = open[index]
            if let step = visit(name, in: folder) { return step }
        }
        guard let path = given.popLast() else { return nil }
        return start(path) ?? next()
    }

    /// A path that was given: links are followed, and nothing is skipped.
    private mutating func start(_ path: String) -> Step? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return .unreadable(ProcessingInput(path: path), reason: Self.reason(errno))
        }
        if status.st_mode & S_IFMT == S_IFDIR { return enter(path, claim: nil) }
        return .input(ProcessingInput(path: path))
    }

    private mutating func visit(_ name: FolderListing.Name, in folder: Folder) -> Step? {
        let path = folder.path.hasSuffix("/") ? folder.path + name.text : folder.path + "/" + name.text
        let input = ProcessingInput(path: path, claim: folder.claim)
        guard name.isValid else {
            return .unreadable(input, reason: "the file's name is not UTF-8: rename it")
        }
        if let reason = Self.reasonToSkip(name.text) { return .skipped(path: path, reason: reason) }
        var status = stat()
        guard lstat(path, &status) == 0 else { return .unreadable(input, reason: Self.reason(errno)) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            guard passed.isEmpty || !passed.contains(RealPath.of(path)) else {
                return .skipped(path: path, reason: "files that are done with are moved there")
            }
            return enter(path, claim: folder.claim)
        case S_IFLNK: return .skipped(path: path, reason: "a symbolic link: give the file that it leads to")
        case S_IFREG: return .input(input)
        default: return .skipped(path: path, reason: "neither a file nor a folder")
        }
    }

    private mutating func enter(_ path: String, claim: String?) -> Step? {
        guard let names = FolderListing.names(in: path) else {
            return .unreadable(
                ProcessingInput(path: path, claim: claim), reason: "the folder \(Self.reason(errno))")
        }
        var folder = Folder(path: path, names: names.reversed(), claim: claim)
        var step: Step?
        if names.contains(where: { $0.text == Claim.fileName }) {
            // The folder is a claim, whatever is wrong with the file.
            // By its whole path: the same words typed elsewhere mean another folder.
            let byPath = RealPath.of(path)
            folder.claim = byPath
            let file = "\(path)/\(Claim.fileName)"
            do throws(Claim.Fault) {
                let claim = try Claim.id(ofFolder: path) ?? byPath
                folder.claim = claim
                step = .claimFile(ProcessingInput(path: file, claim: claim))
            } catch {
                step = .unreadable(ProcessingInput(path: file, claim: byPath), reason: error.reason)
            }
        }
        open.append(folder)
        return step
    }

    /// What trying a claim's file again comes to: its fault, or all that is in its folder, which gets the claim.
    ///
    /// - Parameter source: The file's source, as the quarantine has it.
    /// - Returns: Nil where the source is no claim's file, or the file is gone.
    public static func again(claimFile source: String) -> [Step]? {
        let path = ProcessingInput.unescaped(source)
        guard path.split(separator: "/").last.map(String.init) == Claim.fileName, access(path, F_OK) == 0
        else {
            return nil
        }
        let folder = String(path.dropLast(Claim.fileName.count))
        do throws(Claim.Fault) {
            _ = try Claim.id(ofFolder: folder.isEmpty ? "." : folder)
        } catch {
            return [
                .unreadable(ProcessingInput(recorded: source, path: nil, claim: nil), reason: error.reason)
            ]
        }
        return InputWalk([folder.count > 1 ? String(folder.dropLast()) : folder.isEmpty ? "." : folder]).map {
            guard case .input(var input) = $0 else { return $0 }
            input.onlyNamesClaim = true
            return .input(input)
        }
    }

    private static func reason(_ code: CInt) -> String {
        "cannot be read: \(String(cString: strerror(code)))"
    }

    /// Why a file of a folder is not taken for a slip; nil when it is.
    static func reasonToSkip(_ name: String) -> String? {
        if name.hasPrefix(".") { return "hidden" }
        if name.hasSuffix(".review.json") { return "a review that belongs to another file" }
        return switch name.lowercased() {
        case "thumbs.db", "desktop.ini": "a file of the system's"
        case "readme.md": "a note to people"
        case Claim.fileName: "says which claim the folder is"
        default: nil
        }
    }
}

/// The names in a folder.
enum FolderListing {
    struct Name: Hashable, Sendable {
        var text: String
        /// Whether the bytes of the name are UTF-8; otherwise the text is not the name.
        var isValid: Bool
    }

    /// The names sorted by their bytes, without `.` and `..`; nil with `errno` set when the folder cannot be read.
    static func names(in path: String) -> [Name]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [Name] = []
        while let entry = readdir(folder) {
            let bytes = withUnsafePointer(to: &entry.pointee.d_name) { field in
                let capacity = MemoryLayout.size(ofValue: field.pointee)
                return field.withMemoryRebound(to: UInt8.self, capacity: capacity) { start in
                    Array(
                        UnsafeBufferPointer(
                            start: start,
                            count: strnlen(
                                UnsafeRawPointer(start)
                                    .assumingMemoryBound(to: CChar.self), capacity)))
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard text != ".", text != ".." else { continue }
            names.append(Name(text: text, isValid: text.utf8.elementsEqual(bytes)))
        }
        return names.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    }
}
