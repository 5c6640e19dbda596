import Archive
import ArgumentParser
import Catalog
import Foundation
import Glibc
import SQLiteArchive

extension ArchiveCommand {
    /// `slipway archive create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an empty archive, encrypted where a key is given.",
            discussion: """
                ‘slipway process’ makes an archive as well where there is none. Contents, file names, reasons and the names \
                and numbers of persons in the tables are encrypted with --archive-key; what stays readable is said in \
                docs/archive-format.md. Of an archive that was made without a key ‘slipway archive encrypt’ makes an
                encrypted one.

                Example:
                  slipway archive create --archive-key /media/safe/archive-key
                """)

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            guard !options.heldSomething else { try options.fail(.occupied(path: options.path)) }
            _ = try options.writing()
            let isEncrypted = try EncryptionHeader.read(inFolder: options.path) != nil
            print(
                "\(options.path): "
                    + (isEncrypted ? "已建立加密档案库；an encrypted archive was made" : "已建立档案库；an archive was made"))
        }
    }

    /// `slipway archive new-key`.
    struct NewKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key file that encrypts an archive.",
            discussion: """
                Keep it on another medium than the archive, and a copy in another place: without it nothing of an encrypted \
                archive can be read, by anybody. A passphrase does as well: a file with it in the first line, \(ArchiveKey.shortestPassphrase) \
                characters or more.

                Example:
                  slipway archive new-key /media/safe/archive-key
                """)

        @Argument(help: ArgumentHelp("The file to make; nothing may be there.", valueName: "file"))
        var file: String

        func run() throws {
            try ArchiveKey.makeFile(at: file)
            print("\(file): 密钥已生成，请另行保管；a key was made, keep it apart from the archive")
        }
    }

    /// `slipway archive rekey`.
    struct Rekey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let another key or passphrase open an encrypted archive.",
            discussion: """
                The key that is given opens the archive's data key, which stays: nothing is encrypted anew. The old key \
                opens the archive no more, but copies that were made before; who may have read the data key with the old key \
                reads what he has of the archive: then make a new archive. It is recorded in the log.

                Example:
                  slipway archive rekey --to /media/safe/key-2027 --archive-key /media/safe/key-2026 --by 张 --reason 年度更换
                """)

        @Option(
            help: ArgumentHelp(
                "The file with the new key, or with a passphrase in its first line.", valueName: "file"))
        var to: String

        @OptionGroup var reason: ReasonOptions
        @OptionGroup var author: AuthorOptions
        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            let key = try ArchiveKey.read(from: to)
            do {
                try await options.openedInFolder().rekey(to: key, by: author.name, reason: reason.reason)
                print("\(options.path): 已改用新密钥；the new key opens the archive from now on")
            } catch let error as ArchiveError {
                try options.fail(error)
            }
        }
    }
}

extension ArchiveCommand {
    /// `slipway archive encrypt`.
    struct Encrypt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an encrypted archive of one that lies in clear.",
            discussion: """
                The archive stays as it is; the encrypted one appears in another folder when it is whole and verified, with the \
                same log and one event more, which says who encrypted it and why. Stop the web page and every run first: where \
                something is recorded meanwhile, nothing is made. Then work on the new one alone, and remove the old one with its \
                backups: it is still readable, and two archives must not go on with one log.

                The key is made first: slipway archive new-key /media/safe/archive-key

                Example:
                  slipway archive encrypt encrypted --to-key /media/safe/archive-key --by 张 --reason 个人信息保护
                  slipway verify --archive encrypted --archive-key /media/safe/archive-key

                Ends with 69 when the archive is encrypted already, is not sound, or was worked on meanwhile.
                """)

        @Argument(help: ArgumentHelp("The folder to make; nothing may be there.", valueName: "dir"))
        var folder: String

        @Option(
            help: ArgumentHelp(
                "The file with the key, or with a passphrase in its first line.", valueName: "file"))
        var toKey: String

        @OptionGroup var reason: ReasonOptions
        @OptionGroup var author: AuthorOptions
        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            let key = try ArchiveKey.read(from: toKey)
            do {
                let report = try await options.openedInFolder().encrypted(
                    to: folder, with: key, by: author.name, reason: reason.reason)
                print(
                    """
                    \(folder): 已加密并核验，事件\(report.events)，内容\(report.blobs)；请改用此档案库并销毁明文的旧库；\
                    encrypted and verified, \(report.events) events, \(report.blobs) contents: work on it from now on, and remove the old \
                    one in clear
                    """)
                if report.clearEvents > 0 {
                    print(
                        """
                        \(report.clearEvents)件旧格式事件中的文件名、理由等仍为明文；\
                        \(report.clearEvents) events of an earlier format hold file names, reasons and the like in clear still
                        """)
                }
            } catch let error as ArchiveError {
                try options.fail(error)
            }
        }
    }
}

extension ArchiveKey {
    /// Makes a file with a new key, which its owner alone may read.
    ///
    /// - Throws: `ExitCode` 69, after it was reported that there is a file already, or that none can be made.
    fileprivate static func makeFile(at path: String) throws {
        guard let text = make().fileText else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o400)
        guard descriptor >= 0 else {
            throw ExitCode.reported(69, "cannot make \(path): \(String(cString: strerror(errno)))")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
        } catch {
            _ = unlink(path)
            throw ExitCode.reported(69, "cannot write \(path): \(error.systemReason)")
        }
    }
}
