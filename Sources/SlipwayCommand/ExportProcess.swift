import Archive
import BagIt
import Foundation
import Web

/// `slipway export` in a process of its own, for the web page: what draws pages can neither end the server nor fill its memory.
struct ExportProcess {
    /// The archive's folder.
    var archive: String
    /// The catalog's folder.
    var catalog: String

    /// Why there is no file.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Records that a slip is given out, and gives it as one file.
    ///
    /// - Parameters:
    ///   - slip: The slip's ID.
    ///   - form: As what.
    ///   - by: Who gets it.
    ///   - reason: Why.
    /// - Returns: The file's bytes.
    /// - Throws: ``Failure``, or what keeps the file from being read.
    func file(of slip: String, as form: ExportForm, by: String, reason: String) async throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: "slipway-\(slip.prefix(12))").path
        try await run(
            ["export", slip] + Self.options(of: form, place: place) + [
                "--by=\(by)", "--reason=\(reason)", "--archive=\(archive)", "--catalog=\(catalog)",
            ])
        guard form == .bag else { return Array(try Data(contentsOf: URL(filePath: place))) }
        return try BagTar.bytes(of: place, at: Timestamp.now.seconds)
    }

    /// What is asked for on the page shows persons in full, as bags and papers do.
    private static func options(of form: ExportForm, place: String) -> [String] {
        switch form {
        case .bag, .sheet, .pdf: ["--\(form.rawValue)=\(place)"]
        case .nationalCSV: ["--national=\(place)", "--format=csv", "--unmask"]
        case .nationalJSON: ["--national=\(place)", "--format=json", "--unmask"]
        }
    }

    private func run(_ arguments: [String]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        guard status == 0 else {
            throw Failure(description: "‘slipway \(arguments[0]) \(arguments[1])’ ended with \(status)")
        }
    }
}
