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
        try Worker.serve {
            if folder == "not-ready" { throw Refusal() }
        } read: { _, scan in
            [try read(scan, folder)]
        }
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
