import Archive
import Foundation
import Imaging
import Testing

@testable import Processing

/// Broken and odd files of public test suites, kept beside the project and not in it.
private enum HostileFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/hostile").standardizedFileURL.path

    static var arePresent: Bool { FileManager.default.fileExists(atPath: folder) }
}

@Suite(.timeLimit(.minutes(15))) struct `Hostile files` {
    @Test(.enabled(if: HostileFiles.arePresent, "no ../shared/hostile beside the package"))
    func `each gives a page or a fault with a name, and none kills a worker`() async throws {
        // PDFs take their time in a debug build; ‘slipway process’ is tried on them by hand.
        let paths = InputWalk([HostileFiles.folder]).compactMap { step -> String? in
            guard case .input(let input) = step, !input.path.hasSuffix(".pdf") else { return nil }
            return input.path
        }
        #expect(paths.count > 100)
        let names = Set(DecodingError.Class.allCases.map(\.rawValue))
        let launch = WorkerLaunch(executable: FakeWorkerProgram.path, arguments: [])
        try await WorkerPool.withWorkers(launch, count: 2) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for path in paths {
                    group.addTask {
                        do {
                            let page = try await pool.read(
                                page: 1, ofFileAt: path, sha256: ContentDigest(ofFileAt: path).hex)
                            #expect(page.pictures[0].width >= 16 && page.pictures[0].height >= 16, "\(path)")
                        } catch let failure as PageFailure {
                            #expect(names.contains(failure.failureClass), "\(path): \(failure)")
                            #expect(!failure.reason.isEmpty)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
