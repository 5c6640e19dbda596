internal import CConfinement
internal import Foundation
internal import Glibc

/// Rights that a process which parses untrusted bytes gives up for good, before it sees the first of them.
///
/// It gains no rights by running a program, leaves no core dump, opens files for reading only and only those named here
/// (Landlock), and has no sockets and runs no programs (seccomp). What a system lacks of this is told, not hidden.
package enum Confinement {
    /// Folders of the system with libraries, fonts and their configuration.
    private static let systemFolders = [
        "/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/var/cache/fontconfig",
    ]
    private static let devices = ["/dev/null", "/dev/zero", "/dev/urandom"]
    /// Folders of fonts in the user's home.
    private static let homeFolders = [
        ".fonts", ".local/share/fonts", ".config/fontconfig", ".cache/fontconfig",
    ]

    // landlock(7), access rights of files.
    private static let readFile: UInt64 = 1 << 2
    private static let readFolder: UInt64 = 1 << 3

    /// Gives up the rights.
    ///
    /// - Parameter paths: Files, and folders with all that is in them, that stay readable beside the program's own.
    /// - Returns: What the system lacks, in words for the log; empty where it has all.
    package static func enter(reading paths: [String]) -> [String] {
        var lacking: [String] = []
        if slipway_not_dumpable() != 0 { lacking.append("a ban on core dumps (\(reason))") }
        guard slipway_no_new_privileges() == 0 else {
            return lacking + ["no_new_privs, and with it Landlock and seccomp (\(reason))"]
        }
        if let fault = restrictFiles(to: paths) { lacking.append("Landlock (\(fault))") }
        if slipway_deny_calls() != 0 { lacking.append("seccomp (\(reason))") }
        return lacking
    }

    private static var reason: String { String(cString: strerror(errno)) }

    /// - Returns: Why files are not out of reach; nil where they are.
    private static func restrictFiles(to paths: [String]) -> String? {
        let version = slipway_landlock_version()
        guard version > 0 else { return reason }
        var rules = slipway_ruleset(
            files: allFileRights(version), network: version >= 4 ? 0b11 : 0, scoped: version >= 6 ? 0b11 : 0)
        let size = version >= 6 ? 24 : version >= 4 ? 16 : 8
        let ruleset = CInt(slipway_landlock_create(&rules, size))
        guard ruleset >= 0 else { return reason }
        defer { close(ruleset) }
        for path in readable + paths {
            guard allow(path, in: ruleset) else { return "\(path): \(reason)" }
        }
        return slipway_landlock_restrict(ruleset) == 0 ? nil : reason
    }

    /// Every right that a version of Landlock knows: what is not allowed again is forbidden.
    private static func allFileRights(_ version: Int) -> UInt64 {
        switch version {
        case 1: (1 << 13) - 1
        case 2: (1 << 14) - 1
        case 3, 4: (1 << 15) - 1
        default: (1 << 16) - 1
        }
    }

    /// What the program itself reads: the system, its own folder with its models, and the engine's data.
    private static var readable: [String] {
        let environment = ProcessInfo.processInfo.environment
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let home = environment["HOME"].map { home in homeFolders.map { "\(home)/\($0)" } } ?? []
        return systemFolders + devices + [program.deletingLastPathComponent().path] + home
            + ["TESSDATA_PREFIX", "SWIFT_RUNTIME_LIBRARY_PATH"].compactMap { environment[$0] }
            + (environment["LD_LIBRARY_PATH"] ?? "").split(separator: ":").map(String.init)
    }

    /// - Returns: Whether what lies there can be read from now on, or nothing lies there.
    private static func allow(_ path: String, in ruleset: CInt) -> Bool {
        let file = slipway_open_place(path)
        guard file >= 0 else { return errno == ENOENT || errno == ENOTDIR || errno == EACCES }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { return false }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        return slipway_landlock_allow(ruleset, file, isFolder ? readFile | readFolder : readFile) == 0
    }
}
