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
            69 when the backup is not sound. Where this machine saw more of the archive than the backup holds, ‘slipway \
            verify’ names that as wrong until --accept-restored is given, here or there.

            Example:
              slipway restore /mnt/backup/2026-11-25
              slipway restore /mnt/backup/2026-11-25 --accept-restored --by 李
              slipway verify --against checkpoint-kept-elsewhere.txt
            """)

    @Argument(help: ArgumentHelp("The folder that ‘slipway backup’ made.", valueName: "dir"))
    var folder: String

    @Flag(
        help: "Take what is restored for what this machine saw of the archive, though it may have seen more.")
    var acceptRestored = false

    @OptionGroup var author: AuthorOptions
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if !acceptRestored, author.by != nil {
            throw ValidationError("--by says who accepts what is restored: it goes with --accept-restored.")
        }
    }

    func run() async throws {
        let target = options.path
        var backup = options
        backup.archive = folder
        try await backup.reading { archive in
            let report = try await archive.copy(to: target)
            print(report.copied(to: target))
            try await remember(report)
        }
    }

    /// Says what of the archive was lost, as far as this machine saw it, or takes the loss as accepted.
    private func remember(_ report: VerificationReport) async throws {
        guard let head = report.head else { return }
        let (restored, memory) = (try options.opened(), ArchiveMemory(of: options))
        let recalled = await memory.recalled(restored)
        if acceptRestored {
            try memory.accept(head, after: recalled, by: author.name)
        } else {
            let warnings = await memory.warnings(of: restored)
            for warning in warnings { StandardError.shared.write(line: "slipway: \(warning)") }
            let fault = await memory.remember(head, of: restored)
            if let fault {
                StandardError.shared.write(line: "slipway: what this machine saw of the archive \(fault)")
            }
        }
    }
}

extension VerificationReport {
    /// What a copy that was verified holds, for a person.
    fileprivate func copied(to path: String) -> String {
        "\(path): 事件\(events)，内容\(blobs)，已核验；\(events) events, \(blobs) contents, verified"
    }
}
