import Archive
import ArgumentParser
import Foundation
import Web

/// `slipway verify`: derives again everything that the archive claims.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that nothing in the archive is missing or altered.",
        discussion: """
            From the events follow the tree, the checkpoint and every other table; from the digests that they name, \
            the kept content. All of it is derived again and compared, and each object that fails is named. A \
            checkpoint that was printed or kept elsewhere shows in addition that nothing was taken back since.

            Example:
              slipway verify
              slipway verify --against checkpoint-2026-11-25.txt
              slipway verify --against checkpoint-2026-11-25.txt --record --by 李
              slipway verify --accept-restored --by 李

            The file may hold what was scanned from the code of a review sheet. Without --against it cannot be told for \
            sure whether the whole archive was exchanged for an older copy, or made anew with another key: keep \
            checkpoints on another machine, or on paper. Lines with ‘note’ tell what proves no alteration but an auditor \
            should know: clocks that were set, links, files that do not belong there.

            This machine remembers the newest state that ‘verify’ and ‘process’ saw of each archive (SLIPWAY_STATE, else \
            $XDG_STATE_HOME/slipway, else ~/.local/state/slipway; SLIPWAY_STATE=none for nothing), so an older one in its \
            place is named as wrong. After a restore, --accept-restored takes what the archive holds now, where nothing \
            else is wrong with it; who accepted is noted from then on.

            With --record the log tells that it was verified, by whom and what it came to; without, nothing is changed.

            Ends with 0 when all is sound, 3 when something is wrong, 65 for a file that is no checkpoint, 69 for an \
            archive that is not there, locked, or of a newer program.
            """)

    @Option(help: ArgumentHelp("A checkpoint that was kept elsewhere.", valueName: "checkpoint-file"))
    var against: String?

    @Flag(help: "Record in the log that the archive was verified, and what it came to.")
    var record = false

    @Flag(
        help:
            "Take what the archive holds now for what this machine saw of it, as after a restore, where all else is sound."
    )
    var acceptRestored = false

    @OptionGroup var author: AuthorOptions
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if !record, !acceptRestored, author.by != nil {
            throw ValidationError(
                "--by says who verifies or accepts: it goes with --record and --accept-restored.")
        }
    }

    func run() async throws {
        let kept = try checkpointKept()
        do {
            let archive = try record ? options.opened() : options.openedToInspect()
            let memory = ArchiveMemory(of: options)
            let recalled = await memory.recalled(archive)
            var report = try await archive.verify(against: kept, recalling: recalled)
            let accounts = try await AccountCheck(inFolder: options.path, of: archive)
            report.problems += accounts.problems
            report.remarks += accounts.remarks
            if acceptRestored { try accept(&report, recalled, memory) }
            if report.isSound, let head = report.head, let fault = memory.remember(head, after: recalled) {
                report.remarks.append(.init(RecalledLog.object, fault))
            }
            print(Self.text(report))
            if record { try await archive.recordVerification(report, against: kept, by: author.name) }
            guard report.isSound else { throw ExitCode(3) }
        } catch let error as ArchiveError {
            // Where there is an archive's folder, what keeps its database from being read is a finding, not a lack.
            guard options.heldSomething, error.showsDamage else { try options.fail(error) }
            print("错误 wrong    archive.sqlite: \(TerminalText.printable("\(error)"))")
            throw ExitCode(3)
        }
    }

    /// Takes what the archive holds for what was seen, where nothing else is wrong with it.
    ///
    /// - Throws: `ExitCode` 69 where the memory cannot be written.
    private func accept(
        _ report: inout VerificationReport, _ recalled: RecalledLog, _ memory: ArchiveMemory
    ) throws {
        guard let head = report.head, report.problems.allSatisfy({ $0.object == RecalledLog.object }) else {
            StandardError.shared.write(
                line: "slipway: nothing was accepted: "
                    + "the archive has no events, or something else is wrong with it")
            return
        }
        try memory.accept(head, after: recalled, by: author.name)
        report.problems = []
        report.remarks.append(
            .init(RecalledLog.object, "\(author.name) accepted the \(report.events) events that are here now")
        )
    }

    private func checkpointKept() throws -> SignedCheckpoint? {
        guard let against else { return nil }
        let text = String(decoding: try GivenFile.content(of: against), as: UTF8.self)
        guard let checkpoint = SignedCheckpoint(scanned: text) else {
            throw ExitCode.badFile(
                "\(against) is no signed checkpoint: give a file as ‘slipway checkpoint’ wrote it, or all that was scanned "
                    + "from a sheet's code")
        }
        return checkpoint
    }

    private static func text(_ report: VerificationReport) -> String {
        var lines = report.problems.map {
            "错误 wrong    \(TerminalText.printable("\($0.object): \($0.reason)"))"
        }
        lines += report.remarks.map {
            "注意 note     \(TerminalText.printable("\($0.object): \($0.reason)"))"
        }
        lines.append(
            """
            事件\(report.events)，内容\(report.blobs)，记录\(report.rows)；\
            \(report.events) events, \(report.blobs) contents, \(report.rows) rows derived again
            """)
        if report.openings + report.erased > 0 {
            lines.append(
                """
                承诺值核对\(report.openings)个，已销毁\(report.erased)个；\
                \(report.openings) committed values opened, \(report.erased) destroyed with their slips
                """)
        }
        if report.clearEvents > 0 {
            lines.append(
                """
                \(report.clearEvents)件事件为旧格式，其中的文件名、理由等为明文；\
                \(report.clearEvents) events of an earlier format hold file names, reasons and the like in clear
                """)
        }
        if report.unreferenced > 0 {
            lines.append(
                """
                \(report.unreferenced)个无引用内容（中断遗留，无害）；\
                \(report.unreferenced) contents that nothing refers to (left by interrupted runs, harmless)
                """)
        }
        if let checkpoint = report.checkpoint?.checkpoint {
            let rest = report.events - Int(checkpoint.size)
            lines.append(
                """
                检查点至第\(checkpoint.size)号事件，其后\(rest)件由库内签名；\
                checkpoint of \(checkpoint.origin) over \(checkpoint.size) events, \(rest) after it signed in the database
                """)
        } else if report.isSound {
            lines.append("尚无事件，尚无检查点；no event and no checkpoint yet")
        }
        lines.append(
            report.isSound
                ? "完好；sound" : "有\(report.problems.count)处不符；\(report.problems.count) objects are wrong")
        return lines.joined(separator: "\n")
    }
}
