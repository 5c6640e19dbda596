import Archive
import ArgumentParser

/// `slipway backup`: a verified copy of the archive.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the archive as it stands, while it is used, and verify the copy.",
        discussion: """
            The copy is a whole archive: every command works on it with --archive. It holds the signing key; keep it as \
            closed as the archive itself. It appears under its name only when it has been verified.

            Example:
              slipway backup /mnt/backup/2026-11-25
            """)

    @Argument(help: ArgumentHelp("The folder to make; nothing may be there.", valueName: "dir"))
    var folder: String

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await options.reading { archive in
            let report = try await archive.copy(to: folder)
            try await archive.recordBackup(report)
            print(report.copied(to: folder))
        }
    }
}

/// `slipway restore`: an archive out of a copy of it.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make an archive out of a backup, verified.",
        discussion: """
            Where the archive is to be, nothing may lie: a damaged one is moved aside first, never overwritten. Ends with \
            69 when the backup is not sound.

            Example:
              slipway restore /mnt/backup/2026-11-25
              slipway verify --against checkpoint-kept-elsewhere.txt
            """)

    @Argument(help: ArgumentHelp("The folder that ‘slipway backup’ made.", valueName: "dir"))
    var folder: String

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        let target = options.path
        var backup = options
        backup.archive = folder
        try await backup.reading { archive in
            let report = try await archive.copy(to: target)
            print(report.copied(to: target))
        }
    }
}

extension VerificationReport {
    /// What a copy that was verified holds, for a person.
    fileprivate func copied(to path: String) -> String {
        "\(path): 事件\(events)，内容\(blobs)，已核验；\(events) events, \(blobs) contents, verified"
    }
}
