import Foundation
import Glibc

/// What a program and all its descendants used, from start to end.
struct ProgramRun {
    /// User and system time of the whole process tree, seconds.
    var processorSeconds: Double
    /// User and system time of the program itself, without its descendants, seconds.
    var ownSeconds: Double
    /// By the clock.
    var seconds: Double
    /// The peak of resident memory of the largest process of the tree, bytes.
    var peakBytes: Int

    /// A program that did not do its work.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a program to its end, its output thrown away.
    ///
    /// - Parameters:
    ///   - program: A path, or a name that is looked up in `PATH`.
    ///   - arguments: What follows the name.
    ///   - environment: Variables beside those of this process.
    /// - Throws: ``Failure`` when it cannot be started or ends with another status than 0.
    init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .map { "\($0)=\($1)" }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [1, 2] as [Int32] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        let start = ContinuousClock.now
        var process: pid_t = 0
        let error = Self.withCStrings([program] + arguments) { argv in
            Self.withCStrings(variables) { envp in
                posix_spawnp(&process, program, &actions, nil, argv, envp)
            }
        }
        guard error == 0 else {
            throw Failure(description: "\(program) cannot be started: \(String(cString: strerror(error)))")
        }
        // Ended and not yet waited for, it still tells what it used itself.
        var ending = siginfo_t()
        while waitid(P_PID, id_t(process), &ending, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        ownSeconds = try Self.ownSeconds(of: process)
        var status: Int32 = 0
        var usage = rusage()
        // What wait4 tells includes the descendants that the program has waited for, as Slipway does for its workers.
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        guard status == 0 else {
            let line = ([program] + arguments).joined(separator: " ")
            throw Failure(description: "“\(line)” failed with status \(status >> 8 & 255): run it to see why")
        }
        let elapsed = start.duration(to: .now).components
        seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        peakBytes = Int(usage.ru_maxrss) * 1024
    }

    /// What a process used itself in user and system mode.
    ///
    /// Source: proc(5), `/proc/pid/stat`, fields 14 and 15.
    private static func ownSeconds(of process: pid_t) throws -> Double {
        let line = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
            throw Failure(description: "/proc/\(process)/stat is not understood")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }
}
