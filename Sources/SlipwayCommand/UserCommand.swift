import Archive
import ArgumentParser
import Foundation
import Glibc
import SQLiteArchive
import Web

/// `slipway user`: the accounts of the web page.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Accounts of the web page.",
        discussion: """
            Roles: operator (hands in), clerk (checks and corrects), reviewer (confirms what others corrected), auditor \
            (searches and proves), system_admin, security_admin (accounts). Auditors and admins hold no other role.

            Example:
              slipway user add zhang --role clerk
              slipway user list
              slipway user disable zhang
              slipway user password zhang
              slipway user drop-code zhang
            """,
        subcommands: [Add.self, List.self, Disable.self, Password.self, DropCode.self],
        defaultSubcommand: List.self)

    /// Who changes accounts at the terminal: the account on this machine, whatever the environment says, and its number.
    fileprivate static let author: String = {
        let name = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "?"
        return "\(name)（uid \(getuid())，命令行 command line）"
    }()
}

extension UserCommand {
    /// `slipway user add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account; its password is read from the terminal or from standard input.",
            discussion: """
                Example:
                  slipway user add zhang --role clerk --role reviewer
                  slipway user add audit1 --role auditor --one-time-code < password.txt
                """)

        @Argument(help: "The account's name.")
        var name: String

        @Option(
            help: "A role; give it once for each role.",
            transform: { text in
                guard let role = Role(rawValue: text) else {
                    let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("‘\(text)’ is no role; there are \(names).")
                }
                return role
            })
        var role: [Role]

        @Flag(help: "Ask for a code of an authenticator app at login; its secret is printed once.")
        var oneTimeCode = false

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.changingAccounts { accounts in
                let password = try TerminalPassword.read()
                let address = try await accounts.add(
                    name, roles: Set(role), password: password, wantsOneTimeCode: oneTimeCode, by: author)
                print("已建立账号 account made: \(name)")
                if let address {
                    print("动态验证码密钥，仅显示一次 secret for the authenticator app, shown once:\n\(address)")
                }
            }
        }
    }

    /// `slipway user list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the accounts.",
            discussion: """
                Example:
                  slipway user list
                """)

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.changingAccounts { accounts in
                let all = try await accounts.accounts()
                for account in all {
                    let roles = account.roles.map(\.rawValue).sorted().joined(separator: ",")
                    let marks = [
                        account.isDisabled ? "停用 disabled" : "启用 enabled",
                        account.hasOneTimeCode ? "动态验证码 one-time code" : "",
                    ].filter { !$0.isEmpty }.joined(separator: ", ")
                    print(
                        TerminalText.fitted(account.name, to: 20) + "  " + TerminalText.fitted(roles, to: 28)
                            + "  \(account.created)  \(marks)")
                }
                if all.isEmpty { print("没有账号 there is no account: slipway user add NAME --role clerk") }
            }
        }
    }

    /// `slipway user disable`.
    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Disable an account and end its sessions; nothing that it did is forgotten.",
            discussion: """
                Example:
                  slipway user disable zhang
                  slipway user disable zhang --enable
                """)

        @Argument(help: "The account's name.")
        var name: String

        @Flag(help: "Enable it again.")
        var enable = false

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.changingAccounts { accounts in
                try await accounts.setDisabled(!enable, name, by: author)
            }
        }
    }

    /// `slipway user password`.
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account another password and end its sessions.",
            discussion: """
                Example:
                  slipway user password zhang
                """)

        @Argument(help: "The account's name.")
        var name: String

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.changingAccounts { accounts in
                try await accounts.setPassword(try TerminalPassword.read(), of: name, by: author)
            }
        }
    }
}

extension UserCommand {
    /// `slipway user drop-code`.
    struct DropCode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop-code",
            abstract:
                "Ask for no one-time code of an account any more, as when a telephone was lost; its sessions end.",
            discussion: """
                Example:
                  slipway user drop-code zhang
                """)

        @Argument(help: "The account's name.")
        var name: String

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.changingAccounts { accounts in
                try await accounts.dropOneTimeCode(of: name, by: author)
            }
        }
    }
}

extension ArchiveOptions {
    /// Works on the accounts of an archive, which is made where there is none.
    ///
    /// - Throws: `ExitCode`, after what is wrong was reported on standard error: 64 for what was asked, 69 for what
    ///   cannot be read or written.
    fileprivate func changingAccounts(_ work: (AccountStore) async throws -> Void) async throws {
        let archive = try writing()
        do {
            try await work(try AccountStore(inFolder: path, archive: archive))
        } catch let error as AccountError {
            if case .store = error { throw ExitCode.reported(69, "\(error)") }
            throw ExitCode.reported(64, "\(error)")
        } catch let error as ArchiveError {
            try fail(error)
        }
    }
}

/// A password typed at the terminal, where it is not shown, or the first line of standard input.
enum TerminalPassword {
    static func read() throws -> String {
        guard isatty(0) == 1 else {
            guard let line = readLine(), !line.isEmpty else {
                throw ValidationError("Standard input holds no password.")
            }
            return line
        }
        let first = try ask("密码 Password: ")
        guard try ask("再次输入 Again: ") == first else { throw ValidationError("The passwords differ.") }
        return first
    }

    private static func ask(_ prompt: String) throws -> String {
        FileHandle.standardError.write(Data(prompt.utf8))
        var settings = termios()
        tcgetattr(0, &settings)
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &settings)
        defer {
            var before = before
            tcsetattr(0, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line = readLine(), !line.isEmpty else { throw ValidationError("No password was typed.") }
        return line
    }
}
