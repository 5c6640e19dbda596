import Archive
import ArgumentParser
import Foundation
import Processing

/// What this machine remembers of the archive that a command works on.
///
/// It fails no command: what keeps it from remembering is said.
struct ArchiveMemory: Sendable {
    private let memory = LogMemory.named(by: ProcessInfo.processInfo.environment)
    private let path: String

    /// - Parameter options: Which archive.
    init(of options: ArchiveOptions) { path = options.path }

    private var place: String { RealPath.of(path) }

    /// What was seen of the archive, to be asked before it is read.
    func recalled(_ archive: any Archive) async -> RecalledLog {
        guard let memory else { return RecalledLog() }
        // Without events there is no key yet, and no log to know.
        return memory.recalled(try? await archive.verifierKey().name, at: place)
    }

    /// What a person must know before anything is added to the archive: that it is not what it was.
    func warnings(of archive: any Archive) async -> [String] {
        let recalled = await recalled(archive)
        var lines = recalled.faults.map { "what this machine saw of the archive cannot be told: \($0)" }
        if let seen = recalled.here, await !holds(archive, seen) {
            lines.append(
                """
                警告 WARNING: \(path): 本机\(seen.at)所见该档案有\(seen.size)件事件，现在少于或不同于此，可能被旧副本替换；\
                this machine saw \(seen.size) events of it on \(seen.at), and it holds fewer or others now: an older state was \
                put back, or another history. ‘slipway verify’ names it; after a restore, ‘slipway verify --accept-restored’
                """)
        }
        for other in recalled.others where recalled.here == nil {
            lines.append(
                """
                警告 WARNING: \(path): 本机\(other.at)所见此处为另一档案；this machine saw another archive here on \(other.at), \
                the log ‘\(other.origin)’ with \(other.size) events
                """)
        }
        return lines
    }

    /// Whether an archive holds all that was seen of it; what keeps it from being told ends the command by itself.
    private func holds(_ archive: any Archive, _ seen: SeenLog) async -> Bool {
        guard let signed = seen.signed else { return true }
        return (try? await archive.continues(signed.checkpoint)) ?? true
    }

    /// Remembers a checkpoint that was just signed, where the archive holds all that was seen before.
    ///
    /// - Returns: What keeps it from being remembered; nil where nothing does.
    func remember(_ signed: SignedCheckpoint, of archive: any Archive) async -> String? {
        let recalled = await recalled(archive)
        if let seen = recalled.here, await !holds(archive, seen) { return nil }
        return remember(signed, after: recalled)
    }

    /// Remembers what continues that which was recalled.
    ///
    /// - Returns: What keeps it from being remembered; nil where nothing does.
    func remember(_ signed: SignedCheckpoint, after recalled: RecalledLog) -> String? {
        do {
            try memory?.remember(signed, at: place, after: recalled, now: .now)
            return nil
        } catch {
            return "cannot be kept: \(error); SLIPWAY_STATE names another folder, or ‘none’"
        }
    }

    /// Takes what the archive holds for what was seen of it.
    ///
    /// - Throws: `ExitCode` 69, after it was said why it cannot be written.
    func accept(_ signed: SignedCheckpoint, after recalled: RecalledLog, by: String) throws {
        do {
            try memory?.accept(signed, at: place, after: recalled, by: by, now: .now)
        } catch {
            throw ExitCode.reported(69, "what this machine saw cannot be kept: \(error)")
        }
    }
}
