import Foundation
import Imaging
import Testing

@testable import Processing

@Suite struct `The page of limits` {
    @Test func `says what holds`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/limits.md")
        let text = try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
        let (limits, timeouts) = (DecodingLimits(), WorkerTimeouts())
        let rows: [(String, Int)] = [
            ("bytes of a file", limits.fileBytes), ("pages of a file", limits.pages),
            ("shortest side of a page, pixels", limits.side.lowerBound),
            ("longest side of a page, pixels", limits.side.upperBound), ("pixels of a page", limits.pixels),
            ("strips or tiles of a TIFF page", limits.strips),
            ("scans of a progressive JPEG", limits.scans),
            ("entries of a TIFF directory", limits.directoryEntries),
            ("address space, bytes", Int(WorkerLimits.addressSpace)),
            ("open files", Int(WorkerLimits.openFiles)),
            ("bytes of a file that it writes", Int(WorkerLimits.fileSize)),
            ("processor seconds a page", Int(WorkerLimits.processorSeconds)),
            ("seconds to start", Int(timeouts.start.components.seconds)),
            ("times that a worker is started for a page", WorkerLane.starts),
            ("seconds to decode a page", Int(timeouts.decoding.components.seconds)),
            ("seconds to read a page", Int(timeouts.reading.components.seconds)),
            ("times that a page is tried", WorkerLane.attempts),
            ("pages of a file that may fail before it is given up", SlipReader.failuresAtMost),
            ("bytes of a message's head", Frame.headLimit),
            ("bytes of a message's content", Frame.contentLimit),
        ]
        for (name, value) in rows {
            #expect(text.contains("| \(name) | \(value) |"), "\(name) is \(value)")
        }
    }
}
