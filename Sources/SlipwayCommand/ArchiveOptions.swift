import Archive
import ArgumentParser
import Foundation
import Recognition
import SQLiteArchive

/// Which archive a command works on.
struct ArchiveOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The archive's folder (default: SLIPWAY_ARCHIVE, else ./slipway-archive).", valueName: "dir"))
    var archive: String?

    @Option(
        help: ArgumentHelp(
            """
            The file with what opens an encrypted archive: a key, or a passphrase in its first line (default: \
            SLIPWAY_ARCHIVE_KEY). A new archive is encrypted where it is given.
            """, valueName: "file"))
    var archiveKey: String?

    /// The folder of the archive, by option, environment, or default.
    var path: String {
        if let archive { return archive }
        let environment = ProcessInfo.processInfo.environment["SLIPWAY_ARCHIVE"] ?? ""
        return environment.isEmpty ? "./slipway-archive" : environment
    }

    /// Where contents lie that workers read where there is an archive: those of an encrypted one while they are read.
    var readableByWorkers: [String] { [keyFile == nil ? "\(path)/blobs" : OpenedContents.root] }

    /// The file with what opens the archive, by option or environment; nil where none is named.
    private var keyFile: String? {
        let environment = ProcessInfo.processInfo.environment["SLIPWAY_ARCHIVE_KEY"] ?? ""
        return archiveKey ?? (environment.isEmpty ? nil : environment)
    }

    /// What opens the archive; nil where nothing is named.
    ///
    /// - Throws: `ExitCode` 65 for a file that holds neither key nor passphrase, 69 for one that cannot be read.
    func key() throws -> ArchiveKey? {
        try keyFile.map(ArchiveKey.read(from:))
    }

    /// Runs a command on the archive, which must be there.
    ///
    /// - Throws: `ExitCode`, after a failure of the archive was reported on standard error.
    func reading(_ body: (any Archive) async throws -> Void) async throws {
        do {
            try await body(try opened())
        } catch let error as ArchiveError {
            try fail(error)
        }
    }

    /// The archive, which must be there.
    ///
    /// - Throws: `ArchiveError`; `ExitCode`, after what is wrong with the key's file was reported on standard error.
    func opened() throws -> any Archive { try openedInFolder() }

    /// The archive in a folder, which must be there.
    ///
    /// - Throws: What ``opened()`` throws.
    func openedInFolder() throws -> SQLiteArchive {
        try SQLiteArchive(at: path, for: .reading, key: key(), program: .slipway)
    }

    /// The archive, which must be there and is not brought to a newer format.
    ///
    /// - Throws: What ``opened()`` throws.
    func openedToInspect() throws -> any Archive {
        try SQLiteArchive(at: path, for: .inspecting, key: key())
    }

    /// Whether an archive was in the folder: contents or a log are kept there, or a database that is not void.
    ///
    /// A program that dies while it makes a new archive leaves a void database and empty folders: no archive yet.
    var heldSomething: Bool {
        let files = FileManager.default
        let database = try? files.attributesOfItem(atPath: "\(path)/archive.sqlite")[.size] as? Int
        let kept = ["blobs/sha256", "log"].flatMap {
            (try? files.contentsOfDirectory(atPath: "\(path)/\($0)")) ?? []
        }
        return database ?? 0 > 0 || !kept.isEmpty
    }

    /// The archive to put things into, made where there is none.
    ///
    /// - Throws: `ExitCode`, after a failure of the archive was reported on standard error.
    func writing() throws -> any Archive {
        if path.hasPrefix("postgres:") || path.hasPrefix("postgresql:") {
            try fail(.notAnArchive(path: path, reason: "this slipway keeps archives in folders only"))
        }
        do {
            return try SQLiteArchive(at: path, for: .writing, key: key(), program: .slipway)
        } catch let error as ArchiveError {
            try fail(error)
        }
    }

    /// Reports a failure of the archive on standard error.
    func fail(_ error: ArchiveError) throws -> Never {
        FileHandle.standardError.write(Data("slipway: \(error)\n".utf8))
        throw error.exitCode
    }
}

extension ThisProgram {
    /// This program with the models that it reads pages with.
    static let slipway = ThisProgram(version: Slipway.version, models: ModelFolder.path)
}

extension ArchiveKey {
    /// Reads a file with a key or a passphrase.
    ///
    /// - Throws: `ExitCode`, after what is wrong was reported on standard error: 65 for a file that holds neither, 69 for one
    ///   that cannot be read.
    static func read(from file: String) throws -> ArchiveKey {
        let data = try GivenFile.content(of: file, what: "the archive's key ")
        guard let key = ArchiveKey(file: String(decoding: data, as: UTF8.self)) else {
            throw ExitCode.badFile(
                "\(file) holds neither a key of ‘slipway archive new-key’ nor a passphrase in its first line")
        }
        return key
    }
}

extension ArchiveError {
    /// The status with which a command ends that failed so.
    ///
    /// 64 for a question that cannot be asked, 1 for an ID that is not in the archive (it is the input that could
    /// not be processed), 69 for an archive that cannot be used.
    var exitCode: ExitCode {
        switch self {
        case .nothingToSearchFor, .tooFewEvents, .insideItself: ExitCode(64)
        case .unknownID, .ambiguousID, .unknownBatch, .superseded, .ownWork, .notSettled, .nothingToUndo,
            .unknownReceipt, .ambiguousReceipt, .receiptIs, .noRepetition, .noReceipt, .unreadCode,
            .retentionIs,
            .keptUntil, .nothingDue, .unknownProposal, .ownProposal, .notDestructible:
            ExitCode(1)
        default: ExitCode(69)
        }
    }
}

/// How a command that lists things writes them.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    /// For a person.
    case text
    /// One JSON object a line.
    case jsonl
}
