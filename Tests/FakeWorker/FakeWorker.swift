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
        } read: { _, scan in
            [try read(scan, folder)]
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
        case 102: sleep(600)
        case 103:
            // Dies once, and lives when it finds that it has died.
            let mark = open("\(folder)/died", O_CREAT | O_EXCL | O_WRONLY, 0o600)
            if mark >= 0 { abort() }
        case 104: exit(3)
        case 105: throw Refusal()
        case 106: puts("what a C library has to say")
        case 107: rotation = malloc(5 << 30) == nil ? 90 : 0
        case 108: kill(getpid(), SIGKILL)
        default: break
        }
        let layout = PageLayout(width: scan.width, height: scan.height, emHeight: Int(getpid()))
        return Worker.Reading(
            layout: layout, raster: try scan.pngBytes(), dpi: 300, rotation: rotation, skew: 0.5)
    }
}
