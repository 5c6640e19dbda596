internal import Foundation
internal import Glibc

/// What this machine saw of archives' logs, kept outside of the archives: who puts an older state of one back, or writes it
/// anew, has to alter this as well.
///
///     seen/<log>-<place>.json     first 16 hexadecimal digits of the SHA-256 of the log's name, and of the archive's real path
///
/// All calls block.
public struct LogMemory: Sendable {
    private let folder: String

    /// - Parameter folder: The folder of a user's state, which need not exist yet.
    public init(folder: String) { self.folder = "\(folder)/seen" }

    /// The memory that the environment names: in `SLIPWAY_STATE`, else in `slipway` in `XDG_STATE_HOME`, else in
    /// `~/.local/state`.
    ///
    /// - Parameter environment: The variables of the process.
    /// - Returns: The memory; nil where `SLIPWAY_STATE` is `none`, or nothing names a folder.
    public static func named(by environment: [String: String]) -> LogMemory? {
        func path(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
        if let folder = path("SLIPWAY_STATE") { return folder == "none" ? nil : LogMemory(folder: folder) }
        // The XDG specification has relative paths passed over.
        if let folder = path("XDG_STATE_HOME"), folder.hasPrefix("/") {
            return LogMemory(folder: "\(folder)/slipway")
        }
        return path("HOME").map { LogMemory(folder: "\($0)/.local/state/slipway") }
    }

    /// What was seen of a log and of a place.
    ///
    /// It must be asked before the archive is read: what was seen is in an archive in use by then.
    ///
    /// - Parameters:
    ///   - origin: The log's name; nil where the archive does not tell.
    ///   - place: The real path of the archive's folder.
    /// - Returns: What was seen; what of it cannot be read is among its faults.
    public func recalled(_ origin: String?, at place: String) -> RecalledLog {
        var recalled = RecalledLog()
        guard access(folder, F_OK) == 0 else { return recalled }
        let (log, end) = (origin.map(Self.digits), "-\(Self.digits(place)).json")
        do {
            for name in try Folder.names(in: folder).sorted() where name.hasSuffix(".json") {
                let isHere = name.hasSuffix(end)
                let isOfLog = log.map { name.hasPrefix("\($0)-") } ?? false
                guard isHere || isOfLog else { continue }
                guard let seen = try Self.read("\(folder)/\(name)") else {
                    recalled.faults.append("\(folder)/\(name) is damaged")
                    continue
                }
                if isHere, isOfLog {
                    recalled.here = seen
                } else if isHere {
                    recalled.others.append(seen)
                } else if seen.size > recalled.elsewhere?.size ?? 0 {
                    recalled.elsewhere = seen
                }
            }
        } catch {
            recalled.faults.append("\(error)")
        }
        return recalled
    }

    /// Remembers what a log has come to, where it is more than was seen so far.
    ///
    /// - Parameters:
    ///   - signed: A checkpoint or head that continues what was recalled.
    ///   - place: The real path of the archive's folder.
    ///   - recalled: What was recalled before the archive was read; another program may have seen more since.
    ///   - now: What time it is.
    /// - Throws: ``ArchiveError`` where it cannot be written.
    public func remember(
        _ signed: SignedCheckpoint, at place: String, after recalled: RecalledLog, now: Timestamp
    ) throws(ArchiveError) {
        guard recalled.faults.isEmpty, signed.checkpoint.size > recalled.here?.size ?? 0 else { return }
        let path = path(of: signed, at: place)
        let lock = try locked()
        defer { withExtendedLifetime(lock) {} }
        guard try Self.read(path) == recalled.here else { return }
        try write(
            SeenLog(
                note: signed.note, place: place, at: "\(now)", accepted: recalled.here?.accepted ?? []),
            to: path)
    }

    /// Takes what a log holds now in the place of what was seen, since somebody says that the archive was restored; that it
    /// was said is remembered.
    ///
    /// - Parameters:
    ///   - signed: What the log has come to.
    ///   - place: The real path of the archive's folder.
    ///   - recalled: What was recalled.
    ///   - by: Who says so.
    ///   - now: What time it is.
    /// - Throws: ``ArchiveError`` where it cannot be written.
    public func accept(
        _ signed: SignedCheckpoint, at place: String, after recalled: RecalledLog, by: String, now: Timestamp
    ) throws(ArchiveError) {
        let lock = try locked()
        defer { withExtendedLifetime(lock) {} }
        let here = [recalled.here].compactMap(\.self).filter {
            $0.signed?.checkpoint != signed.checkpoint
        }
        let given = (here + recalled.others).map {
            SeenLog.Acceptance(
                at: "\(now)", by: by, origin: $0.origin, seen: $0.size, held: signed.checkpoint.size)
        }
        let path = path(of: signed, at: place)
        try write(
            SeenLog(
                note: signed.note, place: place, at: "\(now)",
                accepted: (recalled.here?.accepted ?? []) + given),
            to: path)
        let end = "-\(Self.digits(place)).json"
        for name in try Folder.names(in: folder)
        where name.hasSuffix(end) && "\(folder)/\(name)" != path { _ = unlink("\(folder)/\(name)") }
    }

    // MARK: Files

    private func path(of signed: SignedCheckpoint, at place: String) -> String {
        "\(folder)/\(Self.digits(signed.checkpoint.origin))-\(Self.digits(place)).json"
    }

    private func locked() throws(ArchiveError) -> FileLock {
        try Folder.make(folder)
        return try FileLock("\(folder)/lock")
    }

    private static func digits(_ text: String) -> String {
        String(ContentDigest(of: Array(text.utf8)).hex.prefix(16))
    }

    /// What was seen, by a file; nil where there is none, or it is none.
    private static func read(_ path: String) throws(ArchiveError) -> SeenLog? {
        guard access(path, F_OK) == 0 else { return nil }
        let bytes = try SourceFile(path).rest(upTo: 1 << 20)
        let seen = try? JSONDecoder().decode(SeenLog.self, from: Data(bytes))
        return seen?.signed == nil ? nil : seen
    }

    private func write(_ seen: SeenLog, to path: String) throws(ArchiveError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(seen) else {
            throw .log(reason: "what was seen cannot be written as JSON")
        }
        try DurableFile.write(Array(data), to: path, mode: 0o600)
    }
}
