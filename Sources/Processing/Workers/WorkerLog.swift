internal import CConfinement
internal import Glibc
internal import SystemPackage

/// Where a worker's standard error goes: memory of its own, of which the last lines are read when the worker is lost.
///
/// Nothing has to be read while the worker lives. What it wrote for earlier pages is thrown away.
final class WorkerLog: Sendable {
    /// What is kept of it at most.
    static let lines = 20
    static let bytes = 4096

    private let file: CInt

    /// Nil where the system gives no such memory.
    init?() {
        file = slipway_memory_file("slipway-worker-log")
        guard file >= 0 else { return nil }
    }

    deinit { close(file) }

    /// What the worker is to have as its standard error; this object keeps it open.
    var descriptor: FileDescriptor { FileDescriptor(rawValue: file) }

    /// Throws away what was written so far.
    ///
    /// The worker goes on at the beginning, since it shares the place in the file.
    func clear() {
        ftruncate(file, 0)
        lseek(file, 0, SEEK_SET)
    }

    /// The last lines, without control characters; of a line that is too long only its end.
    func lastLines() -> [String] {
        var status = stat()
        guard fstat(file, &status) == 0 else { return [] }
        let size = Int(status.st_size)
        var buffer = [UInt8](repeating: 0, count: min(size, Self.bytes))
        let got = pread(file, &buffer, buffer.count, size - buffer.count)
        let text = String(decoding: buffer.prefix(max(got, 0)), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            String(
                String.UnicodeScalarView(
                    line.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        }
        return Array(lines.filter { !$0.isEmpty }.suffix(Self.lines))
    }
}
