import Glibc
import Imaging
import Layout
import Processing

/// A worker whose pages do what their width in pixels says; given a folder in which it leaves marks.
@main
struct FakeWorker {
    struct Refusal: Error {}

    static func main() throws {
        let folder = CommandLine.arguments.dropFirst().first ?? ""
        if folder == "try-rights" { return tryRights(Array(CommandLine.arguments.dropFirst(2))) }
        try Worker.serve {
            if folder == "not-ready" { throw Refusal() }
            if folder == "killed-at-start" { try dieAtStart(Array(CommandLine.arguments.dropFirst(2))) }
        } read: { _, scan in
            [try read(scan, folder)]
        }
    }

    /// Dies as often as the second argument says, counted by marks in the folder that is the first.
    private static func dieAtStart(_ arguments: [String]) throws {
        guard arguments.count == 2, let times = Int(arguments[1]) else { throw Refusal() }
        for time in 0..<times
        where open("\(arguments[0])/start-\(time)", O_CREAT | O_EXCL | O_WRONLY, 0o600) >= 0 {
            kill(getpid(), SIGKILL)
        }
    }

    /// Says what the process can still do with the first path once it is confined to reading the others.
    private static func tryRights(_ paths: [String]) {
        WorkerLimits.setForLife()
        let path = paths.first ?? ""
        for lack in Confinement.enter(reading: Array(paths.dropFirst())) { print("lacking \(lack)") }
        func tell(_ right: String, _ isHeld: Bool) { print(right, isHeld ? "yes" : "no") }
        tell("read", open(path, O_RDONLY) >= 0)
        tell("write", open(path, O_WRONLY) >= 0)
        tell("socket", socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0) >= 0)
        var core = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        print("core", core.rlim_max)
        fflush(nil)
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        execv("/bin/true", &arguments)
        tell("run", false)
        fflush(nil)
    }

    private static func read(_ scan: borrowing Raster, _ folder: String) throws -> Worker.Reading {
        var rotation = 0
        switch scan.width {
        case 101: raise(SIGSEGV)
        case 102:
            // Says who reads, and never ends by itself.
            let mark = open("\(folder)/slow", O_CREAT | O_WRONLY, 0o600)
            let text = "\(getpid())\n"
            write(mark, text, text.utf8.count)
            while true { pause() }
        case 103:
            // Dies once, and lives when it finds that it has died.
            let mark = open("\(folder)/died", O_CREAT | O_EXCL | O_WRONLY, 0o600)
            if mark >= 0 { abort() }
        case 104: exit(3)
        case 105: throw Refusal()
        case 106: puts("what a C library has to say")
        case 107: rotation = malloc(5 << 30) == nil ? 90 : 0
        case 108: kill(getpid(), SIGKILL)
        case 109:
            // Takes memory, has much to say, is looked at, and dies.
            let memory = [UInt8](repeating: 1, count: 64 << 20)
            for text in (1...100).map({ "line \($0)\n" }) + ["the\u{7} end\n"] {
                write(2, text, text.utf8.count)
            }
            usleep(1_200_000)
            if memory.allSatisfy({ $0 == 1 }) { abort() }
        case 110:
            close(open("\(folder)/reading", O_CREAT | O_WRONLY, 0o600))
            usleep(500_000)
        default: break
        }
        let layout = PageLayout(width: scan.width, height: scan.height, emHeight: Int(getpid()))
        return Worker.Reading(
            layout: layout, raster: try scan.pngBytes(), dpi: 300, rotation: rotation, skew: 0.5)
    }
}
