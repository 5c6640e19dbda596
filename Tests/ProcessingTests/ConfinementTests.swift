import Foundation
import Glibc
import Testing

@testable import Processing

/// The test's own process must not be confined, so that a worker says what it can still do.
@Suite struct `A worker's rights` {
    private func reply(of path: String, reading: [String]) async throws -> String {
        let (output, input) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(filePath: FakeWorkerProgram.path)
        process.arguments = ["try-rights", path] + reading
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `are to read what it was given, and nothing else`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "page").path
        try Data("x".utf8).write(to: URL(filePath: file))
        let allowed = try await reply(of: file, reading: [folder.path])
        let denied = try await reply(of: file, reading: [])
        try #require(!allowed.isEmpty)
        // What this system lacks cannot be asked of it.
        if !allowed.contains("lacking Landlock") {
            #expect(allowed.contains("read yes") && allowed.contains("write no"), "\(allowed)")
            #expect(denied.contains("read no") && denied.contains("write no"), "\(denied)")
        }
        if !allowed.contains("lacking seccomp") {
            #expect(allowed.contains("socket no") && allowed.contains("run no"), "\(allowed)")
        }
        #expect(allowed.contains("core 0"))
    }
}
